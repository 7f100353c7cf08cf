"""Locking ends the process, whatever hangs, and loses nothing."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.opening import open_archive
from app.archive.place import remembered_place
from app.archive.verifying import verify_archive
from app.progress import Silent
from app.settings import Settings, save_settings
from app.store.credentials import Credentials
from app.ui.frame import LOCK_SECONDS
from app.ui.lock_signals.linux import SESSION
from app.ui.watchdog import GRACE_SECONDS
from tests.ui.fake_desktop import OWN, FakeDesktop, needs_bus

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).parent / "window_script.py"
PASSPHRASE = "tide pebble lantern"


def run(folder: Path, mishap: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a window process to its end."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    if home is not None:
        environment |= {"HOME": str(home), "TMPDIR": str(home / "tmp")}
        environment = {
            name: value for name, value in environment.items() if not name.startswith("XDG_")
        }
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), mishap],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def told(ended: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    """What the supervisor was told."""
    return [json.loads(line) for line in ended.stdout.splitlines()]


@pytest.mark.parametrize("mishap", ["none", "screen", "job", "writing"])
def test_a_lock_ends_the_process_and_damages_nothing(tmp_path: Path, mishap: str) -> None:
    """Neither a screen that hangs while saving nor a job that never ends keeps it alive.

    The archive opens afterwards, and where nothing hung the place is remembered in it.
    """
    ended = run(tmp_path, mishap)
    assert ended.returncode == 90, ended.stderr
    assert told(ended) == [{"archive": str(tmp_path / "Blue notebook.satchel")}, {"locking": True}]
    with open_archive(
        tmp_path / "Blue notebook.satchel", Credentials(passphrase=PASSPHRASE)
    ) as archive:
        place = remembered_place(archive)
    if mishap in ("none", "job"):
        assert place is not None
        assert json.loads(place) == {"screen": "library", "places": {"library": "T-014"}}


def test_quitting_is_not_locking(tmp_path: Path) -> None:
    """The supervisor is not told of a lock, and reads 0."""
    ended = run(tmp_path, "quit")
    assert ended.returncode == 0, ended.stderr
    assert told(ended) == [{"archive": str(tmp_path / "Blue notebook.satchel")}]


@needs_bus
@pytest.mark.parametrize("state", ["idle", "blocked", "adding"])
def test_the_computers_lock_ends_the_process(tmp_path: Path, state: str, qtbot: QtBot) -> None:
    """Told on a bus, as a desktop tells it: also where the window hangs, also during an import.

    It ends within what the watchdog allows, which is less than the two seconds that are promised;
    what was being added is whole or not there.
    """
    assert LOCK_SECONDS + GRACE_SECONDS < 2
    with FakeDesktop(tmp_path) as desktop:
        buses = dict.fromkeys(
            ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"), desktop.address
        )
        with subprocess.Popen(
            [sys.executable, str(SCRIPT), str(tmp_path), f"on a desktop, {state}"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"} | buses,
            stdout=subprocess.PIPE,
            text=True,
        ) as window:
            assert window.stdout is not None
            lines = iter(window.stdout.readline, "")
            assert any("ready" in line for line in lines)
            qtbot.waitUntil(lambda: "PropertiesChanged" in desktop.wanted(), timeout=20_000)
            began = time.monotonic()
            desktop.say(OWN, SESSION, "Lock")
            assert '{"locking": true}\n' in lines
            assert window.wait(60) == 90
            took = time.monotonic() - began
    print(f"{state}: {took:.2f} s from the signal to the end of the process")
    with open_archive(
        tmp_path / "Blue notebook.satchel", Credentials(passphrase=PASSPHRASE)
    ) as archive:
        verdict = verify_archive(archive, Silent())
    assert verdict.ok
    assert (verdict.records > 0) is (state == "adding")


def files(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_using_the_window_writes_nothing_elsewhere(tmp_path: Path) -> None:
    """After opening, choosing a place and locking, the home folder is as empty as before.

    Positive control: the same look finds the settings once they are saved.
    """
    home, data = tmp_path / "home", tmp_path / "data"
    (home / "tmp").mkdir(parents=True)
    data.mkdir()
    assert run(data, "picker", home).returncode == 90
    assert files(home) == []
    save_settings(Settings(), home / ".config" / "satchel" / "settings.toml")
    assert files(home) == [".config/satchel/settings.toml"]
