"""What a window process takes from its environment."""

import sys
from pathlib import Path

import pytest

from app.confined.surroundings import is_local_bus, window_surroundings

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="chosen on Linux alone")


@pytest.mark.parametrize(
    "name",
    [
        "QT_PLUGIN_PATH",
        "QT_QPA_PLATFORM_PLUGIN_PATH",
        "QT_QPA_GENERIC_PLUGINS",
        "QT_STYLE_OVERRIDE",
        "QT_LOGGING_RULES",
        "QT_LOGGING_CONF",
        "QT_LOGGING_TO_CONSOLE",
        "QT_DEBUG_PLUGINS",
        "QSG_INFO",
        "QML_IMPORT_PATH",
        "QML_DISK_CACHE_PATH",
        "QTWEBENGINE_REMOTE_DEBUGGING",
        "PYSIDE_DISABLE_INTERNAL_QT_CONF",
        "LD_PRELOAD",
        "LD_AUDIT",
        "GCONV_PATH",
        "GTK_MODULES",
        "GIO_EXTRA_MODULES",
        "SESSION_MANAGER",
        "PYTHONINSPECT",
    ],
)
def test_what_loads_strangers_or_writes_things_down_is_left_out(name: str) -> None:
    """Whatever it is set to."""
    assert name not in window_surroundings({name: "/tmp/elsewhere"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QT_QPA_PLATFORM", "wayland;xcb"),
        ("QT_SCALE_FACTOR", "1.5"),
        ("QT_IM_MODULE", "ibus"),
        ("QT_IM_MODULES", "wayland;fcitx;ibus"),
        ("QT_ACCESSIBILITY", "1"),
        ("XMODIFIERS", "@im=ibus"),
        ("XCOMPOSEFILE", "/home/a/.XCompose"),
        ("LANG", "ko_KR.UTF-8"),
        ("LD_LIBRARY_PATH", "/opt/lib"),
        ("HOME", "/home/a"),
        ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1000/bus"),
        ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/run/system"),
        ("AT_SPI_BUS_ADDRESS", "unix:path=/run/at-spi"),
    ],
)
def test_what_a_person_needs_is_kept(name: str, value: str) -> None:
    """Input methods, scaling, screen readers, languages, the desktop's own bus."""
    assert window_surroundings({name: value})[name] == value


def test_the_keyboard_on_the_screen_that_brings_the_network_is_left_out() -> None:
    """Qt's own virtual keyboard loads Qt's network; other input methods stay in their order."""
    assert window_surroundings({"QT_IM_MODULES": "qtvirtualkeyboard;ibus"})["QT_IM_MODULES"] == (
        "ibus"
    )
    assert "QT_IM_MODULE" not in window_surroundings({"QT_IM_MODULE": "qtvirtualkeyboard"})


@LINUX
@pytest.mark.parametrize(
    "name", ["DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"]
)
@pytest.mark.parametrize(
    "address",
    [
        "tcp:host=192.0.2.1,port=9",
        "unix:path=/run/bus;nonce-tcp:host=192.0.2.1",
        "unixexec:path=/bin/sh",
        "autolaunch:",
    ],
)
def test_a_bus_elsewhere_is_none(name: str, address: str) -> None:
    """Neither a network nor a program that is started for it."""
    assert not is_local_bus(address)
    assert window_surroundings({name: address})[name] == "disabled:"


@LINUX
def test_no_bus_is_started(tmp_path: Path) -> None:
    """Where none is named and none runs, the library is told of none; one that runs is found."""
    folder = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert window_surroundings({})["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"
    assert window_surroundings(folder)["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"
    (tmp_path / "bus").touch()
    found = window_surroundings(folder)["DBUS_SESSION_BUS_ADDRESS"]
    assert found == f"unix:path={tmp_path / 'bus'}"


@LINUX
@pytest.mark.parametrize("asked", ["gtk3", "xdgdesktopportal", "qt6ct", "/tmp/theme"])
def test_themes_that_load_other_toolkits_are_not_taken(asked: str) -> None:
    """What is built into Qt follows the desktop well enough; GTK keeps lists of recent files."""
    bus = {"QT_QPA_PLATFORMTHEME": asked, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus"}
    assert window_surroundings(bus)["QT_QPA_PLATFORMTHEME"] == "gnome"
    on_kde = bus | {"KDE_FULL_SESSION": "true"}
    assert window_surroundings(on_kde)["QT_QPA_PLATFORMTHEME"] == "kde"
    assert window_surroundings({"QT_QPA_PLATFORMTHEME": asked})["QT_QPA_PLATFORMTHEME"] == "generic"
