from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.dates import StatedDate, is_edtf, parse_edtf

SPANS = [
    ("2019", date(2019, 1, 1), date(2019, 12, 31), False),
    ("2019-03", date(2019, 3, 1), date(2019, 3, 31), False),
    ("2019-03~", date(2019, 3, 1), date(2019, 3, 31), True),
    ("2019-03-14", date(2019, 3, 14), date(2019, 3, 14), False),
    ("2023-09-08T16:54", date(2023, 9, 8), date(2023, 9, 8), False),
    ("2019-03-14/2019-03-20", date(2019, 3, 14), date(2019, 3, 20), False),
    ("2019-XX-14", date(2019, 1, 14), date(2019, 12, 14), True),
    ("2020-02-XX", date(2020, 2, 1), date(2020, 2, 29), True),
    ("201X", date(2010, 1, 1), date(2019, 12, 31), True),
    ("2019-21", date(2019, 3, 1), date(2019, 5, 31), False),
    ("2019-24", date(2019, 12, 1), date(2020, 2, 29), False),
    ("2019/..", date(2019, 1, 1), None, False),
    ("../2019-06", None, date(2019, 6, 30), False),
    ("2019?/2020~", date(2019, 1, 1), date(2020, 12, 31), True),
]


@pytest.mark.parametrize(("text", "first", "last", "uncertain"), SPANS)
def test_a_date_spans_the_days_it_may_mean(
    text: str, first: date | None, last: date | None, uncertain: bool
) -> None:
    """Precision is never invented: a year is all of its days."""
    span = parse_edtf(text)
    assert (span.first, span.last, span.uncertain) == (first, last, uncertain)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2019-13", "2019-02-30", "2019-03-14T25:00", "2019-21-03", "../..",
     "2020/2019", "14.3.2019", "2019-3", "2019-XXT10:00", "0000"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    """A date field holds a date, or nothing."""
    assert not is_edtf(text)
    with pytest.raises(ValueError):
        StatedDate(edtf=text)


def test_the_day_can_be_had_without_the_time() -> None:
    """Lists show the day; the record keeps the time."""
    assert StatedDate(edtf="2023-09-08T16:54").day_edtf == "2023-09-08"


@given(st.text(alphabet="0123456789-XTZ:/.~?%", max_size=24))
def test_any_text_is_a_span_or_an_error(text: str) -> None:
    """Whatever a file holds, reading a date ends in a span in order, or in ValueError."""
    try:
        span = parse_edtf(text)
    except ValueError:
        return
    assert span.first is None or span.last is None or span.first <= span.last
