"""The check of an archive that was not opened: opening writes its key files anew, and may not work.

Its key files are looked at before anything mends them, and its pages one by one.
"""

from dataclasses import dataclass
from pathlib import Path

from app.errors import DamageError
from app.progress import Progress
from app.store.closed_archive import ClosedArchive, closed_archive
from app.store.credentials import Credentials
from app.store.damage import Damage, Damaged, StoreVerdict
from app.store.layout import DATABASE
from app.store.object_folder import ObjectFolder
from app.store.raw_trees import RawTrees
from app.store.slot_pair import NAMES as SLOT_NAMES
from app.store.slot_pair import read_slot_pair
from app.store.verify import raw_verdict
from app.store.verify_raw import looks_damaged, raw_findings
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedVerdict:
    """What can be said of an archive without opening it.

    Attributes:
        verdict: Of a whole archive only the key files have been looked at.
        opens: No page is damaged, so opening it will tell the rest.
    """

    verdict: StoreVerdict
    opens: bool


def verify_closed(
    folder: Path, credentials: Credentials, report: Progress, *, thorough: bool = False
) -> ClosedVerdict:
    """Look at key files and pages; where a page is damaged, at everything that is left.

    Args:
        thorough: Read everything page by page also where no page is damaged.

    Raises:
        AccessError: The credentials do not open it.
        InputError: The folder is no archive.
        CancelledError: The person cancelled.
        SystemTroubleError: Another program has it open, or the disk refused.
    """
    try:
        with closed_archive(folder, credentials) as archive:
            return _looked_at(archive, report, thorough=thorough)
    except DamageError as trouble:
        return ClosedVerdict(verdict=_locked_out(folder, trouble), opens=False)


def _looked_at(archive: ClosedArchive, report: Progress, *, thorough: bool) -> ClosedVerdict:
    damaged = [
        Damage(
            what=Damaged.KEY_FILE,
            id=name,
            reason=_("The slot file is damaged or missing; it is made anew when you open again."),
        )
        for name in archive.damaged_key_files
    ]
    try:
        with archive.pages() as pages:
            if not thorough and not looks_damaged(pages, report):
                whole = StoreVerdict(records=0, attachments=0, damaged=tuple(damaged))
                return ClosedVerdict(verdict=whole, opens=True)
            found = raw_findings(RawTrees(pages, report), report)
    except DamageError as trouble:
        damaged.append(Damage(what=Damaged.DATABASE, id=DATABASE, reason=trouble.happened))
        missing = StoreVerdict(records=0, attachments=0, damaged=tuple(damaged))
        return ClosedVerdict(verdict=missing, opens=False)
    objects = ObjectFolder(archive.folder)
    return ClosedVerdict(verdict=raw_verdict(objects, found, damaged, report), opens=False)


def _locked_out(folder: Path, trouble: DamageError) -> StoreVerdict:
    """Without a key file nothing can be read; only the files themselves can be named."""
    try:
        named = {name for name, _file in read_slot_pair(folder).named}
        reason = trouble.happened
    except DamageError:
        named = set()
        reason = _("Both slot files are damaged or missing, so nothing opens; a backup has them.")
    # Undamaged ones that let nobody in were forged.
    names = SLOT_NAMES if len(named) != 1 else tuple(set(SLOT_NAMES) - named)
    damaged = tuple(Damage(what=Damaged.KEY_FILE, id=name, reason=reason) for name in names)
    return StoreVerdict(records=0, attachments=0, damaged=damaged)
