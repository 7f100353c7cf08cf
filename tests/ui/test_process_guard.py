"""What the window process forbids itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import SystemTroubleError
from app.ui.process_guard import check_platform

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("wanted", ["", "xcb", "wayland", "offscreen", "wayland;xcb", "xcb:x=1"])
def test_the_computers_own_screen_is_allowed(wanted: str) -> None:
    """Plugins that show the window here are taken."""
    check_platform({"QT_QPA_PLATFORM": wanted})


@pytest.mark.parametrize(
    "wanted", ["vnc", "vnc:size=800x600:port=5900", "xcb;vnc", "linuxfb", "/tmp/evil", "VNC"]
)
def test_other_plugins_are_refused(wanted: str) -> None:
    """Nothing serves the window to somebody else, whatever the environment asks for."""
    with pytest.raises(SystemTroubleError, match="own screen"):
        check_platform({"QT_QPA_PLATFORM": wanted})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        *(("DISPLAY", value) for value in ("", ":0", ":10.1", "unix:0", "unix:0.0")),
        *(("WAYLAND_DISPLAY", value) for value in ("", "wayland-0", "/run/user/1000/wayland-0")),
    ],
)
def test_displays_of_this_computer_are_allowed(variable: str, value: str) -> None:
    """What reaches a screen without any network is taken."""
    check_platform({variable: value})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        *(("DISPLAY", value) for value in ("localhost:10.0", "192.0.2.7:0", "tcp/host:0", "h::0")),
        *(("DISPLAY", value) for value in ("unix:host:0", "unix/host:0", "[::1]:0", "desk")),
        *(("WAYLAND_DISPLAY", value) for value in ("../other/wayland-0", "a/b")),
    ],
)
def test_displays_of_a_host_are_refused(variable: str, value: str) -> None:
    """Qt would open a connection for them: a sentence that names the variable, and code 8."""
    with pytest.raises(SystemTroubleError, match=f"own screen.*Remove {variable}") as caught:
        check_platform({"QT_QPA_PLATFORM": "xcb", variable: value})
    assert caught.value.exit_code == 8


def start(body: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run some lines in a process of their own."""
    return subprocess.run(
        [sys.executable, "-c", body],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_plugins_come_from_pyside_alone(tmp_path: Path) -> None:
    """Whatever the environment says, and without the folder of the Python program."""
    told = start(
        "from app.ui.process_guard import clean_surroundings\n"
        "from app.ui.window_process import make_application\n"
        "clean_surroundings()\napplication = make_application()\n"
        "print(*application.libraryPaths(), sep='\\n')",
        QT_PLUGIN_PATH=str(tmp_path),
        QT_QPA_PLATFORM_PLUGIN_PATH=str(tmp_path),
    )
    assert told.stderr == ""
    (folder,) = told.stdout.splitlines()
    assert Path(folder).parts[-3:] == ("PySide6", "Qt", "plugins")


def test_the_environment_is_cleaned_in_place() -> None:
    """What is left out is gone for Qt as well, which reads it in C."""
    told = start(
        "import ctypes, os\nfrom app.ui.process_guard import clean_surroundings\n"
        "clean_surroundings()\nget = ctypes.CDLL(None).getenv\nget.restype = ctypes.c_char_p\n"
        "print('QT_LOGGING_RULES' in os.environ, get(b'QT_LOGGING_RULES'), get(b'LANG'))",
        QT_LOGGING_RULES="*=true",
        LANG="ko_KR.UTF-8",
    )
    assert told.stdout == "False None b'ko_KR.UTF-8'\n", told.stderr


def test_what_qt_says_is_told_by_its_kind_alone() -> None:
    """Names of files and texts can stand in it, and standard error may end in a log on disk."""
    told = start(
        "from PySide6.QtCore import qWarning, qDebug\nfrom app.ui.qt_messages import QtMessages\n"
        "messages = QtMessages()\nmessages.install()\nqDebug('early Quill')\nqWarning('Quill')\n"
        "messages.started()\nqWarning('Quill')\nqDebug('Quill')"
    )
    assert told.stderr == "Qt: warning (default)\n" * 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs the X protocol")
def test_a_screen_that_is_not_there_is_one_sentence() -> None:
    """Not a crash, tried three times over: one line, and code 8."""
    ended = subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4071"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert "No window can be opened" in ended.stderr
    assert ended.returncode == 8
