"""Full, read-only and vanished disks, and a program that is killed."""

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.store.credentials import Credentials
from app.store.lock_file import ArchiveInUseError
from app.store.opening import open_store
from app.store.record_lookup import count_records
from app.store.verify import verify_store
from tests.store.builders import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
JOURNEY = [sys.executable, "-m", "tests.store.disk_journey"]


def _can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    mount = "mount -t tmpfs -o size=1m none /mnt"
    return (
        subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True).returncode == 0
    )


mounts = pytest.mark.skipif(not _can_mount(), reason="needs Linux, unshare and tmpfs")


def on_a_small_disk(size: str, action: str, place: Path) -> list[dict[str, Any]]:
    """Run the journey on a tmpfs of that size, seen by that process alone."""
    script = 'mount -t tmpfs -o size="$0" none "$1" && shift && exec "$@"'
    words = [size, str(place), *JOURNEY, action, str(place / "a.satchel")]
    return _lines(["unshare", "-rm", "sh", "-c", script, *words])


def _lines(command: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


@mounts
@pytest.mark.parametrize("size", ["4k", "16k", "64k", "256k", "512k", "1m"])
def test_an_archive_that_does_not_fit_leaves_nothing(tmp_path: Path, size: str) -> None:
    """A sentence, the code for the system, and an empty disk; or else a whole archive."""
    (said,) = on_a_small_disk(size, "create", tmp_path)
    if said != {"made": True}:
        assert "disk is full" in said["error"]
        assert said["code"] == 8
        assert said["left"] == []
    else:
        assert size in ("512k", "1m")


@mounts
@pytest.mark.parametrize("size", ["1800k", "3m", "5m"])
def test_a_full_disk_takes_back_what_did_not_fit(tmp_path: Path, size: str) -> None:
    """Everything that was said to be added is there, nothing half, and the archive is whole."""
    records, file, again = on_a_small_disk(size, "fill", tmp_path)
    assert "disk is full" in records["error"]
    assert records["code"] == file["code"] == 8
    assert records["added"] == records["seen"] == again["records"] > 0
    assert "disk is full" in file["error"]
    assert file["left"] == []
    assert again["ok"]


@mounts
def test_a_read_only_disk_is_refused_with_a_sentence(closed: Path) -> None:
    """Never half open."""
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", script, str(closed), *JOURNEY, "read-only"]
    (said,) = _lines([*command, str(closed)])
    assert "cannot be written" in said["error"]
    assert said["code"] == 8


def test_a_killed_program_loses_nothing_it_reported(closed: Path) -> None:
    """Killed at any moment: it holds the lock until then, and all it said is there afterwards."""
    reported: list[int] = []
    for wanted in (1, 40, 95):
        process = subprocess.Popen(
            [*JOURNEY, "add-until-killed", str(closed)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        for line in process.stdout:
            reported.append(json.loads(line)["number"])
            if len(reported) == wanted:
                with pytest.raises(ArchiveInUseError):
                    open_store(closed, Credentials(passphrase=PASSPHRASE))
            if len(reported) > wanted:
                process.send_signal(signal.SIGKILL)
                break
        reported += [json.loads(line)["number"] for line in process.stdout if line[-1:] == b"\n"]
        process.stdout.close()
        process.wait(30)
        with open_store(closed, Credentials(passphrase=PASSPHRASE)) as store:
            with store.browsing() as reader:
                numbers = {number for (number,) in reader.rows("SELECT number FROM records")}
                assert numbers.issuperset(reported)
                assert count_records(reader) <= len(reported) + 1
            assert verify_store(store).ok
        reported = sorted(numbers)


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_attachments_are_on_the_disk_before_their_rows(closed: Path, tmp_path: Path) -> None:
    """Each file, each folder with a new name, then the commit: a power cut finds no empty row."""
    trace = tmp_path / "trace"
    calls = "trace=fsync,fdatasync,write,pwrite64"
    command = ["strace", "-f", "-y", "-o", str(trace), "-e", calls, *JOURNEY, "keep-objects"]
    _begun, said = _lines([*command, str(closed)])
    lines = trace.read_text(errors="replace").splitlines()
    begun = next(place for place, line in enumerate(lines) if "begun" in line)
    committed = next(
        place
        for place, line in enumerate(lines)
        if place > begun and "pwrite64" in line and "/archive.db" in line
    )
    synced = [line for line in lines[begun:committed] if "sync(" in line]
    for file in said["files"]:
        assert any(f"/objects/{file[:2]}/{file}.new>" in line for line in synced)
        assert any(f"/objects/{file[:2]}>" in line for line in synced)
    assert any("/objects>" in line for line in synced)
    assert any("sync(" in line and "/archive.db" in line for line in lines[committed:])


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_slot_file_is_synced_before_it_takes_its_name(closed: Path, tmp_path: Path) -> None:
    """New content, sync, rename, sync of the folder, in this order."""
    (closed / "keyslots.b").write_bytes(b"")
    trace = tmp_path / "trace"
    calls = "trace=fsync,write,rename,renameat,renameat2"
    command = ["strace", "-f", "-y", "-o", str(trace), "-e", calls, *JOURNEY, "keep-objects"]
    _lines([*command, str(closed)])
    lines = trace.read_text(errors="replace").splitlines()
    steps = (r"write\(.*keyslots\.b\.", r"fsync\(.*keyslots\.b\.", r"rename.*keyslots\.b\"")
    places = [
        next(place for place, line in enumerate(lines) if re.search(step, line)) for step in steps
    ]
    assert places == sorted(places)
    folder = re.compile(rf"fsync\(\d+<{re.escape(str(closed))}>\)")
    assert any(folder.search(line) for line in lines[places[-1] :])
