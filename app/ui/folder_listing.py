"""What a folder holds, for the program's own place picker. Runs on a lane, never in a widget."""

import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import SystemTroubleError
from app.translation import _

ARCHIVE_SUFFIX = ".satchel"
_DATABASE = "archive.db"
"""As in `app.store.layout`, which the lock screen must not wait for."""
MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a folder.

    Attributes:
        size: Bytes; 0 for folders.
    """

    path: Path
    folder: bool
    archive: bool
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A folder's contents: folders first, then by name, as people sort.

    Attributes:
        cut: There are more than are listed.
        writable: New things may be put here.
    """

    folder: Path
    entries: tuple[Entry, ...]
    cut: bool
    writable: bool


def list_folder(folder: Path, suffixes: Sequence[str] = ()) -> Listing:
    """List a folder; hidden entries are left out.

    Args:
        suffixes: Lower-case endings of the files wanted, with dot; empty lists all files.

    Raises:
        SystemTroubleError: The folder cannot be read.
    """
    found: list[Entry] = []
    cut = False
    try:
        with os.scandir(folder) as lines:
            for line in lines:
                if line.name.startswith("."):
                    continue
                entry = _entry(line)
                if entry is None or (
                    suffixes and not entry.folder and entry.path.suffix.lower() not in suffixes
                ):
                    continue
                if len(found) == MOST_ENTRIES:
                    cut = True
                    break
                found.append(entry)
    except OSError as cause:
        raise SystemTroubleError(
            _("This folder cannot be read."), _("Choose another folder.")
        ) from cause
    found.sort(key=_as_people_sort)
    return Listing(
        folder=folder, entries=tuple(found), cut=cut, writable=os.access(folder, os.W_OK)
    )


def is_archive(folder: Path) -> bool:
    """Whether a folder looks like an archive or a backup, whatever it is called."""
    try:
        return folder.suffix == ARCHIVE_SUFFIX or (folder / _DATABASE).is_file()
    except OSError:
        return False


def _entry(line: os.DirEntry[str]) -> Entry | None:
    """One entry; what is neither folder nor plain file (a device, a broken link) is left out."""
    try:
        told = line.stat()
    except OSError:
        return None
    folder = stat.S_ISDIR(told.st_mode)
    if not folder and not stat.S_ISREG(told.st_mode):
        return None
    path = Path(line.path)
    return Entry(
        path=path,
        folder=folder,
        # A backup is an archive too, whatever its folder is called.
        archive=folder and is_archive(path),
        size=0 if folder else told.st_size,
    )


def _as_people_sort(entry: Entry) -> tuple[bool, list[tuple[int, int, str]]]:
    """Folders first; "page 2" before "page 10"; capitals do not matter."""
    parts: list[tuple[int, int, str]] = []
    number = ""
    for letter in entry.path.name.casefold() + "\0":
        if letter.isascii() and letter.isdigit():
            number += letter
            continue
        if number:
            parts.append((0, int(number), ""))
            number = ""
        parts.append((1, 0, letter))
    return not entry.folder, parts


def starting_places() -> tuple[tuple[str, Path], ...]:
    """Where people keep things: home, its documents and desktop, and media that can be pulled out.

    Returns:
        Name to show and folder; only folders that are there.
    """
    home = Path.home()
    places = [(_("Home"), home)]
    places += [(name, home / name) for name in ("Documents", "Desktop", "Downloads")]
    if sys.platform == "win32":
        places += [(f"{letter}:", Path(f"{letter}:\\")) for letter in "CDEFGHIJKLMNOPQRSTUVWXYZ"]
    else:
        user = os.environ.get("USER", "")
        for media in (Path("/media") / user, Path("/run/media") / user, Path("/Volumes")):
            places += [(folder.name, folder) for folder in _folders(media)]
    return tuple((name, folder) for name, folder in places if folder.is_dir())


def _folders(where: Path) -> list[Path]:
    try:
        return sorted(folder for folder in where.iterdir() if folder.is_dir())
    except OSError:
        return []
