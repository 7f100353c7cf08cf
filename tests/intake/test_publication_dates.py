"""A sentence that names a day is no dateline: it stays in the text, and no date is made of it."""

import pytest

from app.intake.draft import LineRole
from app.intake.reading import drafts_from_text
from app.intake.segments import segments

TOLD = (
    "The woman told of the arrest at the river.\n\n{}\n\n"
    "The others ran into the forest and were not seen again."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "He was shot on 12 May 2018.",
        "It was in March 2019.",
        "March 2019.",
        "He was publicly shot on 12 May 2018.",
        "Es war im März 2019, kurz vor dem Regen.",
        "Она пропала 5 июня 2017 года.",
        "그는 2018년 5월 12일에 강가에서 총에 맞았다.",
        "他在2018年5月12日被带到河边,再也没有回来。",
        "قُتل في 12 مايو 2018.",
        "They took him away on 12 May 2018 near the bridge",
    ],
)
def test_a_sentence_with_a_date_stays_in_the_text(sentence: str) -> None:
    """Losing it would lose what was told; its date is that of the event."""
    (draft,) = drafts_from_text(TOLD.format(sentence), "x.txt")
    assert draft.published.value is None
    assert draft.updated.value is None
    assert sentence in [each.text for each in segments(draft)]


@pytest.mark.parametrize(
    "line",
    [
        "Published 2 June 2021",
        "2 June 2021",
        "Wednesday, 2 June 2021, 10:30 am",
        "Veröffentlicht am 2. Juni 2021",
        "Опубликовано 2 июня 2021",
        "2021년 6월 2일 입력",
        "Last updated on 2 June 2021 at 10:30 GMT",
    ],
)
def test_a_dateline_is_a_field(line: str) -> None:
    """It says nothing else, and leaves the text."""
    text = (
        f"Ferry stops for the winter\n{line}\n\n"
        "The ferry has not crossed the river since Monday, residents said, and nobody at the "
        "county office would say when it is to cross again this year."
    )
    (draft,) = drafts_from_text(text, "x.txt")
    found = draft.published.value or draft.updated.value
    assert found is not None
    assert found.day_edtf == "2021-06-02"
    assert line not in [each.text for each in segments(draft)]


def test_a_line_that_says_more_stays_beside_its_date() -> None:
    """Where notes were taken is no part of a date."""
    line = "Interview notes, Hotel Yanji room 402, 3 March 2020"
    text = f"Notes on a meeting\n{line}\n\nShe told us that her brother is still in hiding.\n"
    (draft,) = drafts_from_text(text, "x.txt")
    assert line in [each.text for each in segments(draft)]
    assert all(each.role is not LineRole.DATE for each in draft.lines)
