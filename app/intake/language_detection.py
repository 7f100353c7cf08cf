"""In which language a text is: first by its script, then by its words."""

import re
from functools import cache
from typing import Protocol, cast

from app.intake.draft import Certainty, Field
from app.translation import _

# py3langid is unreliable below this many letters.
_FEWEST_LETTERS = 20
_SAMPLE = 1500

# Scripts that only one language of the usual ones is written in; Han without kana is Chinese.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.05),
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]"), 0.15),
    ("zh", re.compile("[\u3400-\u9fff]"), 0.2),
    ("th", re.compile("[\u0e01-\u0e5b]"), 0.2),
    ("he", re.compile("[\u0590-\u05ff]"), 0.2),
    ("el", re.compile("[\u0370-\u03ff]"), 0.3),
    ("hy", re.compile("[\u0530-\u058f]"), 0.3),
    ("ka", re.compile("[\u10a0-\u10ff]"), 0.3),
    ("am", re.compile("[\u1200-\u137f]"), 0.3),
    ("my", re.compile("[\u1000-\u109f]"), 0.3),
    ("km", re.compile("[\u1780-\u17ff]"), 0.3),
    ("lo", re.compile("[\u0e80-\u0eff]"), 0.3),
    ("bo", re.compile("[\u0f00-\u0fff]"), 0.3),
    ("ta", re.compile("[\u0b80-\u0bff]"), 0.3),
    ("bn", re.compile("[\u0980-\u09ff]"), 0.3),
)
_LETTER = re.compile(r"[^\W\d_]")


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    # Loading takes half a second: only when a text needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast(_Identifier, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))


def detect_language(text: str) -> tuple[str, Certainty]:
    """The language of a text, as a BCP 47 tag, `und` where no guess is possible.

    Args:
        text: Body text; its first 4,000 signs are looked at.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters == 0:
        return "und", Certainty.NOT_FOUND
    for language, pattern, share in _SCRIPTS:
        if len(pattern.findall(sample)) >= share * letters:
            return language, Certainty.CERTAIN if letters >= 10 else Certainty.LIKELY
    if letters < _FEWEST_LETTERS:
        return "und", Certainty.NOT_FOUND
    language, chance = _identifier().classify(sample)
    if letters < 80 or chance < 0.9:
        return language, Certainty.GUESS
    return language, Certainty.CERTAIN if letters > 300 else Certainty.LIKELY


def language_field(text: str) -> Field[tuple[str, ...]]:
    """The languages field of a draft."""
    language, certainty = detect_language(text)
    if certainty is Certainty.NOT_FOUND:
        return Field(value=(), certainty=certainty, reason=_("Too little text to tell."))
    return Field(value=(language,), certainty=certainty, reason=_("All paragraphs."))
