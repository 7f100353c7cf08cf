"""Figures and dates in a text, in the form in which two texts can be compared.

Years, times of day, ordinals and decimals without a unit are no figures. A small figure says
something only with what it counts; one of three digits or more is told apart by itself.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MONTHS = (
    "january jan januar enero janvier janeiro gennaio января ocak januari yanvar",
    "february feb februar febrero février fevereiro febbraio февраля şubat februari",
    "march mar märz marzo mars março марта mart maart",
    "april apr abril avril aprile апреля nisan",
    "may mai mayo maio maggio мая mayıs mei",
    "june jun juni junio juin junho giugno июня haziran",
    "july jul juli julio juillet julho luglio июля temmuz",
    "august aug agosto août августа ağustos augustus",
    "september sep sept septiembre septembre setembro settembre сентября eylül",
    "october oct oktober octubre octobre outubro ottobre октября ekim",
    "november nov noviembre novembre novembro ноября kasım",
    "december dec dezember diciembre décembre dezembro dicembre декабря aralık",
)
MONTH_WORDS = {word: at for at, words in enumerate(_MONTHS, 1) for word in words.split()}
_MONTH = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))

_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월](?:\s*(?P<d>\d{1,2})\s*[日일])?"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?P<w>{_MONTH})\.?,?\s+"
        r"(?:de\s+)?(?P<y>\d{4})(?!\d)", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<w>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<w>{_MONTH})\.?,?\s+(?:de\s+)?(?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?![\d.])"),
)  # fmt: skip

_GROUPED = r"\d{1,3}(?:[,.'’\u00a0\u202f\u066c]\d{3})+"
_NUMBER = re.compile(
    rf"(?P<before>[$€£¥₩₹]|\b(?:USD|EUR|US\$)\s?)?(?<![0-9A-Za-z_\u00c0-\u04ff./:+-])(?P<whole>{_GROUPED}|\d+)"
    r"(?P<part>[.,]\d{1,2})?(?![\d/]|:\d|[.,]\d|[-–]\d|st\b|nd\b|rd\b|th\b)"
    r"(?:\s?(?P<percent>%|％|percent\b|per cent\b|prozent\b|процент\w*)"
    r"|\s?(?P<scale>thousand|million|billion|millionen|millionén|millones|millions|milliarden|mio|mrd"
    r"|тыс|млн|млрд|千|万|萬|億|亿|만|억)(?![a-zа-я]))?",
    re.IGNORECASE,
)
_SCALES = {
    "thousand": 3, "тыс": 3, "千": 3, "万": 4, "萬": 4, "만": 4, "million": 6, "millionen": 6,
    "millionén": 6, "millones": 6, "millions": 6, "mio": 6, "млн": 6, "億": 8, "亿": 8, "억": 8,
    "billion": 9, "milliarden": 9, "mrd": 9, "млрд": 9,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_YEAR_LIKE = range(1000, 2101)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
_TELLING = 100
_TELLING_DIGITS = 2
"""Round figures (400, 10 %) are told of everything."""
_MOST_DIGITS = 12
_NOUN = re.compile(r"[^\W\d_]+")
_NOUN_LETTERS = 4
_LOOKED_AT = 40
_NO_NOUNS = frozenset(
    """
    them these those their there since from were have been brings bring over after before more that
    this with which when while during into other others about between depuis seit desde wurden sind
    haben waren
    """.split()  # noqa: SIM905
)


STATED_RULES = 3
"""Raise this when other figures, dates or names are found in a text than before."""


class StatedKind(StrEnum):
    """What is stated."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure, date or name where it stands.

    Attributes:
        key: The same wherever the same is meant: `1076`, `60 people`, `2024-10-09`, `jin shiping`.
        label: As written.
        value: Of a figure that can be compared; 0 of anything else, and of what may be a year.
        noun: What a figure counts, as far as the next words tell.
        start: In the text, in code points.
        end: Behind it.
    """

    kind: StatedKind
    key: str
    label: str
    value: int = 0
    noun: str = ""
    start: int
    end: int


def dates_in(text: str) -> Iterator[Stated]:
    """Days and months of a year; dates that no calendar has are passed over."""
    taken = [False] * (len(text) + 1)
    for pattern in _DATES:
        for match in pattern.finditer(text):
            key = _edtf(match)
            if key and not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                yield Stated(
                    kind=StatedKind.DATE,
                    key=key,
                    label=match[0],
                    start=match.start(),
                    end=match.end(),
                )


def figures_in(text: str, dates: Sequence[Stated] | None = None) -> Iterator[Stated]:
    """Figures with what they count; those inside dates are left out.

    Args:
        dates: What `dates_in` found, where that is known already.
    """
    for each in dates_in(text) if dates is None else dates:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    for match in _NUMBER.finditer(text):
        found = _figure(match, text)
        if found is not None:
            yield found


def years_in(text: str) -> frozenset[str]:
    """Years that are named."""
    return frozenset(_YEAR.findall(text))


def plain_number(text: str) -> int | None:
    """The whole number that a cell of a table holds, with a sign such as `+` or `~` beside it."""
    match = re.fullmatch(rf"\W*({_GROUPED}|\d+)\W*", text.strip())
    return _whole(match[1]) if match else None


def _figure(match: re.Match[str], text: str) -> Stated | None:
    whole, part = match["whole"], match["part"] or ""
    unit = "%" if match["percent"] else (match["before"] or "").strip().upper()
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 0
    if len(whole) > _MOST_DIGITS or (whole[0] == "0" and len(whole) > 1):
        return None
    value = _whole(whole)
    if part and scale:
        value = value * 10**scale + int(part[1:]) * 10 ** (scale - len(part) + 1)
    else:
        value *= 10**scale
    bare_year = whole.isdecimal() and _FIRST_YEAR <= value <= _LAST_YEAR and not (unit or scale)
    if bare_year or (part and not scale and not unit):
        return None
    noun = _noun(text[match.end() : match.end() + _LOOKED_AT])
    exact = f"{value}{part}" if part and not scale else str(value)
    telling = len(exact.rstrip("0").rstrip(".,")) >= _TELLING_DIGITS
    if unit == "%" and not telling:
        return None
    if unit:
        key = f"{exact} {unit}"
    elif value >= _TELLING and telling:
        key = exact
    elif noun:
        key = f"{exact} {noun}"
    else:
        return None
    return Stated(
        kind=StatedKind.FIGURE,
        key=key,
        label=match[0].strip(),
        value=0 if part or (whole.isdecimal() and value in _YEAR_LIKE) else value,
        noun=unit or noun,
        start=match.start(),
        end=match.end(),
    )


def _noun(behind: str) -> str:
    """What is counted: the first longer word behind the figure, before the clause ends."""
    clause = re.split(r"[.,;:!?()\n\t–—。、，；]", behind, maxsplit=1)[0]
    for match in list(_NOUN.finditer(clause))[:3]:
        word = match[0]
        if match.end() == _LOOKED_AT:
            break
        if ord(word[0]) > 0x2E80:
            return word[:2]
        if len(word) >= _NOUN_LETTERS and word.casefold() not in _NO_NOUNS:
            return word.casefold().rstrip("s")
    return ""


def _whole(text: str) -> int:
    return int("".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal()))


def _edtf(match: re.Match[str]) -> str:
    found = match.groupdict()
    month = MONTH_WORDS[found["w"].lower()] if found.get("w") else int(found["m"])
    year, day = int(found["y"]), int(found.get("d") or 0)
    try:
        date(year, month, day or 1)
    except ValueError:
        return ""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"
