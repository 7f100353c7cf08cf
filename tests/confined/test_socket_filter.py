"""A connection that is tried on purpose is refused, in every thread and every child."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.confined.socket_filter import network_forbidden

ROOT = Path(__file__).resolve().parents[2]
FILTERED = "from app.confined.socket_filter import *; print(forbid_network()); "
TRIES = """
import errno, socket
def tried(family, address):
    try:
        with socket.socket(family) as one:
            return errno.errorcode.get(one.connect_ex(address), "connected")
    except OSError as error:
        return errno.errorcode[error.errno]
def all_tried():
    return [tried(socket.AF_INET, ("127.0.0.1", 9)), tried(socket.AF_INET6, ("::1", 9, 0, 0))]
"""
REFUSED = "['EACCES', 'EACCES']"


def run(*lines: str) -> list[str]:
    """The lines that a program prints."""
    ended = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


@pytest.fixture(autouse=True)
def a_system_with_filters() -> None:
    """Skip where the system has none: the program says so and goes on."""
    if run(FILTERED) != ["True"]:
        pytest.skip("this system takes no filter")
    if network_forbidden():
        pytest.skip("the tests themselves run behind a filter: nothing to compare with")


def test_a_deliberate_connection_is_refused() -> None:
    """Over either protocol, to this very computer. Without the filter it is tried."""
    assert run(TRIES, "print(all_tried())") != [REFUSED]
    assert "EACCES" not in run(TRIES, "print(all_tried())")[0]
    assert run(FILTERED, TRIES, "print(all_tried())") == ["True", REFUSED]


def test_children_inherit_it() -> None:
    """A program that is started from a filtered one is filtered as well."""
    child = f"{TRIES}\nprint(all_tried())"
    starts = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    )
    assert REFUSED in run(FILTERED, starts)


def test_threads_that_run_already_are_caught() -> None:
    """A library may have started some before."""
    lines = (
        "import threading; go, said = threading.Event(), []",
        "thread = threading.Thread(target=lambda: (go.wait(), said.append(all_tried())))",
        "thread.start()",
        FILTERED,
        "go.set(); thread.join(); print(*said)",
    )
    assert run(TRIES, *lines) == ["True", REFUSED]


def test_this_computers_own_sockets_are_made() -> None:
    """A screen and a bus need them; a local one is looked for and not found, not refused."""
    lines = (
        "a, b = socket.socketpair(); a.send(b'x'); assert b.recv(1) == b'x'",
        "print(tried(socket.AF_UNIX, '/nowhere'))",
    )
    assert run(FILTERED, TRIES, *lines) == ["True", "ENOENT"]


def test_io_uring_seems_not_to_exist() -> None:
    """It could make sockets past the filter."""
    lines = (
        "import ctypes, errno; library = ctypes.CDLL(None, use_errno=True)",
        "print([(library.syscall(n, 1, None), errno.errorcode[ctypes.get_errno()])"
        " for n in (425, 426, 427)])",
    )
    assert run(FILTERED, *lines)[1] == str([(-1, "ENOSYS")] * 3)


def test_it_is_known_whether_the_network_is_shut() -> None:
    """Found by asking the system, not by remembering."""
    asks = "print(network_forbidden())"
    assert run("from app.confined.socket_filter import *", asks) == ["False"]
    assert run(FILTERED, asks) == ["True", "True"]


def test_shutting_it_twice_changes_nothing() -> None:
    """The window process does what its supervisor did already."""
    assert run(FILTERED, FILTERED, TRIES, "print(all_tried())") == ["True", "True", REFUSED]


@pytest.mark.parametrize("words", ["[]", "['list']", "['nothing like a command']"])
def test_every_way_into_the_program_shuts_it(words: str) -> None:
    """With words or without, before anything else is done."""
    ended = run(
        "import os, io, sys; sys.stderr = sys.stdout = io.StringIO()",
        "for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'QT_QPA_PLATFORM'): os.environ.pop(name, 0)",
        f"from app.__main__ import main; main({words}); sys.stdout = sys.__stdout__",
        TRIES,
        "print(all_tried())",
    )
    assert ended == [REFUSED]
