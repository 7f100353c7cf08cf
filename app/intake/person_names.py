"""Names of persons as bylines print them."""

import re
from functools import cache
from itertools import pairwise

from app.intake.cues import Cue
from app.intake.words import month_numbers, not_names, rows
from app.intake.written_dates import find_dates

_NAME_WORD = (
    r"(?:[A-ZÀ-ÖØ-ÞŁŚŻŽŠČĆĐА-ЯЁІЇЄΑ-Ω][\w’'\-]+|[A-ZÀ-ÞА-Я]\.(?:[A-Z]\.)*"
    r"|de|da|di|du|dos|van|von|der|den|del|la|le|ter|ten|bin|ibn|al|el|bint|y|zu|zur)"
)
NAME = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}"
_WHOLE_NAME = re.compile(NAME)
_SEVERAL = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bund\b|\bet\b|\by\b|\boch\b|\bи\b|\bi\b|、|·)\s*")
# What ends a name in a byline: a mark, a figure, an office, a place.
_AFTER_NAME = re.compile(
    r"\s[|·•–—/]\s|\s+[-–—]\s+|\s*\(|\s*@|\s*[|]\s*|,\s*(?=\d)|\s\d|(?<=[a-z])\d|\s*:\s"
    r"|\s+(?i:on|am|at|in|for|für|pour|para|of|from|aus)\s+(?=[A-Z0-9])"
    r"|\s+(?i:posted|published|updated|last|veröffentlicht|follow|contributor)\b"
    r"|,\s+(?i:an?|the|der|die|le|la|special|senior|staff|for)\s"
)
_MOST_WORDS = 5
# No name begins with these articles, or ends with a particle.
_ARTICLES = frozenset({"the", "der", "die", "das", "les", "los", "las", "gli", "une"})
_PARTICLES = frozenset(
    {
        "de", "da", "di", "du", "dos", "van", "von", "der", "den", "del", "la", "le", "ter", "el",
        "al", "zu", "zur", "y",
    }
)  # fmt: skip
# "Rogier van der Weyden" is a name; "stories der week" is none.
_AFTER_OF = frozenset({"der", "den"})
_OF = frozenset({"van", "von", "zu", "op", "in", "aan", "uit"})


def names_in(text: str) -> tuple[str, ...]:
    """The names of persons in what stands behind "by", each as printed, capitals eased."""
    names = []
    for part in _SEVERAL.split(before_extras(text)):
        name = _as_name(part.strip(" .,;:*"))
        if name:
            names.append(name)
    return tuple(dict.fromkeys(names))


def before_extras(text: str) -> str:
    """What stands before a date, an office or a place."""
    cut = text.strip()
    for written in find_dates(cut)[:1]:
        cut = cut[: written.start]
    day = _month_and_day().search(cut)
    if day:
        cut = cut[: day.start()]
    return _AFTER_NAME.split(cut, maxsplit=1)[0].strip(" ,.;:–—|/-")


def is_name(text: str) -> bool:
    """Whether the whole text has the form of a name."""
    return _WHOLE_NAME.fullmatch(text) is not None


def _as_name(part: str) -> str:
    words = part.split()
    if not words or len(words) > _MOST_WORDS:
        return ""
    lower = {word.lower().strip(".,") for word in words}
    if lower & not_names() or lower & roles() or _reads_as_words(words):
        return ""
    if part.isupper() and len(words) > 1:
        part = " ".join(word.capitalize() if len(word) > 2 else word for word in words)
    return part if is_name(part) and not part.endswith("-") else ""


def _reads_as_words(words: list[str]) -> bool:
    """Whether words are put together as no name is: "Tales der Present", "Published el"."""
    if words[0].lower() in _ARTICLES or words[-1].lower() in _PARTICLES:
        return True
    if any(word.isupper() and len(word) > 3 for word in words) and not " ".join(words).isupper():
        return True  # "CNET Japan" is an office.
    return any(word in _AFTER_OF and before.lower() not in _OF for before, word in pairwise(words))


@cache
def roles() -> frozenset[str]:
    """Words for what somebody is: "editor", "correspondent"."""
    return frozenset(
        phrase
        for cue, _language, phrases in rows("cues")
        if cue == Cue.ROLE
        for phrase in phrases.split(" | ")
    )


@cache
def _month_and_day() -> re.Pattern[str]:
    """A day without its year: "March 18", "18 March"."""
    months = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    return re.compile(rf"\s(?i:(?:{months})\.?\s+\d|\d{{1,2}}\.?\s(?:{months})\b)")
