"""Dates as they are written in running text and in datelines, in many languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from app.intake.words import month_numbers, weekday_numbers
from app.records.dates import StatedDate

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_BUDDHIST_ERA = 543
# First years of the Japanese eras, and of the Juche calendar, less one.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "주체": 1911}

# Arabic, Persian and Devanagari digits, and full-width ones, are read as the others are.
_DIGITS = {
    zero + value: ord("0") + value for zero in (0x660, 0x6F0, 0x966, 0xFF10) for value in range(10)
}

_YEAR = r"(?:19|20)\d\d"
_ISO = re.compile(rf"(?<!\d)({_YEAR})\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})(?!\d)\.?")
_EASTERN = re.compile(
    rf"(?<!\d)({_YEAR})\s?[年년]\s?(\d{{1,2}})\s?[月월]\s?(?:(\d{{1,2}})\s?[日일])?"
)
_ERA = re.compile(
    r"(令和|平成|昭和|주체)\s?(\d{1,3}|元)(?:\(\d{4}\))?\s?[年년]\s?(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?"
)
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)\d\d|\d\d)(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_TIME = re.compile(
    r"\W{0,4}(?:at|um|à|a las|às|om|kl\.?|о|в|T|оч)?\s*(\d{1,2})[:.h시時](\d{2})(?::\d\d)?"
    r"(?:\s*([ap])\.?m\b\.?)?(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date found in a text.

    Attributes:
        start: Where its words begin in the text.
        end: Where they end, a time of day included.
        stated: The date with its wording.
        day: The day, None where only year and month are named.
        ambiguous: Day and month could be the other way round.
    """

    start: int
    end: int
    stated: StatedDate
    day: date | None
    ambiguous: bool = False


@cache
def _by_name() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    day_first = re.compile(
        rf"(?<![\d/.])(\d{{1,2}})(?:st|nd|rd|th|\.|er|º|ª)?\s*(?:de|of|d')?\s*[\s-]\s?({names})\b"
        rf"[.,]?(?:\s+del?)?[\s,-]+({_YEAR}|25\d\d)(?!\d)",
        re.IGNORECASE,
    )
    month_first = re.compile(
        rf"(?<!\w)({names})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+({_YEAR})(?!\d)", re.IGNORECASE
    )
    month_only = re.compile(
        rf"(?<!\w)(?<!\d )(?<!\d\. )(?<!\dth )({names})\b\.?,?\s+({_YEAR})(?!\d)", re.IGNORECASE
    )
    return day_first, month_first, month_only


def find_dates(text: str, language: str = "en") -> list[WrittenDate]:
    """The dates in a text, in their order, none of them within another.

    Args:
        text: Any text; only dates with a year between 1900 and 2099 are found.
        language: Decides "03/04/2019": month first in English, day first elsewhere; such a date
            is marked as ambiguous either way.
    """
    if not any(sign.isdigit() for sign in text):
        return []
    plain = text.translate(_DIGITS)
    found = sorted(_candidates(plain, language), key=lambda each: (each.start, -each.end))
    result: list[WrittenDate] = []
    for each in found:
        if not result or each.start >= result[-1].end:
            result.append(each)
    return [_in_own_digits(each, text) for each in result] if plain != text else result


def _in_own_digits(written: WrittenDate, text: str) -> WrittenDate:
    wording = text[written.start : written.end].strip(" ,.،")
    return replace(written, stated=StatedDate(edtf=written.stated.edtf, wording=wording))


def _candidates(text: str, language: str) -> Iterator[WrittenDate]:
    for match in _ISO.finditer(text):
        yield from _dated(text, match, int(match[1]), int(match[2]), int(match[3]))
    for match in _EASTERN.finditer(text):
        day = int(match[3]) if match[3] else None
        yield from _dated(text, match, int(match[1]), int(match[2]), day)
    for match in _ERA.finditer(text):
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        yield from _dated(text, match, year, int(match[3]), int(match[4]) if match[4] else None)
    for match in _NUMBERS.finditer(text):
        yield from _from_numbers(text, match, language)
    if not month_numbers().keys().isdisjoint(_LETTERS.findall(text.lower())):
        yield from _named(text)


def _named(text: str) -> Iterator[WrittenDate]:
    """Dates whose month is given by name."""
    day_first, month_first, month_only = _by_name()
    months = month_numbers()
    for match in day_first.finditer(text):
        year = int(match[3])
        year -= _BUDDHIST_ERA if year > _LAST_YEAR else 0
        yield from _dated(text, match, year, months[match[2].lower()], int(match[1]))
    for match in month_first.finditer(text):
        yield from _dated(text, match, int(match[3]), months[match[1].lower()], int(match[2]))
    for match in month_only.finditer(text):
        yield from _dated(text, match, int(match[2]), months[match[1].lower()], None)


