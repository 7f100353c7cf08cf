"""The supervisor outlives windows, restarts them, and knows when to stop."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.__main__ import Supervisor

ROOT = Path(__file__).resolve().parents[2]

# A window process in four lines: it notes its order, says what it is told to, and ends so.
CHILD = """
import json, os, sys
from pathlib import Path
here = Path(sys.argv[1])
plan = json.loads((here / "plan").read_text())
notes = here / "notes"
seen = notes.read_text().splitlines() if notes.exists() else []
order = json.loads(sys.stdin.readline())
order["words"] = sys.argv[2:]
notes.write_text("\\n".join([*seen, json.dumps(order)]))
says, code = plan[len(seen)]
for line in says:
    print(line, flush=True)
if code < 0:
    os.kill(os.getpid(), -code)
os._exit(code)
"""


class Stage:
    """A place where fake windows act out a plan."""

    def __init__(self, folder: Path, plan: Sequence[tuple[Sequence[str], int]]) -> None:
        self.folder = folder
        (folder / "child.py").write_text(CHILD)
        (folder / "plan").write_text(json.dumps(plan))

    @property
    def command(self) -> list[str]:
        """Starts one fake window."""
        return [sys.executable, str(self.folder / "child.py"), str(self.folder)]

    def orders(self) -> list[dict[str, object]]:
        """What each window was told, in order."""
        return [json.loads(line) for line in (self.folder / "notes").read_text().splitlines()]


class Clock:
    """A clock that moves by a fixed step each time one looks."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        """Look."""
        self.now += self.step
        return self.now


def test_quitting_ends_it(tmp_path: Path) -> None:
    """A window that quits is not followed by another."""
    stage = Stage(tmp_path, [([], 0)])
    assert Supervisor(command=stage.command).run() == 0
    assert len(stage.orders()) == 1


def test_each_lock_brings_a_fresh_lock_screen_without_a_word(tmp_path: Path) -> None:
    """After a lock the next process starts silently, as often as one likes."""
    stage = Stage(tmp_path, [([], 90)] * 5 + [([], 0)])
    assert Supervisor(command=stage.command, clock=Clock(0.1)).run() == 0
    assert [order["sentence"] for order in stage.orders()] == [""] * 6


def test_a_crash_brings_a_lock_screen_with_one_sentence(tmp_path: Path) -> None:
    """A window that dies by a signal or ends with a strange code is replaced, and it is said."""
    stage = Stage(tmp_path, [([], -int(signal.SIGSEGV)), ([], 0)])
    assert Supervisor(command=stage.command).run() == 0
    first, second = stage.orders()
    assert first["sentence"] == ""
    assert "ended by itself" in str(second["sentence"])


def test_three_crashes_in_two_minutes_end_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It does not start windows for ever; the exit code is that of a bug."""
    stage = Stage(tmp_path, [([], 1)] * 9)
    assert Supervisor(command=stage.command, clock=Clock(50)).run() == 1
    assert len(stage.orders()) == 3
    assert "three times" in capsys.readouterr().err


def test_rare_crashes_do_not_end_it(tmp_path: Path) -> None:
    """Three crashes in more than two minutes are lived with."""
    stage = Stage(tmp_path, [([], 1)] * 5 + [([], 0)])
    assert Supervisor(command=stage.command, clock=Clock(61)).run() == 0
    assert len(stage.orders()) == 6


def test_a_window_that_hangs_while_locking_counts_as_locked(tmp_path: Path) -> None:
    """Once `locking` was said, any end is a lock: no sentence, no crash counted."""
    stage = Stage(tmp_path, [(['{"locking": true}'], 1)] * 4 + [([], 0)])
    assert Supervisor(command=stage.command, clock=Clock(0.1)).run() == 0
    assert [order["sentence"] for order in stage.orders()] == [""] * 5


def test_the_archive_goes_by_the_pipe_and_never_by_words(tmp_path: Path) -> None:
    """A place told by one window reaches the next by standard input; process lists show nothing."""
    place = str(tmp_path / "Blue notebook.satchel")
    says = [json.dumps({"archive": place}), "noise that is no JSON", "[1]"]
    stage = Stage(tmp_path, [(says, 90), ([], 90), ([json.dumps({"archive": ""})], 90), ([], 0)])
    assert Supervisor(command=stage.command).run() == 0
    assert [order["archive"] for order in stage.orders()] == ["", place, place, ""]
    assert all(order["words"] == [] for order in stage.orders())


def test_where_no_window_can_be_shown_it_ends_at_once(tmp_path: Path) -> None:
    """Code 8 means that starting again would not help."""
    stage = Stage(tmp_path, [([], 8), ([], 0)])
    assert Supervisor(command=stage.command).run() == 8
    assert len(stage.orders()) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells beforehand")
def test_without_a_screen_it_says_so() -> None:
    """Without display the program ends with 8 and a sentence, and starts no window."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ended = subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 8
    assert "no screen" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_the_supervisor_imports_no_qt() -> None:
    """The process that lives on after a lock is small and has never seen a widget."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, app.__main__; print([m for m in sys.modules if m.startswith("
            "('PySide6', 'app.ui', 'app.store', 'sqlcipher3'))])",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


@pytest.mark.skipif(os.name != "posix", reason="kills a process the POSIX way")
def test_a_window_ends_with_its_supervisor(tmp_path: Path) -> None:
    """When the supervisor is killed, the window process ends too: no orphan keeps a secret."""
    (tmp_path / "window.py").write_text(
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from app.ui.process_guard import end_with_parent\n"
        "from app.ui.supervisor_link import read_order\n"
        "order = read_order(sys.stdin.buffer)\n"
        "end_with_parent(order.parent, sys.stdin.fileno())\n"
        "Path(sys.argv[1]).write_text(str(os.getpid()))\n"
        "time.sleep(600)\n"
    )
    note = tmp_path / "pid"
    supervisor = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from app.__main__ import Supervisor\n"
            f"Supervisor(command=[sys.executable, {str(tmp_path / 'window.py')!r}, "
            f"{str(note)!r}]).run()",
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        pid = int(_eventually(lambda: note.read_text() if note.exists() else ""))
        assert _alive(pid)
        supervisor.kill()
        supervisor.wait()
        _eventually(lambda: "" if _alive(pid) else "gone")
    finally:
        supervisor.kill()
        supervisor.wait()


def _eventually(look: Callable[[], str]) -> str:
    """Look until something is there."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("nothing came")


def _alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
