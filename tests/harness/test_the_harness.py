"""The harness notices deeds that break their promises: what it finds well is well."""

import pytest

from tests.harness.conftest import Trial

_ALL = 1_000_000


@pytest.mark.parametrize(
    ("how", "name"),
    [
        ("killed", "too early"),
        ("killed", "in place"),
        ("power cut", "unsynced"),
        ("power cut", "unsynced name"),
        ("power cut", "in place"),
        ("disk full, no old room", "in place"),
        ("stick pulled out", "in place"),
    ],
)
def test_a_broken_promise_is_found(trial: Trial, how: str, name: str) -> None:
    """Reporting too early, syncing neither content nor name, writing over the only copy."""
    (found,) = trial(name, 16, how)
    assert found.lost
    assert not found.well


@pytest.mark.parametrize("how", ["disk full", "stick pulled out"])
def test_an_unclear_message_is_found(trial: Trial, how: str) -> None:
    """A deed that lets the system's own error through does not pass for a clear sentence."""
    (found,) = trial("unsynced", _ALL, how)
    assert found.unclear


def test_every_point_of_a_small_deed_is_tried(trial: Trial) -> None:
    """A new file, its content, its sync: three points, and one more half-way through the write."""
    (found,) = trial("unsynced name", _ALL, "killed")
    assert (found.points, found.possible) == (4, 4)
    assert found.well
