"""What kind of disk a folder lies on: it decides how the database keeps its journal.

A write-ahead log is faster and lets searches go on while something is written, but needs a disk
that stays. Where that is not known for certain, the answer is no.
"""

import os
import sys
from pathlib import Path

_MEMORY_AND_LAYERS = {"tmpfs", "ramfs", "overlay"}
"""File systems without a disk of their own that stay as long as the computer runs."""

_DEEPEST_STACK = 8
"""Encrypted and combined volumes lie on others; more layers than this are a circle."""


def is_on_fixed_disk(folder: Path) -> bool:
    """Whether the folder lies on a disk that is built in. Unknown counts as no."""
    try:
        return _answer(folder)
    except (OSError, ValueError, RuntimeError):
        return False


def _answer(folder: Path) -> bool:
    if sys.platform == "linux":
        return _linux(folder)
    elif sys.platform == "darwin":
        # The built-in disk holds the system and the home folder; other volumes may go.
        device = folder.stat().st_dev
        return device in (Path("/").stat().st_dev, Path.home().stat().st_dev)
    elif sys.platform == "win32":
        return _windows(folder)
    else:
        return False


def _linux(folder: Path) -> bool:
    device = folder.stat().st_dev
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    if block.exists():
        return is_fixed_block(block.resolve())
    kind, source = _mounted(f"{os.major(device)}:{os.minor(device)}")
    if kind in _MEMORY_AND_LAYERS:
        return True
    # Btrfs and ZFS number their volumes themselves; the mount table names the disk below.
    if source.startswith("/dev/"):
        device = Path(source).stat().st_rdev
        block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
        return block.exists() and is_fixed_block(block.resolve())
    return False


def is_fixed_block(block: Path, depth: int = 0) -> bool:
    """Whether a block device is built in.

    Args:
        block: Its folder below `/sys/devices`, links resolved.
        depth: How many devices lie on top of it.
    """
    if depth > _DEEPEST_STACK:
        return False
    below = list((block / "slaves").iterdir()) if (block / "slaves").is_dir() else []
    if below:
        return all(is_fixed_block(each.resolve(), depth + 1) for each in below)
    # USB disks call themselves fixed, and card readers are on the mmc bus with built-in storage.
    if any(part.startswith("usb") for part in block.parts):
        return False
    whole = block.parent if (block / "partition").exists() else block
    if whole.name.startswith("loop"):
        return False
    if whole.name.startswith("mmcblk"):
        return (whole / "device" / "type").read_text().strip() == "MMC"
    removable = whole / "removable"
    return removable.is_file() and removable.read_text().strip() == "0"


def _mounted(number: str) -> tuple[str, str]:
    """File system and source of the mount with this device number, from the kernel's table."""
    for line in Path("/proc/self/mountinfo").read_text(errors="replace").splitlines():
        before, _dash, after = line.partition(" - ")
        if before.split()[2] == number:
            kind, source = after.split()[:2]
            return kind, source
    return "", ""


if sys.platform == "win32":
    import ctypes

    _DRIVE_FIXED = 3

    def _windows(folder: Path) -> bool:
        drive = folder.resolve().anchor
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_FIXED)
