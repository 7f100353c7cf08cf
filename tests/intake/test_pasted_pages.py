"""Pasted pages become drafts: the body is kept, the page's furniture is left out, nothing lost."""

import pytest

from app.intake.draft import Certainty, Draft, LeftOut, LineRole
from app.intake.reading import drafts_from_text
from app.intake.segments import body_text, segments
from app.records.vocabularies import ArticleType, Kind, SegmentRole
from tests.intake.fictional_pages import (
    ARABIC_PAGE,
    CAPTION,
    FERRY_BODY,
    HARD_WRAPPED,
    INTERVIEW_PAGE,
    KOREAN_PAGE,
    LETTER_BODY,
    LETTER_NOTE,
    TABLE_PAGE,
    ferry_page,
    two_documents,
)


def only(text: str) -> Draft:
    """The draft of a text that holds one document."""
    (draft,) = drafts_from_text(text, "pasted")
    return draft


def test_menus_rankings_and_comment_forms_are_left_out() -> None:
    """The body holds every paragraph in order and none of the page's furniture."""
    body = body_text(only(ferry_page()))
    places = [body.find(paragraph) for paragraph in FERRY_BODY]
    assert -1 not in places
    assert places == sorted(places)
    for line in ("Skip to content", "cookies", "Most read", "Bread prices", "Leave a comment"):
        assert line not in body


def test_the_head_of_a_page_becomes_fields() -> None:
    """Title, author, publisher and date are found, each with the line that says so."""
    draft = only(ferry_page())
    assert draft.title.value == "Ferry guides vanish from Lower Sarn as new fence rises"
    assert draft.authors.value == ("Ilse Varga",)
    assert draft.publisher.value == "The Halden Courier"
    published = draft.published.value
    assert published is not None
    assert published.edtf == "2021-06-02T16:54"
    assert published.wording == "2 June 2021, 16:54"
    for field in (draft.title, draft.authors, draft.publisher, draft.published):
        (number,) = field.lines
        line = draft.lines[number - draft.first_line]
        assert line.number == number
        assert line.text.strip()
    assert draft.languages.value == ("en",)
    assert draft.kind.value is Kind.ARTICLE
    assert draft.published_elsewhere.value
    assert draft.published_elsewhere.certainty is not Certainty.CERTAIN


def test_a_caption_that_stands_twice_is_kept_once() -> None:
    """The second one is left out as a repetition, and marked as such."""
    draft = only(ferry_page())
    captions = [each for each in segments(draft) if each.role is SegmentRole.CAPTION]
    assert [each.text for each in captions] == [CAPTION]
    repeated = [line.text for line in draft.left_out if line.why is LeftOut.REPEATED]
    assert CAPTION in repeated


def test_two_documents_in_one_file_are_cut_where_the_second_begins() -> None:
    """An article and a testimony; the menus between them belong to the first one."""
    article, testimony = drafts_from_text(two_documents(), "pasted")
    assert article.kind.value is Kind.ARTICLE
    assert testimony.kind.value is Kind.TESTIMONY
    assert testimony.title.value == "Letter from a reader: what we carried"
    published = testimony.published.value
    assert published is not None
    assert published.edtf == "2021-06-14"
    assert testimony.first_line == article.last_line + 1
    assert "I was eleven" not in body_text(article)
    own = [each.text for each in segments(testimony) if each.role is SegmentRole.PARAGRAPH]
    assert own == list(LETTER_BODY)


def test_a_note_behind_somebodys_own_story_is_the_editors() -> None:
    """A paragraph about the witness is not put into the witness's mouth."""
    _article, testimony = drafts_from_text(two_documents(), "pasted")
    last = segments(testimony)[-1]
    assert last.role is SegmentRole.EDITOR_NOTE
    assert last.text == LETTER_NOTE


def test_rows_of_figures_under_a_header_are_a_table() -> None:
    """The table is one segment: rows by lines, cells by tabs."""
    (table,) = (each for each in segments(only(TABLE_PAGE)) if each.role is SegmentRole.TABLE)
    assert table.text.splitlines() == [
        "Year\tCrossings counted",
        "2018\t412",
        "2019\t398",
        "2020 (until June)\t101",
        "Total\t911+",
    ]


def test_rows_cut_by_tabs_are_a_table() -> None:
    """What a spreadsheet puts on the clipboard keeps its cells, words too."""
    rows = "Village\tRowers\tBoats\nLower Sarn\t6\t4\nWeir End\tunknown\t2\n"
    text = TABLE_PAGE.split("Year Crossings")[0] + rows + TABLE_PAGE.split("911+\n")[1]
    (table,) = (each for each in segments(only(text)) if each.role is SegmentRole.TABLE)
    assert table.text == rows.strip()


