"""Real small disks: a scenario on a tmpfs with so much room left, and then with room enough.

Run with the library loaded, in a namespace of its own where this process may mount:
`unshare -rm python -m tests.harness.small PLACE SCENARIO STEP_KIB MOST`.
"""

import gc
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.children import Child, End
from tests.harness.figures import Figures, Tally
from tests.harness.killing import Course, says_clearly, spread
from tests.harness.library import Mode
from tests.harness.scenarios import SCENARIOS

_BLOCK = 4096
_ENOUGH = 512 * 1024 * 1024


def on_small_disks(course: Course, step: int, most: int) -> Figures:
    """Leave from nothing to enough room, step by step.

    Args:
        step: Bytes between two sizes.
        most: Try so many sizes, evenly spread; all where there are fewer.
    """
    used = _blocks(course.ready)
    enough = step
    while _tried(course, used + enough)[0].end is not End.DONE:
        enough *= 2
    sizes = range(0, enough, step)
    tally = Tally(course.name, "small disk", len(sizes))
    for room in spread(sizes, most):
        deed, checked = _tried(course, used + room)
        where = f"{room // 1024} KiB left"
        if not says_clearly(deed, Mode.FULL):
            tally.unclear(where, deed)
        tally.add(where, checked)
    return tally.figures()


def _tried(course: Course, size: int) -> tuple[Child, Child]:
    """How the deed ended on a disk of that size, and what was found once there was room."""
    with _mounted(course, size):
        deed = course.interrupted(Mode.COUNT, 0)
        _mount(course.copy, f"remount,size={_ENOUGH}")
        return deed, course.checked(deed.said)


@contextmanager
def _mounted(course: Course, size: int) -> Iterator[None]:
    _mount(course.copy, f"size={size}")
    try:
        shutil.copytree(course.ready, course.copy, dirs_exist_ok=True)
        yield
    finally:
        subprocess.run(["umount", str(course.copy)], check=True)


def _mount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(place)], check=True)


def _blocks(folder: Path) -> int:
    """What the folder takes on a tmpfs: whole pages for files, one for the disk itself."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    folders = sum(path.is_dir() for path in folder.rglob("*"))
    return sum(-(-size // _BLOCK) for size in sizes) * _BLOCK + (folders + 1) * _BLOCK


def main(place: Path, name: str, step_kib: int, most: int) -> Figures:
    """Try at most so many sizes for a scenario."""
    course = Course(SCENARIOS[name], place)
    gc.freeze()
    return on_small_disks(course, step_kib * 1024, most)


if __name__ == "__main__":
    found = main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(found.to_json() + "\n")
