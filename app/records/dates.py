"""Dates as people state them: EDTF (ISO 8601-2:2019), with the wording they used kept beside.

Understood: `2019`, `2019-03`, `2019-03-14`, `2019-03-14T16:54`, seasons (`2019-21` … `2019-24`),
unspecified digits (`201X`, `2019-XX`, `2019-XX-14`), a qualifier at the end (`?` uncertain, `~`
approximate, `%` both), and intervals (`2019-03-14/2019-03-20`, `2019/..`, `../2019`).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(
    r"(?P<year>[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|[0-3]X|XX))?)?"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
    r"(?P<qualifier>[?~%])?"
)
# Seasons of ISO 8601-2, by their first month; winter begins in December of the named year.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class EdtfSpan:
    """The days that an EDTF date may mean, both inclusive; an open end is None."""

    first: date | None
    last: date | None
    uncertain: bool = False

    @property
    def sort_day(self) -> date:
        """The day to sort by: the first one, or the last where the beginning is open."""
        return self.first or self.last or date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date as it was stated.

    Attributes:
        edtf: The date in EDTF.
        wording: The words it was stated in, where they differ.
    """

    edtf: str
    wording: str = ""

    def __post_init__(self) -> None:
        parse_edtf(self.edtf)

    @property
    def day_edtf(self) -> str:
        """The date without the time of day."""
        return re.sub(r"T[0-9:]+(?:Z|[+-][0-9]{2}:[0-9]{2})?", "", self.edtf)

    @property
    def span(self) -> EdtfSpan:
        """The days it may mean."""
        return parse_edtf(self.edtf)


def parse_edtf(text: str) -> EdtfSpan:
    """Read an EDTF date.

    Raises:
        ValueError: The text is not in one of the forms this module lists.
    """
    if "/" in text:
        head, _, tail = text.partition("/")
        if head in ("", "..") and tail in ("", ".."):
            raise ValueError("an interval needs one known end")
        start = None if head in ("", "..") else _span_of(head)
        end = None if tail in ("", "..") else _span_of(tail)
        first = start.first if start else None
        last = end.last if end else None
        if first and last and first > last:
            raise ValueError("an interval ends before it begins")
        uncertain = any(part.uncertain for part in (start, end) if part)
        return EdtfSpan(first=first, last=last, uncertain=uncertain)
    return _span_of(text)


def is_edtf(text: str) -> bool:
    """Whether the text is a date this module reads."""
    try:
        parse_edtf(text)
    except ValueError:
        return False
    return True


def _span_of(text: str) -> EdtfSpan:
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError("not an EDTF date")
    year, month, day = match["year"], match["month"], match["day"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    uncertain = match["qualifier"] is not None or "X" in text
    if low < 1:
        raise ValueError("there is no year 0 here")
    if match["time"] and (day is None or "X" in text):
        raise ValueError("a time needs a whole day")
    if match["time"]:
        _check_time(match["time"])
    if month is not None and month != "XX" and int(month) in _SEASONS:
        if day is not None:
            raise ValueError("a season has no day")
        return _season(low, high, int(month), uncertain)
    first_month, last_month = (1, 12) if month in (None, "XX") else (int(month), int(month))
    if not 1 <= first_month <= 12:
        raise ValueError("there is no such month")
    first_day, last_day = _days(day, high, last_month, every_month=month == "XX")
    return EdtfSpan(
        first=date(low, first_month, first_day),
        last=date(high, last_month, last_day),
        uncertain=uncertain,
    )


def _season(low: int, high: int, season: int, uncertain: bool) -> EdtfSpan:
    first_month = _SEASONS[season]
    end_year, end_month = (high + 1, 2) if season == 24 else (high, first_month + 2)
    if end_year > 9999:
        end_year, end_month = 9999, 12
    last_day = calendar.monthrange(end_year, end_month)[1]
    return EdtfSpan(
        first=date(low, first_month, 1),
        last=date(end_year, end_month, last_day),
        uncertain=uncertain,
    )


def _days(day: str | None, year: int, month: int, *, every_month: bool) -> tuple[int, int]:
    """First and last possible day of the month."""
    length = calendar.monthrange(year, month)[1]
    if day in (None, "XX"):
        return 1, length
    assert day is not None
    if "X" in day:
        tens = int(day[0]) * 10
        first, last = max(tens, 1), min(tens + 9, length)
    else:
        first = last = int(day)
    longest = 31 if every_month else length
    if not 1 <= first <= longest or first > last:
        raise ValueError("there is no such day")
    return first, min(last, length)


def _check_time(text: str) -> None:
    hours, minutes, *rest = (int(part) for part in text.split(":"))
    if hours > 24 or minutes > 59 or (rest and rest[0] > 60):
        raise ValueError("there is no such time")
