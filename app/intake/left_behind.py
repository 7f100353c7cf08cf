"""What an import leaves behind: the plain originals, which the archive neither moves nor erases."""

from collections.abc import Sequence
from pathlib import Path

from app.translation import _

_NAMED = 3


def left_behind(paths: Sequence[Path]) -> str:
    """Where the plain originals of an import still lie, and what erasing them is worth.

    Args:
        paths: Files and folders as a person named them.
    """
    folders = list(dict.fromkeys(str(_folder(path)) for path in paths))
    named = ", ".join(folders[:_NAMED])
    if len(folders) > _NAMED:
        named = _("{places} and {count} more").format(places=named, count=len(folders) - _NAMED)
    return _(
        "The plain originals still lie in {places}. Sticks, phones and flash disks cannot be "
        "erased reliably: what was deleted there may be found again."
    ).format(places=named)


def _folder(path: Path) -> Path:
    """A folder as it was named; of a file the one it lies in."""
    whole = path.absolute()
    return whole if whole.is_dir() else whole.parent
