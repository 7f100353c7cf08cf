"""What this archive keeps of each dossier it made: to whom, of which records, decided by whom.

The codes in a dossier are its own, so that two dossiers cannot be joined by them; the key that
leads from them to the records stands here and nowhere else.
"""

from dataclasses import dataclass

from app.archive.archive import Archive
from app.archive.auditing import Act, Note, note_all
from app.records.canonical import dump, parse_json
from app.records.tree import from_tree, to_tree
from app.store.state_table import read_state, write_state

_KEY = "dossiers.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One record of a dossier: its code there, its id here, and why it was included.

    Attributes:
        override: The written reason, where a person included it against an objection.
    """

    code: str
    id: str
    override: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEntry:
    """One dossier that was written.

    Attributes:
        made_at: UTC, ISO 8601.
        date: The date printed in it.
        sha256: Of the file.
    """

    code: str
    made_at: str
    made_by: str
    title: str
    purpose: str
    recipient: str
    date: str
    sha256: str
    records: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    entries: tuple[MadeEntry, ...] = ()


def dossiers_made(archive: Archive) -> tuple[MadeEntry, ...]:
    """Every dossier that this archive made, oldest first."""
    with archive.store.browsing() as reader:
        return _read(read_state(reader, _KEY)).entries


def register_dossier(archive: Archive, entry: MadeEntry, *, head: int) -> None:
    """Keep what was made, for good, and write it down in the audit log.

    Args:
        head: Number of the log's entry that the dossier prints a value for; 0 where it prints none.
    """
    with archive.store.writing() as writer:
        entries = (*_read(read_state(writer, _KEY)).entries, entry)
        write_state(writer, _KEY, dump(to_tree(_Register(entries=entries))).decode())
        note_all(archive, writer, _notes(entry, head))


def _notes(entry: MadeEntry, head: int) -> tuple[Note, ...]:
    """One for the dossier, one for each record in it: a record's own entries tell where it went."""
    count = len(entry.records)
    detail = f"purpose={entry.purpose} records={count} head={head} sha256={entry.sha256}"
    return (
        Note(act=Act.DOSSIER, subject=entry.code, detail=detail),
        *(
            Note(
                act=Act.INCLUDED,
                subject=line.id,
                detail=f"dossier={entry.code} purpose={entry.purpose}",
                reason=line.override,
            )
            for line in entry.records
        ),
    )


def _read(text: str | None) -> _Register:
    return from_tree(_Register, parse_json(text.encode())) if text else _Register()
