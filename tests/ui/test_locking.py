"""Locking ends the process, whatever hangs, and loses nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.archive.opening import open_archive
from app.archive.place import remembered_place
from app.settings import Settings, save_settings
from app.store.credentials import Credentials

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
