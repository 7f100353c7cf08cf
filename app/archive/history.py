"""What changed in a record, when and by whom."""

from dataclasses import dataclass

from app.archive.opening import Archive
from app.errors import InputError
from app.records.canonical import from_canonical
from app.records.changes import FieldChange, changes_between
from app.records.record import Record
from app.store.record_lookup import record_by_id
from app.store.revisions_table import revision_body, revision_by_prefix, revisions_of
from app.store.transactions import Reader
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One revision and what it changed.

    Attributes:
        revision: Its id, 64 hex digits.
        at: UTC, ISO 8601.
        changes: Field by field against its first parent; empty for the first revision.
    """

    revision: str
    at: str
    by: str
    reason: str
    changes: tuple[FieldChange, ...]


def history_of(archive: Archive, record_id: str) -> tuple[HistoryEntry, ...]:
    """The revisions of a record, newest first.

    Raises:
        InputError: The record is not there.
    """
    with archive.store.browsing() as reader:
        entries = revisions_of(reader, _number(reader, record_id))
        bodies = {each.id: revision_body(reader, each.id) for each in entries}
    states = {id_: from_canonical(body) for id_, body in bodies.items() if body is not None}
    history = []
    # In the order they were made in: a clock may have been set back meanwhile.
    for each in entries:
        parent = next((one for one in each.parents if one in states), None)
        changes: tuple[FieldChange, ...] = ()
        if parent is not None and each.id in states:
            changes = changes_between(states[parent], states[each.id])
        history.append(
            HistoryEntry(
                revision=each.id,
                at=each.made_at,
                by=each.made_by,
                reason=each.reason,
                changes=changes,
            )
        )
    return tuple(history)


def record_at(archive: Archive, record_id: str, revision_id: str) -> Record:
    """A record as it was at a revision.

    Args:
        revision_id: Or an unambiguous beginning of it.

    Raises:
        InputError: The record, or such a revision of it, is not there.
    """
    with archive.store.browsing() as reader:
        entry = revision_by_prefix(reader, _number(reader, record_id), revision_id)
        body = revision_body(reader, entry.id) if entry else None
    if body is None:
        raise InputError(
            _("The record has no such revision."), _("“history” lists the revisions it has.")
        )
    return from_canonical(body)


def _number(reader: Reader, record_id: str) -> int:
    found = record_by_id(reader, record_id)
    if found is None:
        raise InputError(_("The record is not in this archive any more."))
    return found.card.number
