"""What the window process does to itself before it holds a secret.

No core dump, no debugger of the same user, an end when its parent ends, and only platform plugins
that show the window on this computer's own screen (PySide6 also carries one that serves VNC).
"""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO

from app.errors import SystemTroubleError
from app.translation import _

# From linux/prctl.h
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4

PLATFORMS = frozenset(("xcb", "wayland", "wayland-egl", "windows", "cocoa", "offscreen"))
"""Platform plugins that may show the window; `offscreen` shows it nowhere, for tests."""

_ORPHANED = 90


def forbid_dumps() -> None:
    """No core dump and no tracing by other programs of the same user, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # There is none on Windows.

    # In this order: raising the limit again would need a process that can be dumped.
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent(parent: int, pipe: BinaryIO) -> None:
    """End this process when its parent ends.

    Args:
        parent: The parent's process number, to notice that it ended already.
        pipe: Standard input. It closes when the parent ends, on every system.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if parent and os.getppid() != parent:
            os._exit(_ORPHANED)
    threading.Thread(
        target=_wait_for_end, args=(pipe, os._exit), name="satchel-parent", daemon=True
    ).start()


def _wait_for_end(pipe: BinaryIO, leave: Callable[[int], None]) -> None:
    while pipe.read(1):
        pass
    leave(_ORPHANED)


def check_platform(wanted: str) -> None:
    """Check what QT_QPA_PLATFORM asks for: `name`, `name:options`, or several parted by `;`.

    Raises:
        SystemTroubleError: A plugin is asked for that does not belong to this computer's screen.
    """
    for part in wanted.split(";"):
        name = part.split(":")[0].strip()
        if name and name not in PLATFORMS:
            raise SystemTroubleError(
                _("The window would not be shown on this computer's own screen ({name}).").format(
                    name=name
                ),
                _("Remove QT_QPA_PLATFORM from the environment and start again."),
            )
