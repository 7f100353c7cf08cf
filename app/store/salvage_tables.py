"""Which tables are copied as they are, and which are made anew from the texts."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

from app.progress import Progress
from app.records.audit import entry_hash
from app.store.archive_table import archive_signing_key
from app.store.audit_check import is_signed
from app.store.audit_table import entry_of
from app.store.counting import counted
from app.store.damage import Damage, Damaged
from app.store.raw_contents import KnownFile, raw_revisions
from app.store.raw_trees import RawRow, RawTrees
from app.store.salvage_plan import SalvagePlan
from app.store.salvage_writing import (
    RowMaker,
    close_log,
    drop_loose_rows,
    put_collection_names,
    put_former,
    put_former_from_texts,
    put_objects,
    put_records,
    put_revisions,
    put_rows,
    put_sequences,
)
from app.store.transactions import Writer
from app.store.tree_shapes import Tree, usual_trees
from app.translation import _

_FROM_TEXTS = {"records", "revisions", "objects", "attachments", "terms", "record_terms"}
_INDEX = "postings"
_INDEX_VERSION = "postings.version"
_LOG = ("audit", "audit_reasons")
_LOG_HEAD = "audit.head"
_SEQUENCES = "sqlite_sequence"

_COUNT = "SELECT count(*) FROM records"
_HAS_ARCHIVE = "SELECT count(*) FROM archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What came into the new database.

    Attributes:
        archive_lost: Its id and signing key did not.
        lost: What did not, beside what the plan says.
    """

    records: int
    archive_lost: bool
    lost: tuple[Damage, ...]
    lost_entries: tuple[str, ...]


def fill_tables(
    writer: Writer,
    trees: RawTrees,
    plan: SalvagePlan,
    files: Sequence[KnownFile],
    make_row: RowMaker,
    report: Progress,
) -> Filled:
    """Put everything that can be read into empty tables, in the transaction of the caller.

    Args:
        files: Attached contents whose files are in the new folder.

    Raises:
        CancelledError: The person cancelled.
    """
    what = _("Writing the records")
    texts = chain(raw_revisions(trees), plan.doubtful)
    put_revisions(writer, counted(texts, report, what))
    put_objects(writer, files)
    lost = list(
        put_records(writer, counted(plan.records, report, what, len(plan.records)), make_row)
    )
    put_former(writer, trees.rows("attachments"))
    if trees.harmed("attachments"):
        put_former_from_texts(writer, make_row)
    kept = _kept_tables()
    put_rows(writer, kept["archive"], trees.rows("archive"))
    archive_lost = not writer.value(_HAS_ARCHIVE)
    for name, tree in kept.items():
        if not (archive_lost and name in _LOG):
            put_rows(writer, tree, _rows_to_keep(trees, name, archive_lost=archive_lost))
    if not archive_lost:
        put_rows(writer, kept["audit"], _proven_entries(trees, kept["audit"], writer))
    lost += _put_members(writer, trees, kept)
    for name in kept:
        drop_loose_rows(writer, name)
    put_sequences(writer, trees.rows(_SEQUENCES))
    lost += _harmed_tables(trees, kept, archive_lost=archive_lost)
    entries = () if archive_lost else close_log(writer)
    lost += [
        Damage(what=Damaged.AUDIT, id=each, reason=_("Entries of the audit log are lost."))
        for each in entries
    ]
    return Filled(
        records=writer.value(_COUNT),
        archive_lost=archive_lost,
        lost=tuple(lost),
        lost_entries=entries,
    )


def _kept_tables() -> dict[str, Tree]:
    """The tables that are copied row by row, those of later migrations with them."""
    return {
        tree.name: tree
        for tree in usual_trees()
        if not tree.is_index
        and tree.name not in _FROM_TEXTS
        and tree.name != _SEQUENCES
        and not tree.name.startswith(_INDEX)
    }


def _rows_to_keep(trees: RawTrees, name: str, *, archive_lost: bool) -> Iterator[RawRow]:
    for row in trees.rows(name):
        key = row.values[0] if name == "state" else None
        if key != _INDEX_VERSION and not (archive_lost and key == _LOG_HEAD):
            yield row


def _proven_entries(trees: RawTrees, audit: Tree, writer: Writer) -> Iterator[RawRow]:
    """Entries of the log from damaged pages that their own hash and signature prove."""
    key = archive_signing_key(writer).verify_key
    for row in trees.doubtful_rows(audit.name):
        entry = entry_of((row.number, *row.values[1:]))
        with suppress(UnicodeEncodeError):
            if entry_hash(entry) == entry.hash and is_signed(entry, key):
                yield row


def _put_members(writer: Writer, trees: RawTrees, kept: dict[str, Tree]) -> Iterator[Damage]:
    """Collections from their indexes, where their own pages are damaged."""
    if trees.harmed("collections"):
        yield from put_collection_names(
            writer, trees.rows("sqlite_autoindex_collections_1"), _EARLIEST
        )
    if trees.harmed("collection_records"):
        turned = (
            RawRow(number=0, values=(collection, record))
            for record, collection in (
                each.values for each in trees.rows("collection_records_of_record")
            )
        )
        put_rows(writer, kept["collection_records"], turned)


_EARLIEST = "1970-01-01T00:00:00.000Z"
"""For a day that is lost."""

_MENDED = {"archive", "collections", "collection_records", "codes", "audit"}
"""Tables that are made whole, or whose losses are named, in another way."""


def _harmed_tables(
    trees: RawTrees, kept: dict[str, Tree], *, archive_lost: bool
) -> Iterator[Damage]:
    if archive_lost:
        yield Damage(
            what=Damaged.DATABASE,
            id="archive",
            reason=_(
                "The archive's id and signing key are lost, and its audit log with them; it has"
                " new ones."
            ),
        )
    if trees.pages.beside.damaged:
        yield Damage(
            what=Damaged.DATABASE,
            id="archive.db-wal",
            reason=_("Some of the newest changes are lost; records are as they were before."),
        )
    for name in kept:
        if name not in _MENDED and trees.harmed(name):
            # Without the list of tables nobody knows whether it was there at all.
            sure = name in trees.trees
            reason = (
                _("Rows of the table “{table}” are lost.")
                if sure
                else _("Rows of the table “{table}” may be lost.")
            )
            yield Damage(what=Damaged.DATABASE, id=name, reason=reason.format(table=name))
