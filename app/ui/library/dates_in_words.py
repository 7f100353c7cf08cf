"""EDTF dates as a person reads them: never more precise than they were stated."""

import re

from app.translation import _

_PART = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}))?[^?~%]*(?P<qualifier>[?~%])?"
)


def date_in_words(edtf: str, *, short: bool = False) -> str:
    """An EDTF date in words.

    Args:
        edtf: A date that `app.records.dates` reads; anything else comes back as it is.
        short: Abbreviate months and leave out the time of day, as lists do.
    """
    if "/" not in edtf:
        return _part(edtf, short)
    first, _slash, last = edtf.partition("/")
    if first in ("", ".."):
        return _("until {date}").format(date=_part(last, short))
    if last in ("", ".."):
        return _("from {date}").format(date=_part(first, short))
    return _("{first} to {last}").format(first=_part(first, short), last=_part(last, short))


def _part(text: str, short: bool) -> str:
    match = _PART.fullmatch(text)
    if match is None:
        return text
    words = _day(match["year"], match["month"], match["day"], short)
    if match["time"] and not short:
        words = _("{date}, {time}").format(date=words, time=match["time"])
    match match["qualifier"]:
        case "~":
            return _("c. {date}").format(date=words)
        case "?":
            return _("{date}, uncertain").format(date=words) if not short else f"{words}?"
        case "%":
            words = _("c. {date}").format(date=words)
            return f"{words}?"
    return words


def _day(year: str, month: str | None, day: str | None, short: bool) -> str:
    if "X" in year:
        if year.endswith("XX"):
            return _("{first} to {last}").format(first=f"{year[:2]}00", last=f"{year[:2]}99")
        return _("{decade}s").format(decade=year.replace("X", "0"))
    if month is None or "X" in month:
        return year
    if int(month) > 12:
        return _("{season} {year}").format(season=_season(int(month)), year=year)
    name = _short_month(int(month)) if short else _month(int(month))
    if day is None or "X" in day:
        return _("{month} {year}").format(month=name, year=year)
    return _("{day} {month} {year}").format(day=int(day), month=name, year=year)


def _season(number: int) -> str:
    names = (_("Spring"), _("Summer"), _("Autumn"), _("Winter"))
    return names[number - 21] if 21 <= number <= 24 else str(number)


def _month(number: int) -> str:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )[number - 1]


def _short_month(number: int) -> str:
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )[number - 1]
