"""The word set before a title that says what follows: "[Video]", "INTERVIEW", "Opinion |"."""

import re
from functools import cache

from app.intake.cues import Cue
from app.intake.words import rows


@cache
def _kickers() -> re.Pattern[str]:
    words = sorted(
        {
            phrase
            for cue, _tag, phrases in rows("cues")
            if cue == Cue.KICKER
            for phrase in phrases.split(" | ")
        },
        key=len,
        reverse=True,
    )
    any_word = "|".join(map(re.escape, words))
    capitals = "|".join(re.escape(word.upper()) for word in words)
    return re.compile(
        rf"[\[【(<]\s*(?i:({any_word}))\s*[\]】)>]\s*|(?:({capitals}))(?:\s*[:|]\s*|(?=[\"'“‘]?[A-ZÀ-Þ][a-zà-ÿ.]))"
        rf"|(?i:({any_word}))\s*[:|：]\s+"
    )


def without_kicker(text: str) -> tuple[str, str]:
    """A title without the word set before it, "INTERVIEWShe left" or "[Video] She left", and that
    word in lower case.
    """
    match = _kickers().match(text)
    if match is None or len(text) - match.end() < 8:
        return text, ""
    word = next(group for group in match.groups() if group)
    return text[match.end() :].strip(), word.lower()
