"""What the window process does to itself before it holds a secret.

An end when its parent ends, and nothing that shows the window elsewhere than on this computer's own
screen: no other platform plugin (PySide6 also carries one that serves VNC), no display of a host,
no plugin that does not come with PySide6. Core dumps are forbidden in `app.store.secrecy`, the
network in `app.confined.socket_filter`.
"""

import ctypes
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication

from app.confined.surroundings import window_surroundings
from app.errors import SystemTroubleError
from app.translation import _

_PR_SET_PDEATHSIG = 1  # From linux/prctl.h

PLATFORMS = frozenset(("xcb", "wayland", "wayland-egl", "windows", "cocoa", "offscreen"))
"""Platform plugins that may show the window; `offscreen` shows it nowhere, for tests."""

_LOCAL_X = re.compile(r"(unix)?:[0-9]+(\.[0-9]+)?")
_LOCAL_WAYLAND = re.compile(r"/.*|[^/]+", re.DOTALL)
"""An absolute path, or a name in XDG_RUNTIME_DIR."""

_ORPHANED = 90


def end_with_parent(parent: int, pipe: int) -> None:
    """End this process when its parent ends.

    Args:
        parent: The parent's process number, to notice that it ended already.
        pipe: File descriptor of standard input. It closes when the parent ends, on every system.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if parent and os.getppid() != parent:
            os._exit(_ORPHANED)
    threading.Thread(
        target=_wait_for_end, args=(pipe, os._exit), name="satchel-parent", daemon=True
    ).start()


def _wait_for_end(pipe: int, leave: Callable[[int], None]) -> None:
    # Not through `sys.stdin`: a thread that waits in it holds its lock, and Python, when it ends,
    # aborts if it cannot have that.
    while os.read(pipe, 64):
        pass
    leave(_ORPHANED)


def clean_surroundings() -> None:
    """Take from the environment only what `app.confined.surroundings` lets through."""
    wanted = window_surroundings(os.environ)
    for name in set(os.environ) - set(wanted):
        del os.environ[name]
    os.environ.update(wanted)


def use_own_plugins() -> None:
    """Let Qt load plugins from PySide6's own folder alone, before there is an application.

    Otherwise the folder of the Python program is searched as well, and what a `qt.conf` there says.
    """
    home = Path(PySide6.__file__).resolve().parent
    folders = [home / "Qt" / "plugins", home / "plugins"]  # the second on Windows
    QCoreApplication.setLibraryPaths([str(folder) for folder in folders if folder.is_dir()])


def check_platform(environment: Mapping[str, str]) -> None:
    """Check what would show the window: QT_QPA_PLATFORM, DISPLAY and WAYLAND_DISPLAY.

    The first is `name`, `name:options`, or several parted by `;`. For an X display with the name of
    a host Qt would open a connection over the network.

    Raises:
        SystemTroubleError: Something is asked for that does not belong to this computer's screen.
    """
    for part in environment.get("QT_QPA_PLATFORM", "").split(";"):
        name = part.split(":")[0].strip()
        if name and name not in PLATFORMS:
            raise _elsewhere("QT_QPA_PLATFORM", name)
    for variable, local in (("DISPLAY", _LOCAL_X), ("WAYLAND_DISPLAY", _LOCAL_WAYLAND)):
        name = environment.get(variable, "")
        if name and local.fullmatch(name) is None:
            raise _elsewhere(variable, name)


def _elsewhere(variable: str, name: str) -> SystemTroubleError:
    return SystemTroubleError(
        _("The window would not be shown on this computer's own screen ({name}).").format(
            name=name
        ),
        _("Remove {variable} from the environment and start again.").format(variable=variable),
    )
