"""A folder that is made whole: it grows under a neutral name beside its place, then is renamed."""

import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import InputError
from app.store.durable_files import sync_folder
from app.store.layout import DATABASE
from app.store.trouble import explained
from app.translation import _


def check_new_place(folder: Path) -> None:
    """See whether a new archive may be made here.

    Raises:
        InputError: Something is at that place already, or the folder above it is missing.
    """
    if not folder.parent.is_dir():
        raise InputError(
            _("The folder in which the archive should be made does not exist."),
            _("Make it first, or choose another place."),
        )
    if any((above / DATABASE).is_file() for above in folder.resolve().parents):
        raise InputError(
            _("This place lies inside an archive, where nothing else may lie."),
            _("Choose another place."),
        )
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError(_("There is a file of this name already."), _("Choose another name."))
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError(
            _("There is a folder of this name already, and it is not empty."),
            _("Choose another name."),
        )


@contextmanager
def growing_beside(folder: Path) -> Iterator[Path]:
    """An empty folder beside the place, on the same disk; gone with what is in it after an error.

    Raises:
        SystemTroubleError: The disk is full, read-only or gone.
    """
    growing = folder.parent / f".satchel-{secrets.token_hex(8)}.unfinished"
    try:
        # The disk is asked before what fills it is removed.
        with explained(folder.parent):
            growing.mkdir(mode=0o700)
            yield growing
    except BaseException:
        shutil.rmtree(growing, ignore_errors=True)
        raise


def put_in_place(growing: Path, folder: Path) -> None:
    """Give a finished folder its name; the name is on the disk on return.

    Raises:
        OSError: Something was put there meanwhile, or the disk refused.
    """
    if sys.platform == "win32" and folder.exists():
        folder.rmdir()  # there a rename does not replace an empty folder
    growing.replace(folder)
    sync_folder(folder.parent)
