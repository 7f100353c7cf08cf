"""The files that a person means when they name files and folders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_DEEPEST = 12
MOST_FILES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkedFile:
    """A file on a disk.

    Attributes:
        name: From the folder that was named downwards, for a report; never more of the path.
    """

    path: Path
    name: str


def walk(paths: Sequence[Path]) -> Iterator[WalkedFile]:
    """Files as given, and those inside folders, in order; hidden ones and links are passed over.

    A folder that may not be read, or has no file to add, is yielded itself: reading it then gives
    the reason.
    """
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            name, empty = path.name or str(path), True
            for file in _inside(path, name, _DEEPEST):
                empty = False
                yield file
            if empty:
                yield WalkedFile(path=path, name=name)
        else:
            yield WalkedFile(path=path, name=path.name or str(path))


def _inside(folder: Path, name: str, deeper: int) -> Iterator[WalkedFile]:
    try:
        children = sorted(folder.iterdir())
    except OSError:
        yield WalkedFile(path=folder, name=name)
        return
    for child in children:
        if child.name.startswith(".") or child.is_symlink():
            continue
        below = f"{name}/{child.name}"
        if not child.is_dir():
            yield WalkedFile(path=child, name=below)
        elif deeper:
            yield from _inside(child, below, deeper - 1)
