"""Dates are read as they are written, in many languages, and never made more precise."""

import pytest

from app.intake.written_dates import find_dates, guess_by_weekday


@pytest.mark.parametrize(
    ("text", "edtf", "wording"),
    [
        ("date 2026-03-11 Donate", "2026-03-11", ""),
        ("Posted : 2023-09-08 16:54", "2023-09-08T16:54", "2023-09-08 16:54"),
        ("November 6, 2023", "2023-11-06", "November 6, 2023"),
        ("Friday, 3 July 2020 at 4:05 pm", "2020-07-03T16:05", "3 July 2020 at 4:05 pm"),
        ("12. März 2019", "2019-03-12", "12. März 2019"),
        ("le 1er août 2018", "2018-08-01", "1er août 2018"),
        ("5 de enero de 2021", "2021-01-05", "5 de enero de 2021"),
        ("14 июня 2021 г.", "2021-06-14", "14 июня 2021"),
        ("2023년 9월 8일", "2023-09-08", "2023년 9월 8일"),
        ("2023年9月8日", "2023-09-08", "2023年9月8日"),
        ("平成31年4月30日", "2019-04-30", "平成31年4月30日"),
        ("주체108(2019)년 4월 15일", "2019-04-15", "주체108(2019)년 4월 15일"),
        ("2 يونيو 2021", "2021-06-02", "2 يونيو 2021"),
        ("٢ يونيو ٢٠٢١", "2021-06-02", "٢ يونيو ٢٠٢١"),
        ("31.12.2020", "2020-12-31", "31.12.2020"),
        ("November 2023", "2023-11", "November 2023"),
        ("1951 Refugee Convention", None, None),
        ("3.14.15", None, None),
        ("30 February 2020", None, None),
    ],
)
def test_a_date_is_found_with_its_wording(text: str, edtf: str | None, wording: str | None) -> None:
    """The date in EDTF, and the words it was stated in where they differ."""
    found = find_dates(text)
    assert [(each.stated.edtf, each.stated.wording) for each in found[:1]] == (
        [(edtf, wording)] if edtf else []
    )


def test_a_month_without_its_day_stays_a_month() -> None:
    """No day is made up."""
    (found,) = find_dates("Published in May 2020")
    assert found.day is None
    assert found.stated.edtf == "2020-05"


def test_a_date_that_can_be_read_two_ways_says_so() -> None:
    """03/04/2019 is March in English and April elsewhere, and marked as ambiguous in both."""
    (english,) = find_dates("03/04/2019", "en")
    (french,) = find_dates("03/04/2019", "fr")
    assert (english.stated.edtf, french.stated.edtf) == ("2019-03-04", "2019-04-03")
    assert english.ambiguous
    assert french.ambiguous
    (certain,) = find_dates("25/04/2019", "en")
    assert not certain.ambiguous


def test_a_weekday_gives_the_year_if_only_one_fits() -> None:
    """Of the years around those in the text only one has that weekday on that day."""
    guess = guess_by_weekday("on Wednesday (October 15) that", "in 2024 and in September 2025")
    assert guess is not None
    assert guess.day.isoformat() == "2025-10-15"
    assert guess.wording == "Wednesday (October 15)"


def test_a_weekday_that_fits_no_year_gives_nothing() -> None:
    """No year is forced; nor is one guessed where the text names none."""
    assert guess_by_weekday("on Monday (October 15) that", "in 2025") is None
    assert guess_by_weekday("on Wednesday (October 15) that", "no year here") is None
    assert guess_by_weekday("on Wednesday, October 15, 2025", "2025") is None


def test_a_weekday_is_understood_in_other_languages() -> None:
    """The day may stand before the month."""
    guess = guess_by_weekday("am Mittwoch, dem 15. Oktober, hieß es", "seit 2025")
    assert guess is not None
    assert guess.day.isoformat() == "2025-10-15"
