"""No process of the program opens a connection, or writes a file that was not asked for."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.verbs import commands
from tests.journeys.every_command import PAGE, every_command
from tests.journeys.no_network import without_network
from tests.journeys.system_calls import (
    foreign_sockets,
    needs_strace,
    outside,
    traced_into,
    written,
)
from tests.journeys.terminal import ROOT, Terminal
from tests.journeys.window import OpenWindow

pytestmark = needs_strace


def test_every_command_is_silent(tmp_path: Path) -> None:
    """Traced with all their children, they make no socket but this computer's own.

    What they write is the archive, the results that were asked for, and nothing else. They do what
    they do where there is no network at all.
    """
    trace = tmp_path / "trace"
    terminal = Terminal(tmp_path, through=(*without_network(), *traced_into(trace)))
    done = []
    for name, ended in every_command(terminal):
        assert ended.code == 0, (name, ended.err)
        done.append(name)
    assert set(done) == set(commands())
    assert foreign_sockets(trace) == []
    files = written(trace, terminal.here)
    asked = (terminal.archive, *terminal.copies, terminal.results, terminal.stick / "demo")
    # An archive is made beside its place, and takes its name when it is whole.
    making = {path for path in files if path.name.startswith(".satchel-")}
    assert {path.parent for path in making} <= {terminal.archive.parent, terminal.stick / "demo"}
    assert not any(path.exists() for path in making)
    assert outside(files, *asked, *making, terminal.temporary) == []
    assert {terminal.archive / "archive.db", terminal.results / "dossier.pdf"} <= files


def test_adding_a_text_makes_no_temporary_file(tmp_path: Path) -> None:
    """Not even one without a name: a computer whose disk for such files is full can add texts."""
    trace = tmp_path / "trace"
    terminal = Terminal(tmp_path, through=traced_into(trace))
    page = terminal.stick / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    assert terminal.run_bare("import", "--dry-run", page).code == 0
    assert outside(written(trace, terminal.here)) == []


def test_the_window_is_silent(tmp_path: Path) -> None:
    """Unlocked, a text pasted, found, corrected and exported, then locked: the same holds.

    Also where the environment says that the session's bus is on another computer, and where there
    is no network at all.
    """
    trace = tmp_path / "trace"
    terminal = Terminal(tmp_path, through=(*without_network(), *traced_into(trace)))
    terminal.make_archive()
    far = "tcp:host=127.0.0.1,port=9"
    buses = {"DBUS_SESSION_BUS_ADDRESS": far, "DBUS_SYSTEM_BUS_ADDRESS": far}
    with OpenWindow(terminal, terminal.archive, buses) as window:
        assert window.lock() == 90, window.said()
    assert foreign_sockets(trace) == []
    files = written(trace, terminal.here)
    assert outside(files, terminal.archive, terminal.results, terminal.temporary) == []
    assert {terminal.archive / "archive.db", terminal.results / "dossier.pdf"} <= files


@pytest.mark.nightly
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_the_window_on_a_real_screen_is_silent(tmp_path: Path) -> None:
    """The same on an X display, where Qt loads much more; no font cache, no driver's cache."""
    trace = tmp_path / "trace"
    terminal = Terminal(tmp_path, through=traced_into(trace))
    terminal.make_archive()
    told, tell = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(tell,),
        stderr=subprocess.DEVNULL,
    ) as display:
        os.close(tell)
        try:
            number = os.read(told, 16).decode().strip()
            screen = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
            with OpenWindow(terminal, terminal.archive, screen) as window:
                assert window.lock() == 90, window.said()
        finally:
            os.close(told)
            display.terminate()
    assert foreign_sockets(trace) == []
    files = written(trace, terminal.here)
    assert outside(files, terminal.archive, terminal.results, terminal.temporary) == []


def test_the_supervisor_and_its_lock_screen_are_silent(tmp_path: Path) -> None:
    """`python -m app` without words, until the lock screen has read what opening needs."""
    trace = tmp_path / "trace"
    terminal = Terminal(tmp_path, through=traced_into(trace))
    started = subprocess.Popen(
        [*terminal.through, sys.executable, "-m", "app"],
        cwd=terminal.here,
        env=terminal.environment,
    )
    try:
        _wait_for(trace, "sqlcipher3", started)
    finally:
        _end(trace, started)
    assert "app/ui/lock_screen" in trace.read_text()
    assert foreign_sockets(trace) == []
    assert outside(written(trace, terminal.here)) == []


