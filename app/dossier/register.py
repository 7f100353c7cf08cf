"""What this archive keeps of each dossier it made: to whom, of which records, decided by whom.

The codes in a dossier are its own, so that two dossiers cannot be joined by them; the key that
leads from them to the records stands in the register and nowhere else.
"""

from app.archive.archive import Archive
from app.archive.auditing import Act, Note, note_all
from app.archive.changing import stored_record
from app.archive.dossiers_made import KeyLine, MadeEntry, add_dossier, read_dossiers

__all__ = ["KeyLine", "MadeEntry", "dossiers_made", "register_dossier"]


def dossiers_made(archive: Archive) -> tuple[MadeEntry, ...]:
    """Every dossier that this archive made, oldest first."""
    with archive.store.browsing() as reader:
        return read_dossiers(reader)


def register_dossier(archive: Archive, entry: MadeEntry, *, head: int) -> None:
    """Keep what was made, for good, and write it down in the audit log.

    Args:
        head: Number of the log's entry that the dossier prints a value for; 0 where it prints none.

    Raises:
        InputError: One of its records was destroyed meanwhile; nothing is kept.
    """
    with archive.store.writing() as writer:
        for line in entry.records:
            stored_record(writer, line.id)
        add_dossier(writer, entry)
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
