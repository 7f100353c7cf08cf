"""The body of a draft as numbered paragraphs."""

import re
import unicodedata

from app.intake.draft import Draft, DraftLine, LineRole
from app.intake.lines import clean
from app.intake.wrapping import join_pieces
from app.records.text import Segment
from app.records.vocabularies import SegmentRole

_BULLET_SIGN = re.compile(r"(?:[•·●▪■◦‣►▶➤◆○□※‧∙⁃➢✓✔→]\s*|[*+–—-]\s+|o\s{2,})(?=\S)")


def segments(draft: Draft) -> tuple[Segment, ...]:
    """The paragraphs of the body, numbered from 1.

    Wrapped lines are one paragraph. The rows of a table are one segment, rows separated by line
    ends and cells by tabs. Bullets are dropped, since the role says it; numbers are kept.
    """
    result: list[Segment] = []
    for group in _groups(draft):
        role = group[0].role.segment_role
        if role is None:
            continue
        text = _table(group) if role is SegmentRole.TABLE else _paragraph(group, role)
        if text:
            result.append(Segment(id=len(result) + 1, role=role, text=text))
    return tuple(result)


def body_text(draft: Draft) -> str:
    """The body, one paragraph a line."""
    return "\n".join(segment.text for segment in segments(draft))


def _groups(draft: Draft) -> list[list[DraftLine]]:
    """Lines that make one segment: wrapped ones, and the rows of one table."""
    groups: list[list[DraftLine]] = []
    before: DraftLine | None = None
    for line in draft.lines:
        if line.role.segment_role is not None:
            goes_on = (
                before is not None
                and line.role is before.role
                and (
                    line.continues
                    or (line.role is LineRole.TABLE and len(line.cells) == len(before.cells))
                )
            )
            if goes_on:
                groups[-1].append(line)
            else:
                groups.append([line])
        before = line
    return groups


def _table(group: list[DraftLine]) -> str:
    rows = (line.cells or (clean(line.text),) for line in group)
    return unicodedata.normalize("NFC", "\n".join("\t".join(cells) for cells in rows))


def _paragraph(group: list[DraftLine], role: SegmentRole) -> str:
    text = join_pieces([clean(line.text) for line in group])
    if role is SegmentRole.LIST_ITEM:
        match = _BULLET_SIGN.match(text)
        text = text[match.end() :] if match else text
    return text
