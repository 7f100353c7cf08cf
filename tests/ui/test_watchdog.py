"""The watchdog ends the process whatever hangs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PYTHON_HANGS = "while True: pass"
SLEEPS = "import time; time.sleep(600)"
# PyDLL keeps the interpreter for itself while C runs: no Python thread can act.
C_HANGS = "import ctypes; ctypes.PyDLL(None).sleep(600)"


def run(body: str) -> subprocess.CompletedProcess[bytes]:
    """Set a watchdog of half a second, then hang."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            f"from app.ui.watchdog import Watchdog\nWatchdog().set(0.5)\n{body}",
        ],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("body", [PYTHON_HANGS, SLEEPS], ids=["python", "sleep"])
def test_a_hanging_main_thread_is_ended_with_the_code_for_a_lock(body: str) -> None:
    """Neither a loop nor a wait keeps the process alive; the supervisor reads 90."""
    assert run(body).returncode == 90


@pytest.mark.skipif(os.name != "posix", reason="uses the C library's sleep")
def test_even_c_code_that_keeps_the_interpreter_is_ended() -> None:
    """The second way out needs no Python; it leaves no word of where the threads stood."""
    ended = run(C_HANGS)
    assert ended.returncode not in (0, None)
    assert ended.stderr == b""


def test_a_lifted_watchdog_lets_the_process_live() -> None:
    """After `lift` the process goes on and ends by itself."""
    ended = run("")
    assert ended.returncode == 0
    lifted = subprocess.run(
        [
            sys.executable,
            "-c",
            "import time\nfrom app.ui.watchdog import Watchdog\nw = Watchdog()\nw.set(0.2)\n"
            "w.lift()\ntime.sleep(1)",
        ],
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert lifted.returncode == 0


@pytest.mark.parametrize(
    "after", ["w.lift()", "w.set(600)", "w.end_within(600)", "w.set(600)\nw.lift()"]
)
def test_nothing_takes_a_final_deadline_back(after: str) -> None:
    """Once the computer locks, neither idle time nor quitting moves the end."""
    body = f"from app.ui.watchdog import Watchdog\nw = Watchdog()\nw.end_within(0.3)\n{after}\n"
    ended = subprocess.run([sys.executable, "-c", body + SLEEPS], cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == 90


def test_a_final_deadline_may_come_sooner() -> None:
    """A later call with less time wins."""
    body = "from app.ui.watchdog import Watchdog\nw = Watchdog()\nw.end_within(600)\n"
    ended = subprocess.run(
        [sys.executable, "-c", f"{body}w.end_within(0.3)\n{SLEEPS}"],
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 90
