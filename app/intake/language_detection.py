"""In which language a text is: first by its script, then by its words."""

import io
import lzma
import re
from array import array
from functools import cache
from typing import Protocol, cast

from app.intake.draft import Certainty, Field
from app.translation import _

# py3langid is unreliable below this many letters.
_FEWEST_LETTERS = 20
_SAMPLE = 1_000

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
    """The detector, with its model read straight into memory.

    Its own way of reading unpacks the model into a nameless temporary file, which a full disk or a
    folder that cannot be written would turn into a text that cannot be added.
    """
    # Loading takes half a second: only when a text needs it.
    import numpy
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    unpacked = io.BytesIO(lzma.decompress((MODEL_DIR / MODEL_FILE).read_bytes()))
    with numpy.load(unpacked, allow_pickle=False) as model:
        found = LanguageIdentifier(
            model["ptc"],
            model["pc"],
            model["classes"].tolist(),
            array(model["nextmove"].dtype.char, model["nextmove"].tobytes()),
            model["out_feat"].tolist(),
            norm_probs=True,
            tk_row=array(model["nextmove_row"].dtype.char, model["nextmove_row"].tobytes()),
        )
    return cast(_Identifier, found)


def detect_language(text: str) -> tuple[str, Certainty]:
    """The language of a text, as a BCP 47 tag, `und` where no guess is possible.

    Args:
        text: Body text; its first 1,000 signs are looked at.
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
