"""Inside the walls nothing can be reached: each way out is tried, and tried without them too."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.confined.jail import Jail
from app.confined.worker import Worker

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the walls are Linux's"
)

ATTEMPTS = (
    "read", "write", "change", "remove", "list", "look", "link", "connect", "local-socket", "fork",
    "run", "signal", "memory",
)  # fmt: skip


def _try(walls: str, attempt: str, folder: Path) -> str:
    (folder / "there.txt").write_text("here", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.confined.in_jail", walls, attempt, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    return ended.stdout


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_way_out(attempt: str, tmp_path: Path) -> None:
    """Refused from inside, and changing nothing; without the walls it works."""
    assert _try("jail", attempt, tmp_path) in ("PermissionError", "OSError", "MemoryError")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["there.txt"]
    assert (tmp_path / "there.txt").read_text(encoding="utf-8") == "here"
    assert _try("free", attempt, tmp_path) in ("done", "")


@pytest.mark.parametrize("attempt", ["process-by-clone", "shared-process-by-clone"])
def test_no_other_process_is_started(attempt: str, tmp_path: Path) -> None:
    """The one call that starts threads starts nothing else; without the walls it does."""
    assert _try("jail", attempt, tmp_path) == "PermissionError"
    assert _try("free", attempt, tmp_path) == "done"


def test_a_thread_of_the_same_process_is_allowed(tmp_path: Path) -> None:
    """Some decoders need one; it stands inside the same walls."""
    assert _try("jail", "thread", tmp_path) == "done"


@pytest.mark.parametrize("attempt", ["trace", "memory-of-parent"])
def test_other_processes_are_out_of_reach(attempt: str, tmp_path: Path) -> None:
    """Neither traced nor read."""
    assert _try("jail", attempt, tmp_path) == "PermissionError"


def test_computing_is_allowed(tmp_path: Path) -> None:
    """What parsers need goes on: the walls are no wall against everything."""
    assert _try("jail", "allowed", tmp_path) == "done"


def test_the_worker_stands_inside_all_walls() -> None:
    """On this system every wall is up, and it says so itself."""
    with Worker() as worker:
        assert worker.jail == Jail(files=True, calls=True, memory=True)
