"""The check of the tables as SQLite reads them: trees, links, and the hash of every revision.

`integrity_check` reads the trees (the full-text index too, since SQLite 3.44) but trusts their
content; the hashes of revisions see what was exchanged as a whole.
"""

from collections.abc import Iterator
from contextlib import suppress

from app.errors import DamageError
from app.progress import Progress
from app.records.canonical import revision_id
from app.store.damage import Damage, Damaged
from app.store.layout import DATABASE
from app.store.object_rows import ObjectRow
from app.store.revisions_table import unpack
from app.store.store import Store
from app.store.transactions import Reader
from app.translation import _

_TREES = "PRAGMA integrity_check(100)"
_LINKS = "PRAGMA foreign_key_check"

# Each change of a record adds a revision, so the newest has the highest number.
_HEADLESS = """
    SELECT r.id, r.code FROM records r
    WHERE r.head IS NOT (SELECT max(number) FROM revisions WHERE record = r.number)
"""

_CODES_BEHIND = """
    SELECT prefix FROM codes
    WHERE last < (SELECT coalesce(max(CAST(substr(code, length(prefix) + 2) AS INTEGER)), 0)
                  FROM records WHERE code GLOB prefix || '-[0-9]*'
                    AND substr(code, length(prefix) + 2) NOT GLOB '*[^0-9]*')
"""

# The numbers of destroyed rows must not be given again.
_NUMBERS_BEHIND = """
    SELECT name FROM sqlite_sequence WHERE seq < CASE name
      WHEN 'records' THEN (SELECT max(number) FROM records)
      WHEN 'revisions' THEN (SELECT max(number) FROM revisions)
      WHEN 'objects' THEN (SELECT max(number) FROM objects)
      WHEN 'collections' THEN (SELECT max(number) FROM collections) END
"""

_REVISION_NUMBERS = "SELECT number FROM revisions INDEXED BY revisions_of_record"
_LAST_REVISION = "SELECT seq FROM sqlite_sequence WHERE name = 'revisions'"

_REVISION = """
    SELECT v.id, v.parents, v.packing, v.body, r.id, r.code
    FROM revisions v LEFT JOIN records r ON r.number = v.record WHERE v.number = :number
"""

_RECORD_OF = """
    SELECT r.id, r.code FROM revisions v INDEXED BY revisions_of_record
    JOIN records r ON r.number = v.record WHERE v.number = :number
"""

_OBJECTS = """
    SELECT sha256, size, file, secret,
           (SELECT min(name) FROM attachments WHERE object = objects.number)
    FROM objects ORDER BY number
"""

_SEARCH_INDEX = "postings"
_BATCH = 200


def check_trees(store: Store, report: Progress) -> Iterator[Damage]:
    """What does not fit together between the tables and within the trees.

    Raises:
        CancelledError: The person cancelled.
    """
    report.step(_("Checking the tables and the index"), 0, None)
    try:
        with store.checking() as reader:
            found = [text for (text,) in reader.rows(_TREES) if text != "ok"]
            for question in (_LINKS, _CODES_BEHIND, _NUMBERS_BEHIND):
                found += [str(row[0]) for row in reader.rows(question)]
            headless = reader.rows(_HEADLESS)
    except DamageError as trouble:
        yield Damage(what=Damaged.DATABASE, id=DATABASE, reason=trouble.happened)
        return
    index = [text for text in found if _SEARCH_INDEX in text]
    if index:
        yield Damage(
            what=Damaged.INDEX,
            id=_SEARCH_INDEX,
            reason=_("The search index is damaged; no record is harmed, and it can be built anew."),
        )
    if len(found) > len(index):
        yield Damage(
            what=Damaged.DATABASE,
            id=DATABASE,
            reason=_("Tables of the database do not fit together."),
        )
    for id, code in headless:
        yield Damage(
            what=Damaged.RECORD,
            id=id,
            name=code,
            reason=_("{code}: the newest text of the record is missing.").format(code=code),
        )


def check_revisions(store: Store, report: Progress) -> tuple[int, list[Damage]]:
    """Read every revision and compare it with its id.

    Returns:
        How many records could be read, and which revisions could not.

    Raises:
        CancelledError: The person cancelled.
    """
    numbers = _revision_numbers(store)
    whole: set[str] = set()
    damaged: list[Damage] = []
    rest = list(reversed(numbers))
    while rest:
        report.step(_("Checking the records"), len(numbers) - len(rest), len(numbers))
        try:
            with store.checking() as reader:
                for _each in range(min(_BATCH, len(rest))):
                    _check_revision(reader, rest[-1], whole, damaged)
                    rest.pop()
        except DamageError as trouble:
            # The connection is spoiled; the others are read on a fresh one.
            damaged.append(_damage_of(store, rest.pop(), trouble.happened))
    return len(whole), damaged


def objects_with_names(store: Store) -> tuple[tuple[ObjectRow, str], ...]:
    """Every attached content, with the name that its file had.

    Raises:
        DamageError: The table is damaged.
    """
    with store.checking() as reader:
        return tuple(
            (ObjectRow(sha256=sha256, size=size, file=file, secret=secret), name or "")
            for sha256, size, file, secret, name in reader.rows(_OBJECTS)
        )


def _check_revision(reader: Reader, number: int, whole: set[str], damaged: list[Damage]) -> None:
    row = reader.row(_REVISION, {"number": number})
    if row is None:
        # Destroyed meanwhile, unless an index still has it.
        record, code = reader.row(_RECORD_OF, {"number": number}) or (None, None)
        if record is not None:
            reason = _("A text that an index names is missing.")
            damaged.append(_revision_damage(number, record, code, reason))
        return
    id, parents, packing, body, record, code = row
    try:
        if revision_id(unpack(packing, body), tuple(parents.split())) == id:
            whole.add(record)
            return
        reason = _("The text is not the one that was kept: its hash differs.")
    except DamageError as trouble:
        reason = trouble.happened
    damaged.append(_revision_damage(number, record, code, reason))


def _revision_numbers(store: Store) -> tuple[int, ...]:
    try:
        with store.checking() as reader:
            return tuple(sorted(number for (number,) in reader.rows(_REVISION_NUMBERS)))
    except DamageError:
        # The index that lists them is damaged: try every number that was ever given.
        with suppress(DamageError), store.checking() as reader:
            return tuple(range(1, (reader.value(_LAST_REVISION) or 0) + 1))
        return ()


def _damage_of(store: Store, number: int, reason: str) -> Damage:
    record = code = None
    with suppress(DamageError), store.checking() as reader:
        record, code = reader.row(_RECORD_OF, {"number": number}) or (None, None)
    return _revision_damage(number, record, code, reason)


def _revision_damage(number: int, record: str | None, code: str | None, reason: str) -> Damage:
    return Damage(
        what=Damaged.REVISION,
        id=record or f"#{number}",
        name=code or "",
        reason=f"{code}: {reason}" if code else reason,
    )
