"""What the window process forbids itself."""

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
    check_platform(wanted)


@pytest.mark.parametrize(
    "wanted", ["vnc", "vnc:size=800x600:port=5900", "xcb;vnc", "linuxfb", "/tmp/evil", "VNC"]
)
def test_other_plugins_are_refused(wanted: str) -> None:
    """Nothing serves the window to somebody else, whatever the environment asks for."""
    with pytest.raises(SystemTroubleError, match="own screen"):
        check_platform(wanted)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux's")
def test_there_is_no_core_dump() -> None:
    """Afterwards the process cannot be dumped or traced by its user, and cores are 0 bytes."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import ctypes, resource\n"
            "from app.ui.process_guard import forbid_dumps\n"
            "before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)\n"
            "forbid_dumps()\n"
            "print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),"
            " *resource.getrlimit(resource.RLIMIT_CORE))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["1", "0", "0", "0"]
