"""Opening where the disk is full: what is in the archive may be needed just then."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    mount = "mount -t tmpfs -o size=1m none /mnt"
    return (
        subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True).returncode == 0
    )


@pytest.mark.skipif(not _can_mount(), reason="needs Linux, unshare and tmpfs")
@pytest.mark.parametrize("free", [32_768, 49_152, 65_536])
def test_an_archive_opens_where_its_log_cannot_be_written(tmp_path: Path, free: int) -> None:
    """SQLite's shared memory fits and no entry does: it opens, and the entry comes with the next.

    Below 32 KiB SQLite itself cannot begin, and the sentence says that the disk is full.
    """
    script = 'mount -t tmpfs -o size=3m none "$0" && exec "$@"'
    journey = [sys.executable, "-m", "tests.archive.full_disk_opening"]
    words = ["unshare", "-rm", "sh", "-c", script, str(tmp_path), *journey]
    done = subprocess.run(
        [*words, str(tmp_path / "N.satchel"), str(free)], capture_output=True, cwd=ROOT, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    opened, added, later, again = [json.loads(line) for line in done.stdout.splitlines()]
    assert opened == {"opened": True, "records": 1, "acts": ["created", "added"], "waiting": 1}
    assert added == {"added": False, "code": 8}
    assert later == {"acts": ["created", "added", "unlocked", "added"], "waiting": 0}
    acts = ["created", "added", "unlocked", "added", "unlocked"]
    assert again == {"acts": acts, "damage": [], "records": 2}
