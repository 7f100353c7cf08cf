"""What may lie in an archive's folder: files and folders of its own, never links out of it.

A folder from a stranger's stick must not make the program read, write or remove elsewhere, or wait
for ever at a pipe.
"""

import stat
from collections.abc import Callable
from pathlib import Path

from app.errors import DamageError
from app.store.lock_file import NAME as LOCK
from app.store.object_folder import NAME as OBJECTS
from app.store.object_folder import is_shard
from app.store.slot_pair import NAMES as SLOT_NAMES
from app.translation import _

DATABASE = "archive.db"
NEXT_DATABASE = "archive.new.db"
"""The database under a new master key, until it takes the place of the other."""

DATABASE_JOURNALS = ("-wal", "-shm", "-journal")
"""Endings of what SQLite puts beside the database; a stranger's would be played into it."""

_FILES = (*SLOT_NAMES, LOCK, DATABASE, *(DATABASE + ending for ending in DATABASE_JOURNALS))


def check_layout(folder: Path) -> None:
    """Look at the kind of everything that Satchel itself puts into an archive's folder.

    What is missing is left to whoever needs it, and what has other names is left alone.

    Raises:
        DamageError: Something is a link, or of another kind than Satchel makes.
        OSError: The disk refused.
    """
    for name in (*_FILES, NEXT_DATABASE):
        _check(folder / name, stat.S_ISREG)
    objects = folder / OBJECTS
    _check(objects, stat.S_ISDIR)
    for shard in objects.iterdir() if objects.exists() else ():
        if is_shard(shard.name):
            _check(shard, stat.S_ISDIR)


def archive_files(folder: Path) -> tuple[Path, ...]:
    """Every file that together with the objects makes the archive what it is; some may be missing.

    The lock and the shared memory of a log mean nothing elsewhere.
    """
    return tuple(folder / name for name in _FILES if name not in (LOCK, f"{DATABASE}-shm"))


def _check(path: Path, is_kind: Callable[[int], bool]) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not is_kind(mode):
        raise DamageError(
            _("“{name}” in the archive's folder is not what Satchel puts there.").format(
                name=path.name
            ),
            _("Somebody may have exchanged it; open the whole folder from a backup instead."),
        )
