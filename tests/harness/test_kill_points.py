"""Killed before any write, sync, rename or truncate, or half-way through one: nothing is lost."""

import pytest

from tests.harness.conftest import Trial
from tests.harness.killing import KILLED
from tests.harness.scenarios import SCENARIOS
from tests.harness.started import in_memory

_SAMPLE = 12
_ON_A_STICK = 4
_LEAST = 150
_ALL = 1_000_000


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_kill_at_a_sample_of_points_loses_nothing(trial: Trial, name: str) -> None:
    """All that was reported is there, in an archive that opens and is whole."""
    (found,) = trial(name, _SAMPLE, KILLED)
    assert found.well, found


@pytest.mark.skipif(not in_memory(), reason="needs room in /dev/shm")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_kill_on_a_stick_loses_nothing(trial: Trial, name: str) -> None:
    """The same with the journal for disks that can be pulled out."""
    (found,) = trial(f"{name}@stick", _ON_A_STICK, KILLED)
    assert found.well, found


def test_the_sample_is_large_enough() -> None:
    """Each run of the suite kills at no fewer points than it promises."""
    assert len(SCENARIOS) * _SAMPLE >= _LEAST


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_kill_at_every_point_loses_nothing(trial: Trial, name: str) -> None:
    """The same before every one, and half-way through every write."""
    (found,) = trial(name, _ALL, KILLED)
    assert found.well, found


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.skipif(not in_memory(), reason="needs room in /dev/shm")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_kill_at_every_point_on_a_stick_loses_nothing(trial: Trial, name: str) -> None:
    """The same before every one, with the journal for disks that can be pulled out."""
    (found,) = trial(f"{name}@stick", _ALL, KILLED)
    assert found.well, found
