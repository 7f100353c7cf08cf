"""Whether memory that the system puts aside on a disk is encrypted there (Linux).

What is put aside in memory itself (zram) reaches no disk. Elsewhere the device, or what lies below
it, has to say that it is encrypted: the device mapper names its volumes `CRYPT-…`.
"""

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_DEEPEST = 8
"""Volumes lie on others; more layers than this are a circle."""
_ESCAPED = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))


class Swap(Enum):
    """What is known of the place that memory is put aside in."""

    NONE = "none"
    ENCRYPTED = "encrypted"
    READABLE = "readable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roots:
    """Where the kernel tells of itself; tests give folders of their own.

    Attributes:
        swaps: The table of places to swap to.
        blocks: A link for every block device by its numbers.
    """

    swaps: Path = Path("/proc/swaps")
    blocks: Path = Path("/sys/dev/block")


def swap_state(roots: Roots) -> Swap:
    """The worst of all places that memory is put aside in at present."""
    try:
        table = roots.swaps.read_text(errors="replace").splitlines()[1:]
    except OSError:
        return Swap.UNKNOWN
    found = {_place(line, roots) for line in table if line.strip()}
    for worst in (Swap.READABLE, Swap.UNKNOWN, Swap.ENCRYPTED):
        if worst in found:
            return worst
    return Swap.NONE


def _place(line: str, roots: Roots) -> Swap:
    """One line of the table: name, kind, size, use, priority."""
    name, kind = line.split()[:2]
    for code, sign in _ESCAPED:
        name = name.replace(code, sign)
    if Path(name).name.startswith("zram"):
        return Swap.NONE
    try:
        found = Path(name).stat()
        device = found.st_rdev if kind == "partition" else found.st_dev
        block = roots.blocks / f"{os.major(device)}:{os.minor(device)}"
        if not block.exists():
            return Swap.UNKNOWN
        return Swap.ENCRYPTED if is_encrypted_block(block.resolve()) else Swap.READABLE
    except OSError:
        return Swap.UNKNOWN


def is_encrypted_block(block: Path, depth: int = 0) -> bool:
    """Whether a block device, or everything that it lies on, is encrypted.

    Args:
        block: Its folder below `/sys/devices`, links resolved.
        depth: How many devices lie on top of it.
    """
    if depth > _DEEPEST:
        return False
    name = block / "dm" / "uuid"
    if name.is_file() and name.read_text(errors="replace").startswith("CRYPT-"):
        return True
    below = list((block / "slaves").iterdir()) if (block / "slaves").is_dir() else []
    return bool(below) and all(is_encrypted_block(each.resolve(), depth + 1) for each in below)