@pytest.mark.parametrize("display", ["127.0.0.1:0", "tcp/127.0.0.1:0", "localhost:1"])
def test_a_display_on_another_computer_is_not_looked_for(tmp_path: Path, display: str) -> None:
    """The window opens on this computer's own screen or not at all."""
    trace = tmp_path / "trace"
    terminal = Terminal(tmp_path, through=traced_into(trace))
    ended = subprocess.run(
        [*terminal.through, sys.executable, "-m", "app"],
        cwd=terminal.here,
        env=terminal.environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert foreign_sockets(trace) == []
    assert len(ended.stderr.splitlines()) == 1
    assert ended.returncode == 8


def test_without_a_network_nothing_can_be_reached() -> None:
    """The journeys above run there: not even the computer itself answers."""
    if not without_network():
        pytest.skip("this system gives no network namespace")
    tries = "import socket as s; print(s.socket().connect_ex(('127.0.0.1', 9)), s.if_nameindex())"
    told = subprocess.run(
        [*without_network(), sys.executable, "-c", f"import errno; {tries}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == f"{errno.ENETUNREACH} [(1, 'lo')]\n"


@pytest.mark.nightly
@pytest.mark.timeout(5400)
def test_the_whole_suite_passes_without_any_network() -> None:
    """Every test that is run by default, two at a time."""
    if not without_network():
        pytest.skip("this system gives no network namespace")
    ended = subprocess.run(
        [
            *(*without_network(), sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-m", "not nightly", "-n", "2", "--dist", "loadfile"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-4000:]


@pytest.mark.parametrize(
    ("family", "address"), [("AF_INET", ("127.0.0.1", 9)), ("AF_INET6", ("::1", 9, 0, 0))]
)
def test_the_trace_shows_a_connection(
    tmp_path: Path, family: str, address: tuple[str | int, ...]
) -> None:
    """A program whose child makes a socket and tries to connect is caught at both."""
    tries = f"import socket as s; s.socket(s.{family}).connect_ex({address!r})"
    calls = foreign_sockets(_trace_of_child(tmp_path, tries))
    assert any(f"socket({family}" in call for call in calls)
    assert any("connect(" in call for call in calls)


def test_the_trace_shows_a_connection_that_would_be_refused(tmp_path: Path) -> None:
    """What the program's own filter refuses is seen all the same: asking counts."""
    tries = (
        "from app.confined.socket_filter import forbid_network; assert not forbid_network();"
        "import socket as s; s.socket(s.AF_INET).connect_ex(('127.0.0.1', 9))"
    )
    assert any(
        "socket(AF_INET" in call for call in foreign_sockets(_trace_of_child(tmp_path, tries))
    )


def test_the_trace_passes_over_sockets_of_this_computer(tmp_path: Path) -> None:
    """What a desktop needs, such as asking for its own session's bus, is no connection."""
    tries = "import socket as s; s.socket(s.AF_UNIX).connect_ex('/nowhere'); s.socketpair()"
    trace = _trace_of_child(tmp_path, tries)
    assert "AF_UNIX" in trace.read_text()
    assert foreign_sockets(trace) == []


@pytest.mark.parametrize(
    "act",
    [
        "open('plain', 'w')",
        "open('plain', 'a')",
        "pathlib.Path('plain').touch()",
        "os.mkdir('plain')",
        "os.open('plain', os.O_RDWR | os.O_CREAT)",
        "open('other', 'w'); os.rename('other', 'plain')",
        "open('other', 'w'); os.link('other', 'plain')",
        "os.symlink('other', 'plain')",
        "os.mkfifo('plain')",
    ],
)
def test_the_trace_shows_what_is_written(tmp_path: Path, act: str) -> None:
    """However a file comes to be, it is seen, and the name is read as it is."""
    act = act.replace("plain", "쇠 \\n plain")
    trace = _trace_of_child(tmp_path, f"import os, pathlib; {act}")
    assert tmp_path / "쇠 \n plain" in outside(written(trace, tmp_path), tmp_path / "kept")


def test_the_trace_passes_over_what_is_only_read(tmp_path: Path) -> None:
    """Neither a file that is read nor one that could not be made is taken for written."""
    tries = "open('/etc/passwd').read(); import os; os.path.exists('/plain/x'); os.listdir('/')"
    trace = _trace_of_child(tmp_path, tries)
    assert "/etc/passwd" in trace.read_text()
    assert outside(written(trace, tmp_path)) == []


def _trace_of_child(folder: Path, program: str) -> Path:
    """Trace a program that starts a program, as the supervisor starts the window."""
    trace = folder / "trace"
    starts = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {json.dumps(program)}])"
    )
    subprocess.run(
        [*traced_into(trace), sys.executable, "-c", starts],
        cwd=folder,
        env=Terminal(folder / "place").environment,
        check=True,
    )
    return trace


def _wait_for(trace: Path, word: str, started: subprocess.Popen[bytes]) -> None:
    """Wait until a word stands in the trace."""
    for _look in range(1200):
        if trace.exists() and word in trace.read_text(errors="replace"):
            return
        try:
            started.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"{word} never came up")


def _end(trace: Path, tracer: subprocess.Popen[bytes]) -> None:
    """End a tracer by ending its child, which is named first in the trace, as it waits for it."""
    try:
        os.kill(int(trace.read_text().split(maxsplit=1)[0]), signal.SIGTERM)
        tracer.wait(30)
    finally:
        tracer.kill()
        tracer.wait(30)
