"""What an archive remembers of its backups: when, where, and what the database's file was like."""

import json
from dataclasses import asdict, dataclass

from app.store.state_table import read_state, write_state
from app.store.transactions import Reader, Writer

_KEY = "backup.notes"
_KEPT = 24
"""More places than anybody keeps backups at; the oldest is forgotten first."""

_EXTENT = """
    SELECT json_array(
      (SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'revisions'),
      (SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'collections'),
      (SELECT count(*) FROM records),
      (SELECT count(*) FROM records WHERE binned_at IS NOT NULL),
      (SELECT count(*) FROM collections),
      (SELECT count(*) FROM collection_records),
      (SELECT ifnull(max(saved_at), '') FROM drafts)
    )
"""

_MADE_AT = "SELECT made_at FROM archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptNote:
    """One backup that was finished.

    Attributes:
        at: UTC, ISO 8601 with milliseconds and `Z`.
        folder: As it was called then.
        sha256: Of the encrypted database file in it.
        extent: What `extent_of` said of it.
    """

    at: str
    folder: str
    sha256: str
    extent: str


def kept_notes(reader: Reader) -> tuple[KeptNote, ...]:
    """Oldest first, one for each folder; none that this version cannot read."""
    try:
        return tuple(KeptNote(**note) for note in json.loads(read_state(reader, _KEY) or "[]"))
    except (ValueError, TypeError):
        return ()


def keep_note(writer: Writer, note: KeptNote) -> None:
    """Remember a backup, in place of an earlier one in the same folder."""
    others = [each for each in kept_notes(writer) if each.folder != note.folder]
    kept = [*others, note][-_KEPT:]
    write_state(writer, _KEY, json.dumps([asdict(each) for each in kept]))


def extent_of(reader: Reader) -> str:
    """Changes with everything that a person would miss if only an older backup were left."""
    return str(reader.value(_EXTENT))


def archive_made_at(reader: Reader) -> str:
    """When the archive was created, UTC."""
    return str(reader.value(_MADE_AT))
