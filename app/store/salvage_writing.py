"""Filling the database of a salvaged archive: rows come in as they were, under their old numbers.

What follows from the texts (lists, shared values, links to attachments) is made anew from them.
Links between tables are checked last, since rows come in the order of pages.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from app.records.stored import NewRecordRow
from app.store.attachments_table import put_former_attachments
from app.store.audit_table import LogHead, last_entry, put_log, remembered_head
from app.store.codes_table import next_code
from app.store.damage import Damage, Damaged
from app.store.known_losses import known_losses, note_losses
from app.store.object_rows import find_object
from app.store.raw_contents import KnownFile, RawRevision
from app.store.raw_trees import RawRow
from app.store.records_table import insert_record_as
from app.store.revisions_table import unpack
from app.store.salvage_plan import KeptRecord, lost_file
from app.store.transactions import Value, Writer
from app.store.tree_shapes import Tree
from app.translation import _

RowMaker = Callable[[bytes, str, str, str], NewRecordRow | None]
"""From canonical form, code, day of adding and day of change, a record's row; None if the form is
no record. Only rooms above this one know how."""

_PUT_REVISION = """
    INSERT OR IGNORE INTO revisions
      (number, id, record, parents, made_at, made_by, reason, packing, body)
    VALUES (:number, :id, :record, :parents, :made_at, :made_by, :reason, :packing, :body)
"""

_PUT_OBJECT = """
    INSERT OR IGNORE INTO objects (number, sha256, size, file, secret, added_at)
    VALUES (:number, :sha256, :size, :file, :secret, :added_at)
"""

_BODY = "SELECT packing, body FROM revisions WHERE number = :number"

_FORMER_BODIES = """
    SELECT r.number, v.packing, v.body FROM revisions v JOIN records r ON r.number = v.record
    WHERE v.number != r.head
"""

_PUT_FORMER = """
    INSERT OR IGNORE INTO attachments (record, object, role, name, media_type, position, current)
    SELECT :record, :object, :role, :name, :media_type, :position, 0
    WHERE EXISTS (SELECT 1 FROM records WHERE number = :record)
      AND EXISTS (SELECT 1 FROM objects WHERE number = :object)
"""

_ID_OR_CODE_TAKEN = "SELECT max(id = :id), max(code = :code) FROM records"

_CODES_CATCH_UP = """
    INSERT INTO codes (prefix, last)
    SELECT substr(code, 1, instr(code, '-') - 1),
           max(CAST(substr(code, instr(code, '-') + 1) AS INTEGER))
    FROM records WHERE instr(code, '-') > 1 GROUP BY 1
    ON CONFLICT (prefix) DO UPDATE SET last = max(last, excluded.last)
"""

_WITHOUT_RECORD = "DELETE FROM revisions WHERE record NOT IN (SELECT number FROM records)"

_LINKS = """
    SELECT "from", "table", coalesce("to", 'rowid') FROM pragma_foreign_key_list(:table)
"""

_SEQUENCES_CATCH_UP = "UPDATE sqlite_sequence SET seq = max(seq, :seq) WHERE name = :name"
_NEW_SEQUENCE = """
    INSERT INTO sqlite_sequence (name, seq)
    SELECT :name, :seq WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)
"""

_MISSING_NAMES = """
    INSERT OR IGNORE INTO collections (number, name, folded, made_at)
    VALUES (:number, :name, :folded, :made_at)
