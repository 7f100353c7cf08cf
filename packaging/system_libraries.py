"""What the window needs from the operating system, and how Debian provides it.

The list was found on a bare Debian 12, without recommended packages. Windows and macOS ship
what Qt needs, and commands in the terminal need none of it.
"""

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from saying import CannotStart, say

WINDOW: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libzstd.so.1": "libzstd1",
}
"""Shared libraries that Qt loads, with the Debian package of each."""

TEST_PROGRAMS: Mapping[str, str] = {
    "strace": "strace",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "dbus-daemon": "dbus-daemon",
    "dbus-send": "dbus-bin",
}
"""Programs that some tests use and skip without, with the Debian package of each."""


def provide(libraries: Mapping[str, str]) -> None:
    """Install what is missing, as root on Debian.

    Raises:
        CannotStart: Something is missing; the message names it, and on Debian the line to type.
    """
    missing = [name for name in libraries if not _loads(name)]
    if not missing:
        return
    packages = [libraries[name] for name in missing]
    if _can_install():
        _install(packages)
        return
    if _has_apt():
        raise CannotStart(
            "The window needs libraries that are missing here: sudo apt-get install "
            + " ".join(packages)
        )
    raise CannotStart(
        "The window needs libraries that are missing here: install what provides "
        + ", ".join(missing)
    )


def provide_ensurepip() -> None:
    """Install what Debian leaves out of Python, and the window's libraries in the same breath.

    Raises:
        CannotStart: It cannot be installed from here; the message names the line to type.
    """
    missing = [WINDOW[name] for name in WINDOW if not _loads(name)] if _has_apt() else []
    packages = [_venv_package(), *missing]
    if _can_install():
        _install(packages)
    elif _has_apt():
        raise CannotStart(
            "Debian's Python needs one more package to make an environment: sudo apt-get install "
            + " ".join(packages)
        )
    else:
        raise CannotStart(
            "This Python lacks ensurepip, so it cannot make an environment: "
            "install its venv package, or Python from python.org."
        )


def provide_test_programs() -> None:
    """Install the programs that some tests use, as root on Debian; elsewhere those tests skip."""
    missing = [
        package
        for name, packages in TEST_PROGRAMS.items()
        if shutil.which(name) is None
        for package in packages
    ]
    if missing and _can_install():
        _install(missing)
    elif missing and sys.platform == "linux":
        say(f"Some tests will be skipped, for want of: {' '.join(missing)}")


def _loads(name: str) -> bool:
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_apt() -> bool:
    return sys.platform == "linux" and shutil.which("apt-get") is not None


def _can_install() -> bool:
    return _has_apt() and os.geteuid() == 0


def _venv_package() -> str:
    """Name the package for this Python: the system's own, or one installed beside it."""
    system = os.path.realpath("/usr/bin/python3")
    if os.path.realpath(sys.executable) == system:
        return "python3-venv"
    return "python{}.{}-venv".format(*platform.python_version_tuple()[:2])


def _install(packages: Sequence[str]) -> None:
    say(f"Installing with apt: {' '.join(packages)}")
    if _apt("install", *packages):
        return
    # A machine that has never asked Debian for its lists knows no package at all.
    if not (_apt("update") and _apt("install", *packages)):
        raise CannotStart(
            f"apt could not install what is missing: apt-get install {' '.join(packages)}"
        )


def _apt(verb: str, *packages: str) -> bool:
    options = ["--no-install-recommends"] if verb == "install" else []
    done = subprocess.run(
        ["apt-get", verb, "--yes", "--quiet", "--quiet", *options, *packages],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    if done.returncode != 0:
        say(done.stdout.strip())
    return done.returncode == 0
