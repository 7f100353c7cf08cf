"""What the window process forbids itself."""

import pytest

from app.errors import SystemTroubleError
from app.ui.process_guard import check_platform


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
