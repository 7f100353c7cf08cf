"""Looking at records: lists and single ones."""

from dataclasses import dataclass

from app.archive.opening import Archive
from app.errors import InputError
from app.records.canonical import canonical_hash, from_canonical
from app.records.postings import Order
from app.records.record import Record
from app.records.stored import RecordCard, StoredRecord
from app.records.vocabularies import AttachmentRole, Kind
from app.store.attachments_table import attachments_of
from app.store.record_lookup import ListOrder, count_records, list_cards, records_by_prefix
from app.translation import _

_ORDERS = {
    Order.BEST: (ListOrder.ADDED, True),
    Order.ADDED: (ListOrder.ADDED, True),
    Order.DATE: (ListOrder.DATE, True),
    Order.TITLE: (ListOrder.TITLE, False),
}
_NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """One page of a list, and how many there are in all."""

    count: int
    cards: tuple[RecordCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRecord:
    """A record with its card and the SHA-256 of its canonical form."""

    card: RecordCard
    record: Record
    hash: str


def list_records(
    archive: Archive,
    *,
    kind: Kind | None = None,
    order: Order = Order.ADDED,
    limit: int = 50,
    offset: int = 0,
    binned: bool = False,
) -> CardPage:
    """One page of the records, or of the bin: newest first, by title, or latest date first."""
    by, descending = _ORDERS[order]
    with archive.store.browsing() as reader:
        return CardPage(
            count=count_records(reader, kind=kind, binned=binned),
            cards=list_cards(
                reader,
                kind=kind,
                order=by,
                descending=descending,
                limit=limit,
                offset=offset,
                binned=binned,
            ),
        )


def read_record(archive: Archive, reference: str) -> OpenedRecord:
    """One record by its UUID, its code, or an unambiguous beginning of either.

    Raises:
        InputError: No record, or more than one, is meant.
    """
    with archive.store.browsing() as reader:
        found = records_by_prefix(reader, reference)
    if not found:
        raise InputError(
            _("No record is called that."), _("Give its code, such as T-014, or its id.")
        )
    if len(found) > 1:
        codes = ", ".join(each.card.code for each in found[:_NAMED_AT_MOST])
        raise InputError(_("That may be several records: {}.").format(codes), _("Give one code."))
    return opened(found[0])


def opened(stored: StoredRecord) -> OpenedRecord:
    """A stored record, read."""
    return OpenedRecord(
        card=stored.card,
        record=from_canonical(stored.canonical),
        hash=canonical_hash(stored.canonical),
    )


def original_names(archive: Archive, numbers: tuple[int, ...]) -> dict[int, str]:
    """The names of the files that records came from, by the records' numbers."""
    names: dict[int, str] = {}
    with archive.store.browsing() as reader:
        for number in numbers:
            for file in attachments_of(reader, number):
                if file.role is AttachmentRole.ORIGINAL:
                    names.setdefault(number, file.name)
    return names
