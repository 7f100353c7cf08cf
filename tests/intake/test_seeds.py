"""The five documents the archive was first asked to hold."""

from pathlib import Path

import pytest

from app.intake.draft import Certainty, Draft, LineRole
from app.intake.reading import drafts_from, read_file
from app.intake.segments import body_text, segments
from app.records.vocabularies import ArticleType, Kind, SegmentRole

pytestmark = pytest.mark.shared

FURNITURE = ("Font Size Up", "Top 10 Stories", "Adblock", "Donate Now", "subscribed!")

# File, how many drafts, which of them, then what the design's table says of it.
TABLE = [
    (
        "000", 1, 0, Kind.ARTICLE,
        "North Korean in China Who Saved Son Faces Repatriation",
        ("Lina Yoon",), "2026-03-11",
        "Imagine living in North Korea.", "help me save my mother,\" Geum Sung says.",
    ),
    (
        "001", 1, 0, Kind.ARTICLE,
        "China Continues Forced Returns of North Korean Migrants Despite Global Criticism",
        ("Omar El Sayed",), None,
        "Seoul – Chinese authorities have forcibly sent", "protecting North Korean escapees",
    ),
    (
        "002", 2, 0, Kind.ARTICLE,
        "URGENT: North Korean Refugees At Risk of Forced Repatriation",
        ("Hannah Song",), "2023-11-06",
        "There are currently large numbers", "standing with the North Korean people.",
    ),
    (
        "002", 2, 1, Kind.TESTIMONY,
        "A North Korean Mom and Son’s Harrowing Escape | Harry’s Story",
        (), "2024-01-05",
        "The town I grew up in", "I am finally free to choose my own life.",
    ),
    (
        "003", 1, 0, Kind.ARTICLE, None, (), None,
        "The human rights organization Human Rights Watch reported",
        "resettlement in third countries.",
    ),
    (
        "004", 1, 0, Kind.ARTICLE,
        "N. Korean defector keeps fingers crossed for daughter detained in China",
        ("Kang Hyun-kyung",), "2023-09-08T16:54",
        "A North Korean defector living in South Korea,", "hoping to get her daughter back.",
    ),
]  # fmt: skip


def drafts_of(shared: Path, number: str) -> tuple[Draft, ...]:
    """The drafts of a seed, by the number its name begins with."""
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return drafts_from(read_file(path))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]}-{row[2]}")
def test_each_document_becomes_what_the_table_says(
    shared: Path,
    row: tuple[str, int, int, Kind, str | None, tuple[str, ...], str | None, str, str],
) -> None:
    """Kind, title, authors and date are right, and the body runs from first to last sentence."""
    number, count, at, kind, title, authors, published, first, last = row
    drafts = drafts_of(shared, number)
    assert len(drafts) == count
    draft = drafts[at]
    assert draft.kind.value is kind
    if title is not None:
        assert draft.title.value == title
        assert draft.title.certainty in (Certainty.CERTAIN, Certainty.LIKELY)
    assert draft.authors.value == authors
    stated = draft.published.value
    assert (stated.edtf if stated else None) == published
    body = body_text(draft)
    assert 0 <= body.find(first) < body.find(last)
    assert not [words for words in FURNITURE if words in body]
    assert draft.languages.value == ("en",)


def test_000_ends_with_the_plea_and_leaves_the_call_for_gifts_out(shared: Path) -> None:
    """The last paragraph is the son's sentence; office and publisher are not made up."""
    (draft,) = drafts_of(shared, "000")
    assert segments(draft)[-1].text.endswith('my mother," Geum Sung says.')
    body = body_text(draft)
    assert "tax deductible" not in body
    assert "More Reading" not in body
    assert draft.publisher.value == ""
    assert draft.subtitle.value.startswith("Beijing Should Halt Forced Returns")


def test_001_keeps_its_table_and_says_its_title_once(shared: Path) -> None:
    """Years and totals stay a table; the repeated title neither cuts nor comes twice."""
    (draft,) = drafts_of(shared, "001")
    (table,) = (each for each in segments(draft) if each.role is SegmentRole.TABLE)
    assert table.text == (
        "Year\tTotal Repatriations (Documented)\n2020-2023\t660\n"
        "2024-2025 (to date)\t416\nTotal (2020-2025)\t1,076+"
    )
    body = body_text(draft)
    assert draft.title.value not in body
    assert "What is the primary risk faced by North Korean refugees" in body
    assert "What are the potential legal ramifications" in body
    assert "Leave a Comment" not in body
    assert draft.updated.value is None
    assert draft.suggested_published.value is None


def test_002_keeps_the_addresses_and_the_letter_in_the_article(shared: Path) -> None:
    """Lists between kept paragraphs stay, and a letter in it makes the article no testimony."""
    article, _testimony = drafts_of(shared, "002")
    texts = [each.text for each in segments(article)]
    for line in ("DC: [email protected]", "UK: [email protected]", "Dear Minister Wang Yi,"):
        assert line in texts
    assert "blog" not in texts


def test_002_marks_the_closing_note_as_the_editors(shared: Path) -> None:
    """What the organisation says about the witness is not his own text; nothing follows it."""
    _article, testimony = drafts_of(shared, "002")
    *own, note = segments(testimony)
    assert note.role is SegmentRole.EDITOR_NOTE
    assert note.text.startswith("Harry’s story echoes")
    assert own[-1].text.endswith("choose my own life.")
    assert all(each.role is SegmentRole.PARAGRAPH for each in own)


def test_003_proposes_a_title_and_only_suggests_the_day(shared: Path) -> None:
    """No title line: one is proposed. The year of "Wednesday (October 15)" is not taken over."""
    (draft,) = drafts_of(shared, "003")
    assert draft.title.certainty is Certainty.GUESS
    assert draft.title.value.startswith("The human rights organization Human Rights Watch")
    suggested = draft.suggested_published.value
    assert suggested is not None
    assert (suggested.edtf, suggested.wording) == ("2025-10-15", "Wednesday (October 15)")
    assert "2025" in draft.suggested_published.reason
    assert len(segments(draft)) == 20
    assert not draft.left_out


def test_004_finds_the_interview_among_three_hundred_lines_of_menus(shared: Path) -> None:
    """Publisher, both dates and the kind of article; each caption once; no ranking."""
    (draft,) = drafts_of(shared, "004")
    assert draft.article_type.value is ArticleType.INTERVIEW
    assert draft.publisher.value == "The Korea Times"
    updated, published = draft.updated.value, draft.published.value
    assert updated is not None
    assert published is not None
    assert updated.edtf == "2023-09-10T14:49"
    assert published.wording == "2023-09-08 16:54"
    captions = [each.text for each in segments(draft) if each.role is SegmentRole.CAPTION]
    assert [text[:20] for text in captions] == [
        "A North Korean defec", "Oh Chang-hwa, second", "A passerby looks at ",
    ]  # fmt: skip
    body = body_text(draft)
    assert "Ecolab" not in body
    assert "Politics" not in body
    roles = {line.role for line in draft.lines if "first in a two-part series" in line.text}
    assert roles == {LineRole.EDITOR_NOTE}


def test_every_line_of_every_document_is_in_one_draft_once(shared: Path) -> None:
    """Nothing is lost: the drafts' lines, put together, are the file."""
    for path in sorted((shared / "seeds").glob("*.txt")):
        source = read_file(path)
        lines = [line for draft in drafts_from(source) for line in draft.lines]
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        text = source.data.decode("utf-8").replace("\r\n", "\n")
        assert "\n".join(line.text for line in lines) == text
