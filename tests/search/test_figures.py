"""Figures, dates, names and totals of tables, as they stand in texts."""

import pytest

from app.search.figures import dates_in, figures_in
from app.search.stated_names import names_in
from app.search.table_sums import table_sums


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("at least 1,076 people since 2020", ["1076"]),
        ("1 076 and 1'076 and 1.076 houses", ["1076", "1076"]),
        ("about 60 guards and 7 of them", ["60 guard"]),
        ("On 9 October 2024 at 16:54, 212 women", ["212"]),
        ("12.5% of 1.5 million", ["12.5 %", "1500000"]),
        ("약 406명이", ["406"]),
        ("中国遣返了406名公民，约3万人", ["406", "30000 人"]),
        ("the 38th parallel, section 4.2, in 1951", []),
        ("Call 0049 30 or 12345678901234", []),
        ("$500,000 was paid", ["500000 $"]),
    ],
)
def test_figures_are_told_from_dates_times_and_ordinals(text: str, keys: list[str]) -> None:
    """A figure is what counts something; the same one has the same key in every spelling."""
    assert [each.key for each in figures_in(text)] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("on March 11, 2026", ["2026-03-11"]),
        ("am 11. März 2026 und im April 2026", ["2026-03-11", "2026-04"]),
        ("le 3 décembre 2023", ["2023-12-03"]),
        ("el 3 de diciembre de 2023", ["2023-12-03"]),
        ("9 октября 2023", ["2023-10-09"]),
        ("2023年10月9日", ["2023-10-09"]),
        ("2023년 10월", ["2023-10"]),
        ("2023-10-09 and 9.10.2023", ["2023-10-09", "2023-10-09"]),
        ("2024-02-31", []),
        ("in 2024", []),
    ],
)
def test_dates_have_one_key_in_every_language(text: str, keys: list[str]) -> None:
    """A year alone is no date, and neither is what no calendar has."""
    assert sorted(each.key for each in dates_in(text)) == sorted(keys)


def test_marks_stand_where_the_figure_stands() -> None:
    """The passage shows it at its place."""
    text = "In all, 1,076 people."
    (found,) = figures_in(text)
    assert text[found.start : found.end] == "1,076"


def test_names_are_several_capitalised_words() -> None:
    """Beginnings of sentences, months and headlines are none."""
    text = "However, Jin Shiping told Human Rights Watch in October 2024 that the Lower Sarn froze."
    assert [each.label for each in names_in(text)] == [
        "Jin Shiping",
        "Human Rights Watch",
        "Lower Sarn",
    ]
    assert list(names_in("Ferries Stop Early At Lower Sarn")) == []
    assert list(names_in("जनवरी और सितंबर के बीच लौटाया गया")) == []


def test_a_total_is_compared_with_its_rows() -> None:
    """Years in the first column are labels; a second total counts from the first."""
    (good,) = table_sums("Year\tAll\n2020-2023\t660\n2024-2025\t416\nTotal\t1,076+")
    assert good.agrees and good.parts == (660, 416)
    wrong, right = table_sums("a\t10\nb\t20\nTotal\t31\nc\t1\nd\t2\nTotal\t3")
    assert (wrong.agrees, right.agrees) == (False, True)
    assert list(table_sums("only\t1\nTotal\t1")) == []