def test_questions_and_answers_are_told_apart() -> None:
    """An interview printed as such keeps who asks and who answers."""
    draft = only(INTERVIEW_PAGE)
    assert draft.article_type.value is ArticleType.INTERVIEW
    assert draft.title.value == '"The river keeps no list"'
    roles = [each.role for each in segments(draft)]
    assert roles.count(SegmentRole.QUESTION) == 4
    assert roles.count(SegmentRole.ANSWER) == 4
    asked = roles.index(SegmentRole.QUESTION)
    assert roles[asked + 1] is SegmentRole.ANSWER


def test_a_korean_page_is_read_like_any_other() -> None:
    """Title, reporter, both dates and the body come out; menus and rankings do not."""
    draft = only(KOREAN_PAGE)
    assert draft.title.value == "물가 마을의 뱃사공들이 사라졌다"
    assert draft.authors.value == ("김가상",)
    published, updated = draft.published.value, draft.updated.value
    assert published is not None
    assert updated is not None
    assert (published.edtf, updated.edtf) == ("2021-06-02T16:54", "2021-06-03T09:10")
    assert draft.languages.value == ("ko",)
    body = body_text(draft)
    assert body.startswith("물가 마을에서")
    assert body.endswith("열한 명이라고 한다.")


def test_an_arabic_page_is_read_like_any_other() -> None:
    """Right-to-left text keeps its words and loses its menus."""
    draft = only(ARABIC_PAGE)
    assert draft.title.value == "اختفاء المراكبية من قرية الضفة السفلى"
    assert draft.authors.value == ("سلمى المثال",)
    published = draft.published.value
    assert published is not None
    assert published.edtf == "2021-06-02"
    assert draft.languages.value == ("ar",)
    body = body_text(draft)
    assert body.startswith("قال سكان أربع قرى")
    assert "جميع الحقوق" not in body
    assert "الأكثر قراءة" not in body


def test_hard_wrapped_lines_become_paragraphs() -> None:
    """Lines broken at a width are joined; every line still stands in the draft by itself."""
    draft = only(HARD_WRAPPED)
    texts = [each.text for each in segments(draft)]
    assert len(texts) == 3
    assert texts[0].endswith("used to sit in summer and wait for the bell.")
    assert len(draft.lines) == len(HARD_WRAPPED.split("\n"))
    assert sum(line.continues for line in draft.lines) == 9


def test_text_without_a_title_gets_a_proposed_one() -> None:
    """The first sentence is proposed, shortened, and marked as a guess."""
    draft = only("\n".join(FERRY_BODY))
    assert draft.title.certainty is Certainty.GUESS
    assert draft.title.value.startswith("The men who used to row traders")
    assert len(segments(draft)) == len(FERRY_BODY)


def test_a_few_plain_lines_are_all_kept() -> None:
    """A note of three lines has no menus around it; none of it is left out."""
    draft = only("Oda called at nine.\nThe boats are still there.\nShe will ask the teacher.\n")
    assert not draft.left_out
    assert len(segments(draft)) == 3


def test_nothing_is_invented_where_the_text_says_nothing() -> None:
    """No date, author or publisher out of thin air."""
    draft = only("\n\n".join(FERRY_BODY))
    assert draft.published.value is None
    assert draft.updated.value is None
    assert draft.authors.value == ()
    assert draft.publisher.value == ""
    assert draft.published.certainty is Certainty.NOT_FOUND


def test_a_repeated_title_is_a_heading_and_no_cut() -> None:
    """A page that says its title again half-way is one document, with the title once."""
    title = "Ferry guides vanish from Lower Sarn as new fence rises"
    text = (
        f"{title}\n\nby Ilse Varga\n\n" + "\n\n".join(FERRY_BODY) + f"\n\n{title}\n\n"
        "A look back\n\n" + "\n\n".join(LETTER_BODY)
    )
    draft = only(text)
    assert draft.title.value == title
    assert title not in body_text(draft)


@pytest.mark.parametrize("text", [ferry_page(), two_documents(), KOREAN_PAGE, ARABIC_PAGE])
def test_left_out_lines_stay_visible(text: str) -> None:
    """Every line that is not blank is either used or left out with a reason."""
    for draft in drafts_from_text(text, "pasted"):
        for line in draft.lines:
            assert (line.role is LineRole.LEFT_OUT) == (line.why is not None)
            assert (line.role is LineRole.BLANK) == (not line.text.strip())
