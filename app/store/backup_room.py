"""Whether a backup fits, and what to say where its disk fills, refuses or goes away."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import SystemTroubleError
from app.store.durable_files import sync_folder
from app.store.trouble import DiskFullError, ReadOnlyError, explained
from app.translation import _

_MARGIN_BYTES = 2 * 1024 * 1024
"""For folders, slot files and what file systems round up."""

_BLOCK = 4096


def check_room(place: Path, sizes: list[int]) -> None:
    """See whether files of these sizes fit on the disk beside what is there.

    Raises:
        DiskFullError: They do not.
        OSError: The disk refused.
    """
    needed = _MARGIN_BYTES + sum(-(-size // _BLOCK) * _BLOCK for size in sizes)
    free = shutil.disk_usage(place).free
    if free < needed:
        raise DiskFullError(
            _("The disk is full: {needed} MB are needed, {free} MB are free.").format(
                needed=-(-needed // 1_000_000), free=free // 1_000_000
            ),
            _("Make room on that disk, or choose another one."),
        )


@contextmanager
def explained_backup(place: Path) -> Iterator[None]:
    """Turn what the disk of a backup reports into sentences about the backup.

    Raises:
        SystemTroubleError: That disk is full, read-only or gone.
    """
    try:
        with explained(place if place.exists() else place.parent):
            yield
    except DiskFullError as problem:
        if problem.__cause__ is None:  # It was said before anything was written.
            raise
        raise DiskFullError(
            _("The backup's disk is full; an earlier backup in it is as it was."),
            _("Make room on that disk, or choose another one."),
        ) from problem
    except ReadOnlyError as problem:
        raise ReadOnlyError(
            _("This folder cannot be written to."), _("Choose another folder for the backup.")
        ) from problem
    except SystemTroubleError as problem:
        if not _answers(place):
            raise SystemTroubleError(
                _("The disk for the backup did not answer."),
                _("Connect it again and repeat the backup; an earlier one in it is as it was."),
            ) from problem
        raise


def on_same_disk(archive: Path, place: Path) -> bool:
    """Whether both would go with the same disk.

    Raises:
        OSError: The disk refused.
    """
    there = next(each for each in (place, *place.parents) if each.exists())
    return archive.stat().st_dev == there.stat().st_dev


def _answers(place: Path) -> bool:
    try:
        # What the computer remembers of a disk it still tells after the disk has gone.
        sync_folder(place)
    except OSError:
        return False
    return True
