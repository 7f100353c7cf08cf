"""The power is cut at any moment: what was not synced may be gone, and nothing reported is."""

import pytest

from tests.harness.conftest import Trial
from tests.harness.cutting import POWER_CUT
from tests.harness.scenarios import SCENARIOS
from tests.harness.started import in_memory

_SAMPLE = 12
_ALL = 1_000_000


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_power_cut_at_a_sample_of_moments_loses_nothing(trial: Trial, name: str) -> None:
    """Whatever the disk kept of what it had not been told to keep: all that was reported is there.

    It may have kept content without names, names without content, some sectors of a write, or all.
    """
    (found,) = trial(name, _SAMPLE, POWER_CUT)
    assert found.points > _SAMPLE // 2
    assert found.well, found


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_power_cut_at_every_moment_loses_nothing(trial: Trial, name: str) -> None:
    """The same after every write, sync, rename and removal, seven times each."""
    (found,) = trial(name, _ALL, POWER_CUT)
    assert found.points == found.possible
    assert found.well, found


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.skipif(not in_memory(), reason="needs room in /dev/shm")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_power_cut_on_a_stick_loses_nothing(trial: Trial, name: str) -> None:
    """The same with the journal for disks that can be pulled out."""
    (found,) = trial(f"{name}@stick", _ALL, POWER_CUT)
    assert found.well, found
