"""Dates as a reader says them, from EDTF (ISO 8601-2), with no more precision than was stated."""

import re

from app.records.dates import StatedDate
from app.translation import _

_PARTS = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9]{2}|XX))?(?:-(?P<day>[0-9]{1,2}|[0-9]X|XX))?"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}))?"
)


def said_date(stated: StatedDate | None) -> str:
    """A date in words; empty for None."""
    return said_edtf(stated.edtf) if stated else ""


def said_edtf(edtf: str) -> str:
    """An EDTF date in words, such as `about March 2019` or `14 March 2019, 16:54`."""
    if "/" not in edtf:
        return _said_one(edtf)
    first, _slash, last = edtf.partition("/")
    if first in ("", ".."):
        return _("until {date}").format(date=_said_one(last))
    if last in ("", ".."):
        return _("from {date}").format(date=_said_one(first))
    return _("{first} to {last}").format(first=_said_one(first), last=_said_one(last))


def _said_one(edtf: str) -> str:
    qualifier = edtf[-1] if edtf[-1] in "?~%" else ""
    match = _PARTS.match(edtf)
    if match is None:
        return edtf
    said = _said_plain(match["year"], match["month"], match["day"], match["time"])
    if qualifier == "~":
        return _("about {date}").format(date=said)
    if qualifier == "?":
        return _("{date} (uncertain)").format(date=said)
    if qualifier == "%":
        return _("about {date} (uncertain)").format(date=said)
    return said


def _said_plain(year: str, month: str | None, day: str | None, time: str | None) -> str:
    if year.endswith("XX"):
        year = _("the years from {year}").format(year=year.replace("X", "0"))
    elif year.endswith("X"):
        year = _("the {year}s").format(year=year.replace("X", "0"))
    if month is None or month == "XX":
        return year
    named = _month_or_season(int(month))
    if day is None or "X" in day:
        return _("{month} {year}").format(month=named, year=year)
    said = _("{day} {month} {year}").format(day=int(day), month=named, year=year)
    return _("{date}, {time}").format(date=said, time=time) if time else said


def _month_or_season(number: int) -> str:
    names = {
        1: _("January"), 2: _("February"), 3: _("March"), 4: _("April"), 5: _("May"),
        6: _("June"), 7: _("July"), 8: _("August"), 9: _("September"), 10: _("October"),
        11: _("November"), 12: _("December"),
        21: _("spring"), 22: _("summer"), 23: _("autumn"), 24: _("winter"),
    }  # fmt: skip
    return names[number]
