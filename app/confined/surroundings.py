"""What a process of this program takes from its environment, and what it does not.

Variables can make a program load other code, connect elsewhere, or write down what it does. Whoever
sets them may be the desktop, a helpful wrapper, or somebody who wants in. This is no wall: who can
set them for good can as well put another program in this one's place. It keeps what is ordinary
from loading strangers into the process that holds the secrets.

What is kept on purpose: LD_LIBRARY_PATH and the loader's other places to look, without which the
program does not start on some systems, and everything that input methods, scaling, fonts and
assistive programs ask for.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

_QT_KEPT = frozenset(
    (
        # The screen, looked at by `app.ui.process_guard.check_platform`
        "QT_QPA_PLATFORM",
        # How large things are
        "QT_SCALE_FACTOR",
        "QT_SCREEN_SCALE_FACTORS",
        "QT_SCALE_FACTOR_ROUNDING_POLICY",
        "QT_AUTO_SCREEN_SCALE_FACTOR",
        "QT_ENABLE_HIGHDPI_SCALING",
        "QT_FONT_DPI",
        "QT_WAYLAND_FORCE_DPI",
        # How one types
        "QT_IM_MODULE",
        "QT_IM_MODULES",
        # Screen readers
        "QT_ACCESSIBILITY",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
    )
)
_QT_PREFIXES = ("QT_", "QTWEBENGINE", "QML", "QSG_", "QV4_", "QUIC_", "PYSIDE", "SHIBOKEN")
_OTHER_CODE = frozenset(
    (
        "LD_PRELOAD",
        "LD_AUDIT",
        "GCONV_PATH",
        "GIO_EXTRA_MODULES",
        "GIO_MODULE_DIR",
        "GTK_EXE_PREFIX",
        "GTK_MODULES",
        "GTK_PATH",
        "LIBGL_DRIVERS_PATH",
        "GBM_BACKENDS_PATH",
        # A session manager is asked for over a connection that may lead to another computer
        "SESSION_MANAGER",
        # What Python would write beside, or keep open for others
        "PYTHONINSPECT",
        "PYTHONPERFSUPPORT",
        "PYTHONSTARTUP",
        "PYTHONBREAKPOINT",
    )
)
_INPUT_METHODS = frozenset(("ibus", "compose", "wayland", "fcitx", "fcitx5", "xim", "none"))
"""Without the on-screen keyboard of Qt, which brings the network with it."""

_SESSION_BUS = "DBUS_SESSION_BUS_ADDRESS"
_BUSES = (_SESSION_BUS, "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "IBUS_ADDRESS")

_SYSTEM_BUS = "/run/dbus/system_bus_socket"

NO_BUS = "disabled:"
"""No transport of D-Bus is called so: neither is a bus looked for nor one started."""


def window_surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a process with a window.

    No variable adds a folder of plugins, a style or a theme from elsewhere; Qt's own words about
    what it does stay off; and both message buses are sockets of this computer, or none.
    """
    kept = {name: value for name, value in environment.items() if _is_kept(name)}
    for name in ("QT_IM_MODULE", "QT_IM_MODULES"):
        wanted = [each for each in kept.pop(name, "").split(";") if each in _INPUT_METHODS]
        if wanted:
            kept[name] = ";".join(wanted)
    if sys.platform.startswith("linux"):
        _choose_for_linux(environment, kept)
    return kept


def _choose_for_linux(environment: Mapping[str, str], kept: dict[str, str]) -> None:
    for name in _BUSES:
        if not is_local_bus(environment.get(name, "")):
            kept[name] = NO_BUS
    # Where none is named and none runs, libdbus would start one.
    kept[_SESSION_BUS] = session_bus(environment) or NO_BUS
    # Built into Qt; the ones on GNOME and portals would load GTK, which keeps lists of its own.
    kept["QT_QPA_PLATFORMTHEME"] = "kde" if environment.get("KDE_FULL_SESSION") else "gnome"
    if kept[_SESSION_BUS] == NO_BUS:
        kept["QT_QPA_PLATFORMTHEME"] = "generic"  # The others ask the bus about colours.
    # Nothing here is drawn by a graphics card's driver, which would keep a cache.
    kept["QT_XCB_GL_INTEGRATION"] = "none"


def is_local_bus(address: str) -> bool:
    """Whether an address of D-Bus names nothing but sockets of this computer; also if it is empty.

    Other forms connect over a network (`tcp:`) or start a program (`unixexec:`, `autolaunch:`).
    """
    return all(part.startswith("unix:") for part in address.split(";") if part)


def session_bus(environment: Mapping[str, str]) -> str:
    """Address of the session's message bus; empty where there is none on this computer."""
    address = environment.get(_SESSION_BUS, "")
    if address:
        return address if is_local_bus(address) else ""
    folder = environment.get("XDG_RUNTIME_DIR", "")
    running = Path(folder, "bus")
    # The place that libdbus looks at first, spelled as the D-Bus specification says.
    return f"unix:path={quote(str(running), safe='-_/.*')}" if folder and running.exists() else ""


def system_bus(environment: Mapping[str, str]) -> str:
    """Address of the system's message bus; empty where there is none on this computer."""
    address = environment.get("DBUS_SYSTEM_BUS_ADDRESS", "")
    if address:
        return address if is_local_bus(address) else ""
    return f"unix:path={_SYSTEM_BUS}" if Path(_SYSTEM_BUS).exists() else ""


def _is_kept(name: str) -> bool:
    if name.startswith(_QT_PREFIXES):
        return name in _QT_KEPT
    return name not in _OTHER_CODE
