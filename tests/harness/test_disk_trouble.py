"""A disk that is full or pulled out at any moment loses nothing, and one line says what it is."""

import pytest

from tests.harness.conftest import Trial
from tests.harness.killing import REFUSALS
from tests.harness.scenarios import SCENARIOS
from tests.harness.started import in_memory

_SAMPLE = 5
_ALL = 1_000_000
_HOWS = tuple(REFUSALS.values())


@pytest.mark.parametrize("how", _HOWS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_trouble_at_a_sample_of_points_loses_nothing(trial: Trial, how: str, name: str) -> None:
    """Exit code 8 and one line that names it; all that was reported is there afterwards."""
    found = trial(how, name, _SAMPLE)
    assert found.points > 0
    assert found.well, found


@pytest.mark.skipif(not in_memory(), reason="needs room in /dev/shm")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_stick_that_is_pulled_out_loses_nothing(trial: Trial, name: str) -> None:
    """The same with the journal for disks that can be pulled out."""
    assert trial("stick pulled out", f"{name}@stick", _SAMPLE).well


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("how", _HOWS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_trouble_at_every_point_loses_nothing(trial: Trial, how: str, name: str) -> None:
    """The same from every point on."""
    found = trial(how, name, _ALL)
    assert found.points == found.possible
    assert found.well, found


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@pytest.mark.skipif(not in_memory(), reason="needs room in /dev/shm")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_stick_that_is_pulled_out_at_every_point_loses_nothing(trial: Trial, name: str) -> None:
    """The same from every point on, with the journal for disks that can be pulled out."""
    assert trial("stick pulled out", f"{name}@stick", _ALL).well
