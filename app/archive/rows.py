"""What the store keeps beside a record's content, worked out from the record."""

from app.archive.clock import today
from app.archive.consent import consent_state
from app.records.canonical import revision_id, to_canonical
from app.records.record import Record
from app.records.stored import NewRecordRow, NewRevision


def record_row(record: Record, *, code: str, added_at: str, changed_at: str) -> NewRecordRow:
    """The columns and shared values of a record."""
    date = record.date
    span = date.span if date else None
    return NewRecordRow(
        id=record.id,
        code=code,
        kind=str(record.kind),
        title=record.title,
        date=date.day_edtf if date else None,
        date_first=span.first.isoformat() if span and span.first else None,
        date_last=span.last.isoformat() if span and span.last else None,
        languages=record.languages,
        status=str(record.status),
        risk=str(record.risk.level or ""),
        consent_state=str(consent_state(record, on=today())),
        line=record.source_line,
        tags=_once(record.tags),
        persons=_once(tuple(person.pseudonym for person in record.persons)),
        places=_places(record),
        attachments=record.attachments,
        added_at=added_at,
        changed_at=changed_at,
    )


def revision(
    record: Record, *, parents: tuple[str, ...], at: str, by: str, reason: str = ""
) -> NewRevision:
    """A state of a record to be kept for good."""
    canonical = to_canonical(record)
    return NewRevision(
        id=revision_id(canonical, parents),
        parents=parents,
        made_at=at,
        made_by=by,
        reason=reason,
        canonical=canonical,
    )


def _places(record: Record) -> tuple[str, ...]:
    """Coarse places only: lists and facets are seen by more eyes than the record itself."""
    if record.article is not None:
        return _once((record.article.place,))
    assert record.testimony is not None
    return _once((record.testimony.interview.coarse_place,))


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
