"""Making a new archive: whole, or not at all.

It is built under a neutral name beside its place and renamed when it is complete, so a failure or a
power cut leaves no half archive under the name that was asked for.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app.progress import Progress, Silent
from app.store.archive_table import make_archive_row
from app.store.connection import begins_plain, connect
from app.store.durable_files import sync_folder
from app.store.kdf import KdfParameters
from app.store.keys import ArchiveKeys, archive_keys, new_master_key, slots_key
from app.store.layout import DATABASE
from app.store.lock_file import FolderLock
from app.store.migrate import migrate
from app.store.new_place import check_new_place, growing_beside, put_in_place
from app.store.object_folder import NAME as OBJECTS
from app.store.object_folder import ObjectFolder
from app.store.recovery_code import new_recovery_code
from app.store.sealing import new_sealing_secret
from app.store.slot_file import SlotFile
from app.store.slot_keys import passphrase_slot, recovery_slot
from app.store.slot_pair import write_slot_pair
from app.store.slots import sealed_to
from app.store.store import Store
from app.store.transactions import Writer
from app.store.trouble import explained
from app.store.unlocking import Unlocked
from app.translation import _

_STEPS = 3
_CACHE_KIB = 2 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedStore:
    """A new archive.

    Attributes:
        store: It, opened.
        recovery_code: To be shown once and written on paper; it is kept nowhere.
    """

    store: Store
    recovery_code: str = field(repr=False)


def create_store(
    folder: Path,
    passphrase: str,
    *,
    kdf: KdfParameters | None = None,
    progress: Progress | None = None,
) -> CreatedStore:
    """Make an archive and open it.

    Args:
        folder: Where it will be; missing, or an empty folder. The folder above it exists.
        passphrase: Any text that is not empty.
        kdf: The cost of one guess; `KdfParameters.default()` where not given. Only tests give less
            than `KdfParameters.light()`.
        progress: Told about three steps.

    Raises:
        InputError: Something is at that place already, or the folder above it is missing.
        UsageError: The passphrase is empty.
        SystemTroubleError: The disk is full or read-only, or memory is short. Nothing is left.
    """
    report = progress or Silent()
    with explained(folder.parent):
        check_new_place(folder)
        with growing_beside(folder) as growing:
            report.step(_("Making the keys"), 0, _STEPS)
            code = new_recovery_code()
            unlocked = _first_slots(passphrase, kdf or KdfParameters.default(), code)
            keys = archive_keys(unlocked.master)
            report.step(_("Making the archive"), 1, _STEPS)
            _fill(growing, keys, unlocked.file)
            report.step(_("Opening the archive"), 2, _STEPS)
            put_in_place(growing, folder)
        try:
            # The disk is asked what ails it before what may have filled it goes.
            with explained(folder):
                return CreatedStore(store=_open_new(folder, unlocked), recovery_code=code)
        except BaseException:
            discard_new(folder)
            raise


def discard_new(folder: Path) -> None:
    """Take away an archive that was made just now and whose recovery code nobody has seen.

    Close it before.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        sync_folder(folder.parent)


def _first_slots(passphrase: str, cost: KdfParameters, code: str) -> Unlocked:
    """The first two slots; the archive is then open by the first."""
    master, sealing = new_master_key(), new_sealing_secret()
    slots = (passphrase_slot(1, passphrase, cost, sealing), recovery_slot(2, code, sealing))
    sealed = tuple(sealed_to(slot, (master,), sealing) for slot in slots)
    file = SlotFile(generation=1, given=len(sealed), slots=sealed)
    return Unlocked(
        number=1,
        master=master,
        masters=(master,),
        sealing=sealing,
        file=file.authenticated(slots_key((master,))),
    )


def _fill(folder: Path, keys: ArchiveKeys, slots: SlotFile) -> None:
    database = folder / DATABASE
    # SQLite gives its log the same rights as the database.
    database.touch(mode=0o600, exist_ok=False)
    connection = connect(database, keys, cache_kib=_CACHE_KIB, create=True)
    try:
        migrate(connection, done=0)
        connection.execute("BEGIN IMMEDIATE")
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        make_archive_row(Writer(connection, ObjectFolder(folder)), now)
        connection.execute("COMMIT")
    finally:
        connection.close()
    if begins_plain(database):
        raise RuntimeError("this SQLCipher does not encrypt")
    (folder / OBJECTS).mkdir(mode=0o700)
    write_slot_pair(folder, slots)
    sync_folder(folder)


def _open_new(folder: Path, unlocked: Unlocked) -> Store:
    lock = FolderLock(folder)
    try:
        store = Store(folder, lock, archive_keys(unlocked.master))
    except BaseException:
        lock.release()
        raise
    store.unlocked_by(unlocked)
    return store