"""

_LOG_NUMBERS = "SELECT number FROM audit ORDER BY number"


def put_revisions(writer: Writer, revisions: Iterable[RawRevision]) -> None:
    """Put in every readable revision; one that comes twice counts once."""
    for each in revisions:
        writer.execute(
            _PUT_REVISION,
            {
                "number": each.number,
                "id": each.id,
                "record": each.record,
                "parents": each.parents,
                "made_at": each.made_at,
                "made_by": each.made_by,
                "reason": each.reason,
                "packing": each.packing,
                "body": each.body,
            },
        )


def put_objects(writer: Writer, files: Iterable[KnownFile]) -> None:
    """Put in the rows of attached contents whose files are in the folder."""
    for each in files:
        assert each.row is not None
        writer.execute(
            _PUT_OBJECT,
            {
                "number": each.number,
                "sha256": each.row.sha256,
                "size": each.row.size,
                "file": each.row.file,
                "secret": each.row.secret,
                "added_at": each.added_at,
            },
        )


def put_records(
    writer: Writer, records: Iterable[KeptRecord], make_row: RowMaker
) -> Iterator[Damage]:
    """Put in each record with what can be read of it.

    Args:
        records: Those with known codes first, so that no new code takes a known one.

    Yields:
        Damage: What a record lost beside its text, or that its text is none.
    """
    for each in records:
        known = each.known
        added_at = known.added_at or each.first_at
        changed_at = known.changed_at or each.last_at
        packing, body = writer.row(_BODY, {"number": each.head}) or (0, b"")
        row = make_row(unpack(packing, body), known.code, added_at, changed_at)
        if row is None:
            yield _damage(
                known.id or f"#{known.number}",
                known.code,
                _("its text is no record that this version knows."),
            )
            continue
        id_taken, code_taken = writer.row(_ID_OR_CODE_TAKEN, {"id": row.id, "code": row.code}) or ()
        if id_taken:
            yield _damage(row.id, row.code, _("it is there twice, and came out once."))
            continue
        if not row.code or code_taken:
            writer.execute(_CODES_CATCH_UP)
            row = replace(row, code=next_code(writer, row.kind))
            yield _damage(row.id, row.code, _("its code was lost; it has a new one."))
        if not known.bin_known:
            yield _damage(row.id, row.code, _("whether it lay in the bin was lost."))
        yield from _without_files(writer, row)
        insert_record_as(writer, known.number, row, head=each.head, binned_at=known.binned_at)
    writer.execute(_WITHOUT_RECORD)
    writer.execute(_CODES_CATCH_UP)


def _without_files(writer: Writer, row: NewRecordRow) -> Iterator[Damage]:
    """Attachments that the text names and nothing else knows of any more."""
    known = known_losses(writer)
    for each in row.attachments:
        if each.sha256 not in known and find_object(writer, each.sha256) is None:
            note_losses(writer, (each.sha256,))
            yield lost_file(KnownFile(number=0, sha256=each.sha256, name=each.name))


def put_former(writer: Writer, attachments: Iterable[RawRow]) -> None:
    """Say which contents only older revisions have, as the old rows said."""
    for each in attachments:
        record, number, role, name, media_type, position, _current = each.values
        writer.execute(
            _PUT_FORMER,
            {
                "record": record,
                "object": number,
                "role": role,
                "name": name,
                "media_type": media_type,
                "position": position,
            },
        )


def put_former_from_texts(writer: Writer, make_row: RowMaker) -> None:
    """The same where the old rows are damaged: from the older revisions themselves."""
    for record, packing, body in writer.rows(_FORMER_BODIES):
        row = make_row(unpack(packing, body), "", "", "")
        if row is not None:
            put_former_attachments(writer, record, row.attachments)


def put_rows(writer: Writer, tree: Tree, rows: Iterable[RawRow]) -> None:
    """Put in the rows of a table as they are; what is there already stays."""
    names = ", ".join(f'"{column.name}"' for column in tree.columns)
    places = ", ".join("?" for _column in tree.columns)
    sql = f'INSERT OR IGNORE INTO "{tree.name}" ({names}) VALUES ({places})'  # noqa: S608 - names of our own schema
    for row in rows:
        values: list[Value] = [
            row.number if column.is_rowid else value
            for column, value in zip(tree.columns, row.values, strict=True)
        ]
        writer.execute(sql, values)


def put_collection_names(writer: Writer, names: Iterable[RawRow], made_at: str) -> Iterator[Damage]:
    """Collections whose rows are lost, by the names that their index has."""
    for each in names:
        folded, number = each.values
        added = writer.change(
            _MISSING_NAMES,
            {"number": number, "name": folded, "folded": folded, "made_at": made_at},
        )
        if added:
            yield Damage(
                what=Damaged.DATABASE,
                id="collections",
                name=folded,
                reason=_("The collection “{name}” lost how its name was written.").format(
                    name=folded
                ),
            )


def drop_loose_rows(writer: Writer, table: str) -> None:
    """Remove rows that belong to something that is lost."""
    for column, parent, key in writer.rows(_LINKS, {"table": table}):
        writer.execute(
            f'DELETE FROM "{table}" WHERE "{column}" NOT IN (SELECT "{key}" FROM "{parent}")'  # noqa: S608 - names of our own schema
        )


def put_sequences(writer: Writer, sequences: Iterable[RawRow]) -> None:
    """Go on with the numbers where the old archive was, so that none is given twice."""
    for each in sequences:
        name, seq = each.values
        if isinstance(name, str) and isinstance(seq, int):
            writer.execute(_SEQUENCES_CATCH_UP, {"name": name, "seq": seq})
            writer.execute(_NEW_SEQUENCE, {"name": name, "seq": seq})


def close_log(writer: Writer) -> tuple[str, ...]:
    """Let the audit log go on after its last known entry.

    Returns:
        Numbers of entries that are lost, as `5` or `7-9`.
    """
    numbers = [number for (number,) in writer.rows(_LOG_NUMBERS)]
    head = remembered_head(writer)
    last = last_entry(writer)
    if head is None and last is not None:
        put_log(writer, (), {}, LogHead(chain=last.chain, number=last.number, hash=last.hash))
    end = max(numbers[-1] if numbers else 0, head.number if head is not None else 0)
    return tuple(_gaps(numbers, end))


def _gaps(numbers: list[int], end: int) -> Iterator[str]:
    before = 0
    for number in (*numbers, end + 1):
        if number > before + 1:
            yield str(before + 1) if number == before + 2 else f"{before + 1}-{number - 1}"
        before = number


def _damage(id: str, code: str, reason: str) -> Damage:
    return Damage(
        what=Damaged.RECORD, id=id, name=code, reason=f"{code or _('A record')}: {reason}"
    )
