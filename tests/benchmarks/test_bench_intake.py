"""Figures of the intake, printed; only a generous ratio to a baseline is asserted."""

import pytest

from tests.benchmarks.bench_intake import measure_intake, read_texts, show

# Finding the words once is a small part of reading a page; about 70 times is usual.
_MOST_TIMES = 400


@pytest.mark.shared
def test_pages_are_read_in_a_bounded_multiple_of_finding_their_words() -> None:
    """Every step has its share, and the whole stays within reach of the baseline."""
    figures = measure_intake(read_texts()[::8])
    print(show(figures))
    assert {"lines", "shapes", "cuts", "body", "title"} <= {name for name, _ in figures.steps}
    assert figures.whole < _MOST_TIMES * figures.baseline