def _from_numbers(text: str, match: re.Match[str], language: str) -> Iterator[WrittenDate]:
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        # A year of two digits is only read after the usual marks, and as of this century.
        if match[2] == "-":
            return
        year += 2000
    if one > 12 or match[2] == ".":
        yield from _dated(text, match, year, two, one)
    elif two > 12:
        yield from _dated(text, match, year, one, two)
    else:
        month, day = (one, two) if language == "en" else (two, one)
        yield from _dated(text, match, year, month, day, ambiguous=one != two)


def _dated(
    text: str,
    match: re.Match[str],
    year: int,
    month: int,
    day: int | None,
    *,
    ambiguous: bool = False,
) -> Iterator[WrittenDate]:
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12):
        return
    if day is None:
        wording = match[0].strip(" ,.")
        stated = StatedDate(edtf=f"{year:04}-{month:02}", wording=wording)
        yield WrittenDate(start=match.start(), end=match.end(), stated=stated, day=None)
        return
    try:
        whole = date(year, month, day)
    except ValueError:
        return
    edtf, end = whole.isoformat(), match.end()
    clock = _time_after(text, end)
    if clock is not None:
        edtf, end = f"{edtf}T{clock[0]}", clock[1]
    wording = text[match.start() : end].strip(" ,.")
    yield WrittenDate(
        start=match.start(),
        end=end,
        stated=StatedDate(edtf=edtf, wording="" if wording == edtf else wording),
        day=whole,
        ambiguous=ambiguous,
    )


def _time_after(text: str, start: int) -> tuple[str, int] | None:
    """The time of day that follows a date, and where it ends."""
    match = _TIME.match(text, start)
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2])
    if match[3]:
        hours = hours % 12 + (12 if match[3].lower() == "p" else 0)
    if hours > 23 or minutes > 59:
        return None
    return f"{hours:02}:{minutes:02}", match.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayGuess:
    """A day that was named with its weekday but without its year.

    Attributes:
        wording: "Wednesday (October 15)".
        day: The only day near the text's years that fits.
        year: The text's latest year, which it was looked for around.
    """

    wording: str
    day: date
    year: int


@cache
def _weekday_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    days = "|".join(
        sorted(
            (re.escape(name) for name in weekday_numbers() if len(name) > 2), key=len, reverse=True
        )
    )
    no_year = rf"\b(?!,?\s*(?:de\s+)?{_YEAR})"
    month_first = re.compile(
        rf"(?<!\w)({days})\b[.,]?\s*\(?\s*({months})\b\.?\s+(\d{{1,2}}){no_year}\)?", re.IGNORECASE
    )
    day_first = re.compile(
        rf"(?<!\w)({days})\b[.,]?\s*\(?\s*(?:dem|den|le|el)?\s*(\d{{1,2}})\.?(?:\s+de)?\s+({months}){no_year}\)?",
        re.IGNORECASE,
    )
    return month_first, day_first


def guess_by_weekday(text: str, years_in: str) -> WeekdayGuess | None:
    """Find the year of a day that was named with its weekday only.

    Args:
        text: Where such a day is looked for, the beginning of a document.
        years_in: The whole document: its latest year, the one before and the one after are tried.
    """
    years = [int(year) for year in re.findall(rf"(?<!\d){_YEAR}(?!\d)", years_in)]
    if not years:
        return None
    months, days = month_numbers(), weekday_numbers()
    month_first, day_first = _weekday_patterns()
    for pattern, month_at, day_at in ((month_first, 2, 3), (day_first, 3, 2)):
        match = pattern.search(text)
        if match is None:
            continue
        fitting = _days_that_fit(
            max(years), months[match[month_at].lower()], int(match[day_at]), days[match[1].lower()]
        )
        if len(fitting) == 1:
            wording = (
                match[0] if match[0].count("(") == match[0].count(")") else match[0].strip("()")
            )
            return WeekdayGuess(wording=wording.strip(), day=fitting[0], year=max(years))
    return None


def _days_that_fit(year: int, month: int, day: int, weekday: int) -> list[date]:
    fitting = []
    for each in (year - 1, year, year + 1):
        try:
            candidate = date(each, month, day)
        except ValueError:
            continue
        if candidate.isoweekday() == weekday:
            fitting.append(candidate)
    return fitting
