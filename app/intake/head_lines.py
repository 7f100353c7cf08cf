"""Lines over the text that no field of the record holds whole: "By Ada Example, Correspondent".

The field has the name, the line says more: an office, a time, who took the pictures. Such a line is
kept in its own words, within internal analysis, so that nothing of the original is out of reach.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.intake.draft import Draft, DraftLine, LineRole
from app.intake.lines import clean, fold
from app.records.record import ExtraField
from app.records.vocabularies import Kind
from app.translation import _

_MOST_SIGNS = 10_000


def with_head_lines(draft: Draft, kind: Kind | None = None) -> Draft:
    """The draft with such lines among its further fields; call it once, when it is accepted.

    Args:
        kind: What it becomes, where that differs from what the draft says: a testimony has no
            subtitle.
    """
    further = draft.further
    if further.entry:
        # What an entry says is told by its columns, not by its lines.
        return draft
    there = {fold(each.value) for each in further.extra}
    held = sorted(_held(draft, kind or draft.kind.value), key=len, reverse=True)
    added: list[ExtraField] = []
    for line in draft.lines:
        text = clean(line.text)[:_MOST_SIGNS]
        if _label(line) and _rest(text, held) and fold(text) not in there:
            there.add(fold(text))
            added.append(ExtraField(label=_label(line), value=text))
    return replace(draft, further=replace(further, extra=(*further.extra, *added)))


def _held(draft: Draft, kind: Kind) -> Iterator[str]:
    """What the fields of the record hold, folded."""
    yield fold(draft.title.value)
    if kind is Kind.ARTICLE:
        yield fold(draft.subtitle.value)
        yield fold(draft.place.value)
    for author in draft.authors.value:
        yield fold(author)
    for date in (draft.published.value, draft.updated.value if kind is Kind.ARTICLE else None):
        if date is not None:
            yield fold(date.wording)


def _rest(text: str, held: list[str]) -> str:
    """What is left of a line without that."""
    rest = f" {fold(text)} "
    for each in held:
        rest = rest.replace(f" {each} ", " ", 1) if each else rest
    return rest.strip()


def _label(line: DraftLine) -> str:
    labels = {
        LineRole.TITLE: _("Title"),
        LineRole.SUBTITLE: _("Subtitle"),
        LineRole.BYLINE: _("Byline"),
        LineRole.DATE: _("Line with the date"),
    }
    return labels.get(line.role, "")
