"""Values of Martus as people read them: dates as EDTF, ticks as yes and no, grids as rows."""

import re

from app.confined.entries import EntryField
from app.records.dates import StatedDate, is_edtf
from app.translation import _

_DATE = r"(\d{4}-\d\d-\d\d)"
_SIMPLE = re.compile(rf"(?:Simple:)?{_DATE}")
_RANGE = re.compile(rf"(?:Range:)?{_DATE}\s*,\s*{_DATE}")
_UNKNOWN = "0001-01-01"
"""What Martus keeps for a day that nobody knows."""
_DATES = ("DATE", "DATERANGE")
_INTERVIEW = re.compile(r"interview|entrevista|entretien|gespräch", re.IGNORECASE)
_BIRTH = re.compile(r"birth|nacimiento|naissance|geburt", re.IGNORECASE)


def value_of(shape: str, value: str) -> str:
    """A value as a person reads it; what does not keep to its type stays as it stands."""
    text = value.strip()
    if shape == "BOOLEAN" and text in ("0", "1"):
        return _("Yes") if text == "1" else _("No")
    if shape in _DATES or text.startswith(("Simple:", "Range:")):
        return edtf_of(text) or text
    return text


def edtf_of(text: str) -> str:
    """A date of Martus in EDTF; empty where it is none, or nobody knows it."""
    simple = _SIMPLE.fullmatch(text)
    if simple is not None:
        return simple[1] if simple[1] != _UNKNOWN and is_edtf(simple[1]) else ""
    both = _RANGE.fullmatch(text)
    if both is None:
        return ""
    first, last = ("" if day == _UNKNOWN else day for day in both.groups())
    edtf = first if first == last else f"{first or '..'}/{last or '..'}"
    return edtf if is_edtf(edtf) else ""


def grid_of(field: EntryField) -> tuple[tuple[str, ...], ...]:
    """The rows of a grid, its heads as they are and the rest as people read it."""
    if not field.shapes:
        return field.rows
    heads, *rows = field.rows
    shapes = field.shapes
    read = (
        tuple(value_of(shapes[at] if at < len(shapes) else "", cell) for at, cell in enumerate(row))
        for row in rows
    )
    return (heads, *read)


def interview_date(field: EntryField) -> StatedDate | None:
    """When a testimony was given, where the form asked just that."""
    if field.shape not in _DATES or field.private:
        return None
    name = f"{field.label} {field.name}"
    if not _INTERVIEW.search(name) or _BIRTH.search(name):
        return None
    edtf = edtf_of(field.value)
    return StatedDate(edtf=edtf) if edtf else None
