"""A disk that is full or pulled out at any moment loses nothing, and one line says what it is."""

import pytest

from tests.harness.conftest import Trial
from tests.harness.killing import REFUSALS
from tests.harness.library import Mode
from tests.harness.scenarios import SCENARIOS
from tests.harness.started import in_memory

_SAMPLE = 5
_ON_A_STICK = 4
_ALL = 1_000_000
_PULLED_OUT = REFUSALS[Mode.GONE]


@pytest.mark.parametrize("name", SCENARIOS)
def test_trouble_at_a_sample_of_points_loses_nothing(trial: Trial, name: str) -> None:
    """Exit code 8 and one line that names it; all that was reported is there afterwards."""
    for found in trial(name, _SAMPLE, *REFUSALS.values()):
        assert found.well, found


@pytest.mark.skipif(not in_memory(), reason="needs room in /dev/shm")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_stick_that_is_pulled_out_loses_nothing(trial: Trial, name: str) -> None:
    """The same with the journal for disks that can be pulled out."""
    (found,) = trial(f"{name}@stick", _ON_A_STICK, _PULLED_OUT)
    assert found.well, found


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("how", REFUSALS.values())
@pytest.mark.parametrize("name", SCENARIOS)
def test_trouble_at_every_point_loses_nothing(trial: Trial, how: str, name: str) -> None:
    """The same from every point on."""
    (found,) = trial(name, _ALL, how)
    assert found.well, found


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.skipif(not in_memory(), reason="needs room in /dev/shm")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_stick_that_is_pulled_out_at_every_point_loses_nothing(trial: Trial, name: str) -> None:
    """The same from every point on, with the journal for disks that can be pulled out."""
    (found,) = trial(f"{name}@stick", _ALL, _PULLED_OUT)
    assert found.well, found
