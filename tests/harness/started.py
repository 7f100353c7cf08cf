"""Starts `run.py` with the library loaded, in a place that is fast and large enough."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.harness.figures import Figures

ROOT = Path(__file__).resolve().parents[2]
_MEMORY = Path("/dev/shm")
_ROOM = 256 * 1024 * 1024


@contextmanager
def place() -> Iterator[Path]:
    """A folder in memory where there is room in it, else on the disk; removed afterwards."""
    memory = _MEMORY if in_memory() else None
    with tempfile.TemporaryDirectory(prefix="satchel-", dir=memory) as folder:
        yield Path(folder)


def in_memory() -> bool:
    """Whether this computer lends enough memory for files."""
    if not os.access(_MEMORY, os.W_OK):
        return False
    left = os.statvfs(_MEMORY)
    return left.f_bavail * left.f_frsize > _ROOM


def figures(
    library: Path, scenario: str, most: int, hows: Sequence[str], *, seconds: float
) -> tuple[Figures, ...]:
    """Interrupt a scenario at so many points in each way, in a process that can be.

    Args:
        library: What `library.build` made.
        scenario: Its name, with `@stick` for a disk that can be pulled out.
        most: Try at most so many points.
        hows: Words that `run.py` knows.
        seconds: After so long it counts as hanging.
    """
    with place() as folder:
        words = ["-m", "tests.harness.run", str(folder), scenario, str(most), *hows]
        return _started([sys.executable, *words], library, seconds)


def small_disks(
    library: Path, scenario: str, step_kib: int, most: int, *, seconds: float
) -> tuple[Figures, ...]:
    """Run a scenario on small disks that this process alone sees; otherwise as `figures`."""
    with place() as folder:
        words = ["-m", "tests.harness.small", str(folder), scenario, str(step_kib), str(most)]
        return _started(["unshare", "-rm", sys.executable, *words], library, seconds)


def _started(command: list[str], library: Path, seconds: float) -> tuple[Figures, ...]:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"LD_PRELOAD": str(library), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return tuple(map(Figures.from_json, done.stdout.splitlines()))
