"""Salvage: all that is whole in a damaged archive comes out into a new one."""

from dataclasses import dataclass
from pathlib import Path

from app.archive.archive import Archive
from app.archive.auditing import Act, start_chain
from app.archive.index_upkeep import bring_index_up_to_date
from app.archive.rows import record_row
from app.errors import InputError
from app.progress import Progress
from app.records.canonical import from_canonical
from app.records.stored import NewRecordRow
from app.store.credentials import Credentials
from app.store.damage import Damage, Damaged
from app.store.known_gaps import gaps_detail
from app.store.salvage import salvaged_store

__all__ = ["Damage", "Damaged", "SalvageReport", "salvage_archive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """What came out, and what did not.

    Attributes:
        records: Those that are in the new archive, with the newest text that could be read.
        attachments: Attached contents that are in it.
        lost: What is not in it, or not as it was; empty where all came out.
        mended: Damaged pages with one flipped bit each, which was found and turned back.
    """

    records: int
    attachments: int
    lost: tuple[Damage, ...]
    mended: int = 0


def salvage_archive(
    path: Path, out: Path, credentials: Credentials, progress: Progress
) -> SalvageReport:
    """Make a new archive of all that is whole in a damaged one. The same keys open it.

    The damaged archive is not changed. Keep it: it may be the only proof of what it was.

    Args:
        path: The damaged archive's folder; its pages may be damaged so that it does not open.
        out: Where the new one will be; missing, or an empty folder.

    Raises:
        AccessError: The credentials do not open the archive.
        InputError: Something is at `out` already, or there is no archive at `path`.
        DamageError: Both key files are damaged, or the database is gone: nothing can be read.
        CancelledError: The person cancelled; nothing is left at `out`.
        SystemTroubleError: A disk is full or refused, or the archive is open elsewhere.
    """
    with salvaged_store(path, out, credentials, _row, progress) as made:
        bring_index_up_to_date(made.store, progress)
        archive = Archive(made.store)
        with made.store.writing() as writer:
            start_chain(archive, writer, Act.SALVAGED, detail=gaps_detail(made.lost_entries))
        return SalvageReport(
            records=made.records,
            attachments=made.attachments,
            lost=made.lost,
            mended=made.mended,
        )


def _row(canonical: bytes, code: str, added_at: str, changed_at: str) -> NewRecordRow | None:
    try:
        record = from_canonical(canonical)
    except InputError:
        return None
    return record_row(record, code=code, added_at=added_at, changed_at=changed_at)
