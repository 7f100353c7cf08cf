"""Disks too small by a little, by much or not at all: nothing is lost, and one line says so."""

import subprocess

import pytest

from tests.harness.conftest import SmallDisks

_STEP_KIB = 64
_SAMPLE = 6
_NIGHT_STEP_KIB = 16
_ALL = 1_000_000
# Every command that writes; the others only wait longer for the same.
_NAMES = ("import", "edit", "keys", "re-key", "backup", "restore", "destroy", "salvage", "dossier")


def _can_mount() -> bool:
    mount = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]
    try:
        return subprocess.run(mount, capture_output=True, timeout=60).returncode == 0
    except OSError:
        return False


pytestmark = pytest.mark.skipif(not _can_mount(), reason="needs Linux, unshare and tmpfs")


@pytest.mark.parametrize("name", _NAMES)
def test_a_small_disk_loses_nothing(small_disks: SmallDisks, name: str) -> None:
    """Exit code 8 and one line; once there is room, all that was reported is there."""
    found = small_disks(name, _STEP_KIB, _SAMPLE)
    assert found.points > 0
    assert found.well, found


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("name", _NAMES)
def test_a_disk_of_any_size_loses_nothing(small_disks: SmallDisks, name: str) -> None:
    """The same in steps of one page of the database, until everything fits."""
    found = small_disks(name, _NIGHT_STEP_KIB, _ALL)
    assert found.points == found.possible
    assert found.well, found
