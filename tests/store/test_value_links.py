"""Counting records that have several spellings of a value once each."""

import random

import numpy as np
import pytest

from app.store.value_links import _each_once


@pytest.mark.parametrize("size", [50, 3_000_000, 16_000_001])
def test_every_record_counts_once_in_each_group(size: int) -> None:
    """Whether all groups are counted at once, some at a time, or one by one."""
    rng = random.Random(size)
    numbers = [rng.randrange(size) for _ in range(30)]
    pairs = [[(rng.choice(numbers), rng.randrange(7)) for _ in range(60)] for _ in range(3)]
    members = [
        (np.array([r for r, _ in turn], np.int32), np.array([g for _, g in turn], np.int64))
        for turn in pairs
    ]
    expected = [len({r for turn in pairs for r, g in turn if g == group}) for group in range(7)]
    assert _each_once(members, 7, size) == expected
