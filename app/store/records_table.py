"""Records: adding, changing, binning and removing them. Looking them up is in `record_lookup`."""

import json
from functools import partial

from app.records.stored import NewRecordRow, NewRevision
from app.store.attachments_table import put_attachments
from app.store.folding import fold
from app.store.object_rows import forget_unused_objects, objects_of_record
from app.store.revisions_table import add_revision
from app.store.terms_table import TermField, drop_terms, put_terms
from app.store.transactions import Value, Writer

_INSERT = """
    INSERT INTO records (
      id, code, kind, title, title_folded, date_edtf, date_first, date_last, languages, status,
      risk, consent_state, line, tags, added_at, changed_at, head
    ) VALUES (
      :id, :code, :kind, :title, :title_folded, :date_edtf, :date_first, :date_last, :languages,
      :status, :risk, :consent_state, :line, :tags, :added_at, :changed_at, 0
    )
"""

_INSERT_AS = """
    INSERT INTO records (
      number, id, code, kind, title, title_folded, date_edtf, date_first, date_last, languages,
      status, risk, consent_state, line, tags, added_at, changed_at, binned_at, head
    ) VALUES (
      :number, :id, :code, :kind, :title, :title_folded, :date_edtf, :date_first, :date_last,
      :languages, :status, :risk, :consent_state, :line, :tags, :added_at, :changed_at, :binned_at,
      :head
    )
"""

_REPLACE = """
    UPDATE records SET
      id = :id, code = :code, kind = :kind, title = :title, title_folded = :title_folded,
      date_edtf = :date_edtf, date_first = :date_first, date_last = :date_last,
      languages = :languages, status = :status, risk = :risk, consent_state = :consent_state,
      line = :line, tags = :tags, added_at = :added_at, changed_at = :changed_at
    WHERE number = :number
"""

_SET_HEAD = "UPDATE records SET head = :head WHERE number = :number"

_SET_BINNED = "UPDATE records SET binned_at = :at WHERE number = :number"

_DELETE = "DELETE FROM records WHERE number = :number"


def insert_record(writer: Writer, row: NewRecordRow, revision: NewRevision) -> int:
    """Add a record with its first revision.

    Returns:
        The record's number.

    Raises:
        DamageError: An attachment's content is not in the archive.
        sqlcipher3.dbapi2.IntegrityError: Its id or code is taken; ask first.
    """
    number = writer.execute(_INSERT, _columns(row))
    _put_beside(writer, number, row, revision)
    return number


def insert_record_as(
    writer: Writer, number: int, row: NewRecordRow, *, head: int, binned_at: str | None
) -> None:
    """Add a record that was in another copy of this archive, under the number it had there.

    Its revisions are there already.

    Args:
        head: Number of its newest revision.
        binned_at: When it was moved to the bin; None outside.

    Raises:
        DamageError: An attachment's content is not in the archive, and not known to be lost.
        sqlcipher3.dbapi2.IntegrityError: Its number, id or code is taken.
    """
    writer.execute(
        _INSERT_AS, {**_columns(row), "number": number, "head": head, "binned_at": binned_at}
    )
    _put_values(writer, number, row)


def replace_record(writer: Writer, number: int, row: NewRecordRow, revision: NewRevision) -> None:
    """Give a record a new state; the older revisions stay.

    Raises:
        DamageError: An attachment's content is not in the archive.
    """
    if not writer.change(_REPLACE, {**_columns(row), "number": number}):
        raise KeyError(number)
    _put_beside(writer, number, row, revision)


def set_binned(writer: Writer, number: int, at: str | None) -> None:
    """Move a record to the bin, or back.

    Args:
        number: The record's.
        at: When, in UTC; None takes it out of the bin.
    """
    writer.execute(_SET_BINNED, {"number": number, "at": at})


def delete_record(writer: Writer, number: int) -> None:
    """Remove a record with its revisions, drafts, values and whatever only it had attached.

    The rows are overwritten on disk (`secure_delete`); files of objects go after the commit. Its
    postings are the index's own business: take them out first. Older pages stand in the write-ahead
    log until `Store.checkpoint`: call it afterwards.
    """
    objects = objects_of_record(writer, number)
    drop_terms(writer, number)
    writer.execute(_DELETE, {"number": number})
    for file in forget_unused_objects(writer, objects):
        writer.when_committed(partial(writer.objects.remove, file))


def _put_beside(writer: Writer, number: int, row: NewRecordRow, revision: NewRevision) -> None:
    head = add_revision(writer, number, revision)
    writer.execute(_SET_HEAD, {"number": number, "head": head})
    _put_values(writer, number, row)


def _put_values(writer: Writer, number: int, row: NewRecordRow) -> None:
    put_terms(
        writer,
        number,
        (
            *((TermField.TAG, each) for each in row.tags),
            *((TermField.LANGUAGE, each) for each in row.languages),
            *((TermField.PERSON, each) for each in row.persons),
            *((TermField.PLACE, each) for each in row.places),
        ),
    )
    put_attachments(writer, number, row.attachments)


def _columns(row: NewRecordRow) -> dict[str, Value]:
    return {
        "id": row.id,
        "code": row.code,
        "kind": row.kind,
        "title": row.title,
        "title_folded": fold(row.title),
        "date_edtf": row.date,
        "date_first": row.date_first,
        "date_last": row.date_last,
        "languages": " ".join(row.languages),
        "status": row.status,
        "risk": row.risk,
        "consent_state": row.consent_state,
        "line": row.line,
        "tags": json.dumps(row.tags, ensure_ascii=False),
        "added_at": row.added_at,
        "changed_at": row.changed_at,
    }
