"""A stick that is pulled out at any moment leaves a usable archive and a clear message."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive, open_archive
from app.archive.reading import list_records
from app.errors import SystemTroubleError
from app.progress import Silent
from app.store.credentials import Credentials
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import a_testimony

ROOT = Path(__file__).resolve().parents[2]


def journey(name: str, place: Path) -> list[dict[str, Any]]:
    """Run it where it alone may mount; skip where nobody may."""
    needs = ("unshare", "mkfs.ext4", "mount")
    if sys.platform != "linux" or os.geteuid() or not all(map(shutil.which, needs)):
        pytest.skip("needs Linux and the rights to mount a disk image")
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        pytest.skip("needs the rights to mount a disk image")
    done = subprocess.run(
        ["unshare", "-m", sys.executable, "-m", "tests.archive.stick_journey", name, str(place)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    if "mount" in done.stderr.splitlines()[-1:] or "CalledProcessError" in done.stderr:
        pytest.skip("needs a loop device and the rights to mount it")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_stick_pulled_out_under_an_open_archive_is_told_and_loses_nothing(
    tmp_path: Path,
) -> None:
    """Every deed ends with one sentence that names the disk; back again, all is there."""
    (begun, *deeds, gone, back) = journey("work", tmp_path)
    assert begun["journal"] == "delete"
    assert len(deeds) == 19
    for deed in deeds:
        if deed["act"] != "close":
            assert (deed["code"], "did not answer" in deed["error"]) == (8, True), deed
    assert deeds[-1] == {"act": "close", "error": None, "code": 0, "kind": ""}
    assert "that its disk is connected" in gone["error"]
    assert back == {"lost": 0, "draft": "what was being typed", "ok": True}


def test_a_stick_pulled_out_during_a_backup_keeps_the_earlier_one(tmp_path: Path) -> None:
    """At each step; the sentence is about the backup's disk, and the next backup goes through."""
    said = journey("backup", tmp_path)
    *tried, last = said[::2]
    assert len(tried) > 4
    for deed in tried:
        assert (deed["code"], "disk for the backup did not answer" in deed["error"]) == (8, True)
    assert last["code"] == 0
    *found, after = said[1::2]
    assert found == [{"records": 1, "ok": True}] * len(tried)
    assert after == {"records": 2, "ok": True}


@pytest.mark.skipif(sys.platform == "win32", reason="open files hold their folder there")
def test_a_folder_that_is_renamed_away_is_told_and_loses_nothing(
    archive: Archive, tmp_path: Path
) -> None:
    """What was open goes on; what needs the folder says what happened; nothing comes back empty."""
    add_records(archive, [Addition(records=(a_testimony("One."),))], Silent())
    elsewhere = tmp_path / "Elsewhere"
    archive.path.rename(elsewhere)
    try:
        add_records(archive, [Addition(records=(a_testimony("Two."),))], Silent())
        kept = 2
    except SystemTroubleError as trouble:
        assert trouble.advice
        kept = 1
    archive.close()
    assert not archive.path.exists()
    with open_archive(elsewhere, Credentials(passphrase=PASSPHRASE)) as again:
        assert list_records(again).count >= kept
