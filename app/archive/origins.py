"""Where records come from: which one is a republication of which, and so counts once with it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.archive.archive import Archive
from app.archive.changing import change_record
from app.archive.reading import OpenedRecord, read_record
from app.errors import InputError
from app.records.record import Record
from app.translation import _

_LONGEST_CHAIN = 100


def link_republication(archive: Archive, record_id: str, origin_id: str) -> OpenedRecord:
    """Say that an article is a republication of another record.

    Args:
        record_id: UUID, code, or an unambiguous beginning of either.
        origin_id: As `record_id`. Of a republication its own origin is taken.

    Raises:
        InputError: One of them is not there, the first is no article, or it is the origin itself.
    """
    opened, origin = read_record(archive, record_id), read_record(archive, origin_id)
    first = _first_origin(archive, origin.record)
    if first in (opened.record.id, None) or origin.record.id == opened.record.id:
        raise InputError(
            _("{code} would be a republication of itself.").format(code=opened.card.code),
            _("Link it the other way round, or unlink the other one first."),
        )
    return _set_origin(archive, opened, first, _("Linked as a republication"))


def unlink_republication(archive: Archive, record_id: str) -> OpenedRecord:
    """Say that a record is no republication after all.

    Raises:
        InputError: It is not there, or is no article.
    """
    opened = read_record(archive, record_id)
    return _set_origin(archive, opened, None, _("No republication"))


def origin_of(record: Record) -> str | None:
    """Id of the record that this one is a republication of."""
    return record.article.origin.republication_of if record.article is not None else None


def independent(origins: Mapping[str, str | None], ids: Iterable[str]) -> int:
    """How many of some records are independent: republications count with their origin.

    Args:
        origins: For each record's id that of its origin, or None.
    """
    return len({_root(origins, each) for each in ids})


def _root(origins: Mapping[str, str | None], id: str) -> str:
    for _step in range(_LONGEST_CHAIN):
        above = origins.get(id)
        if above is None:
            break
        id = above
    return id


def _first_origin(archive: Archive, record: Record) -> str | None:
    """The origin at the end of a chain of republications; None where it goes in a circle."""
    seen = {record.id}
    while (above := origin_of(record)) is not None:
        if above in seen or len(seen) > _LONGEST_CHAIN:
            return None
        seen.add(above)
        try:
            record = read_record(archive, above).record
        except InputError:
            # The origin was destroyed; what it was called still tells that these belong together.
            return above
    return record.id


def _set_origin(
    archive: Archive, opened: OpenedRecord, origin: str | None, reason: str
) -> OpenedRecord:
    article = opened.record.article
    if article is None:
        raise InputError(
            _("{code} is a testimony; only an article can be a republication.").format(
                code=opened.card.code
            ),
            _("Merge the two records, or keep both."),
        )
    changed = replace(article, origin=replace(article.origin, republication_of=origin))
    return change_record(
        archive,
        opened.card.id,
        replace(opened.record, article=changed),
        reason=reason,
        based_on=opened.hash,
    )
