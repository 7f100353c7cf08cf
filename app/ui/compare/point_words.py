"""Doubles and points as rows of a list."""

from app.archive.doubles import DoublePair
from app.archive.suggestions import PointKind, Suggestion
from app.translation import _, ngettext
from app.ui.compare.row_list import ListRow
from app.ui.direction import isolated, joined

_ICONS = {
    PointKind.DISAGREEMENT: "triangle-alert",
    PointKind.SAME_REPORT: "languages",
    PointKind.FIGURE: "table",
    PointKind.DATE: "calendar",
    PointKind.NAME: "user",
}


def pair_row(pair: DoublePair) -> ListRow:
    """A pair of near-doubles."""
    first, second = pair.first, pair.second
    return ListRow(
        title=second.title,
        about=joined(
            _("{second} and {first}").format(
                second=isolated(second.code), first=isolated(first.code)
            ),
            first.title if first.title != second.title else "",
        ),
        end=f"{int(pair.similarity * 100)} %",
        icon="copy",
    )


def point_row(point: Suggestion) -> ListRow:
    """A suggestion."""
    return ListRow(
        title=point.label,
        about=joined(counted(point), point.reason),
        icon=_ICONS[point.kind],
        warns=point.kind is PointKind.DISAGREEMENT,
    )


def counted(point: Suggestion) -> str:
    """How many records state it, and how many of them are independent."""
    records = ngettext("{} record", "{} records", point.records).format(point.records)
    if point.records == point.origins:
        return records
    origins = ngettext("{} independent", "{} independent", point.origins).format(point.origins)
    return joined(records, origins)
