"""How text stands on pages, and pictures of them."""

import pytest

from app.archive.consent import Decision
from app.dossier.annexes import said_size
from app.dossier.citation import citation
from app.dossier.order import DossierOrder, DossierRecord
from app.dossier.paragraph import ShapedParagraph
from app.dossier.preview import page_count, render_page
from app.dossier.read_back import read_outline
from app.dossier.rows import Cell, Row, RowLook
from app.dossier.said_dates import said_edtf
from app.dossier.shaping import Shaper
from app.dossier.style import BODY, COVER_TITLE
from app.records.text import Segment
from app.records.vocabularies import Scope, SegmentRole
from tests.dossier.builders import SAYINGS, a_testimony, an_article, an_order, built, entry, read


def _paragraph(text: str, language: str = "en") -> ShapedParagraph:
    return ShapedParagraph(text, BODY, Shaper(), language)


def test_no_line_stands_alone_on_a_page() -> None:
    """Wherever the page ends, at least two lines stay and at least two go over."""
    paragraph = _paragraph(SAYINGS["en"] * 8)
    _width, height = paragraph.wrap(200, 1000)
    count = paragraph.line_count
    for room in range(0, int(height) + 30):
        parts = paragraph.split(200, room)
        heights = [part.wrap(200, 1000)[1] for part in parts]
        assert not parts or heights[0] <= room + 0.02
        lines = [round(each / paragraph.style.leading) for each in heights]
        assert sum(lines) in (0, count)
        assert all(number >= 2 for number in lines)


def test_columns_side_by_side_are_split_together() -> None:
    """Original and translation go over the page at the same height, and lose nothing."""
    left, right = _paragraph(SAYINGS["ko"] * 6, "ko"), _paragraph(SAYINGS["en"] * 9)
    row = Row(
        (
            Cell(paragraph=left, left=0, width=180),
            Cell(paragraph=right, left=200, width=180),
        ),
        RowLook(after=6),
    )
    _width, height = row.wrap(400, 1000)
    first, rest = row.split(400, height / 2)

    assert first.wrap(400, 1000)[1] <= height / 2
    assert first.wrap(400, 1000)[1] + rest.wrap(400, 1000)[1] >= height


@pytest.mark.parametrize("language", SAYINGS)
def test_no_line_is_wider_than_its_column(language: str) -> None:
    """In every script, in narrow and wide columns."""
    for width in (40.0, 90.0, 199.5, 420.0):
        paragraph = _paragraph(SAYINGS[language] * 3, language)
        for line in paragraph.lines(width):
            assert line.width * paragraph.style.size / 1000 <= width


def test_text_from_right_to_left_begins_at_the_right() -> None:
    """The paragraph knows its direction, also where it begins with Latin letters."""
    assert _paragraph(SAYINGS["ar"], "ar").right_to_left
    assert _paragraph("UNHCR قالت إن الناس عبروا", "ar").right_to_left
    assert not _paragraph("He said مرحبا and left", "en").right_to_left


def test_a_title_in_a_script_without_a_strong_font_is_thickened() -> None:
    """Chinese titles are as strong on the page as Latin ones."""
    chinese = ShapedParagraph("二夜", COVER_TITLE, Shaper(), "zh").lines(400)
    latin = ShapedParagraph("Two nights", COVER_TITLE, Shaper(), "en").lines(400)

    assert all(piece.thickened for piece in chinese[0].pieces)
    assert not any(piece.thickened for piece in latin[0].pieces)


def test_a_page_can_be_seen() -> None:
    """A picture has the width asked for, the page's proportions, paper and ink."""
    pdf, said = built(an_order(entry(a_testimony(SAYINGS["en"]))))
    picture = render_page(pdf, 3, 300)

    assert page_count(pdf) == said.pages
    assert (picture.width, picture.height) == (300, 425)
    assert len(picture.pixels) == 300 * 425 * 4
    assert picture.pixels.count(b"\xff\xff\xff") > 300 * 425 // 3
    assert min(picture.pixels) < 80


def test_a_page_that_is_not_there_is_refused() -> None:
    """Neither before the first nor after the last."""
    pdf, said = built(an_order())
    for index in (-1, said.pages):
        with pytest.raises(IndexError):
            render_page(pdf, index, 300)
    with pytest.raises(ValueError, match="pixels"):
        render_page(pdf, 0, 0)


def test_the_outline_can_be_read_alone() -> None:
    """Without reading every page."""
    order = an_order(entry(a_testimony(SAYINGS["en"])))

    assert read_outline(built(order)[0]) == read(order).outline


def test_the_cover_is_one_page_whatever_is_on_it() -> None:
    """Long titles, statements, recipients and many rules; what finds no room stands inside."""
    order = DossierOrder(
        title="Counting at the Lower Sarn " * 30,
        code="D-006",
        purpose=Scope.INTERNATIONAL_COURT,
        date="2021-06~",
        recipient="The office of the prosecutor " * 30,
        classification="Confidential and under seal " * 20,
        statement=SAYINGS["en"] * 40,
        handling=tuple(f"Rule {number}. {SAYINGS['en'] * 3}" for number in range(1, 13)),
    )
    found = read(order)

    assert "Contents" in found.pages[1].text.split("\n")[1]
    assert "Rule 12." in "".join(page.text for page in found.pages[2:])


def test_the_cover_says_what_it_is_and_for_whom() -> None:
    """Title, code, purpose, recipient, date, handling and what is inside."""
    text = read(an_order(entry(a_testimony("Two nights.")), entry(an_article("One."), "A-1"))).pages
    cover = " ".join(text[0].text.split())

    for part in ("D-006", "Counting at the Lower Sarn", "UN special procedures", "UN, confidential",
                 "20 June 2021", "1 testimony, 1 article", "Do not pass it on"):  # fmt: skip
        assert part in cover


def test_what_may_not_be_shown_is_no_part_of_an_order() -> None:
    """The dossier's own last line of defence against a decision overlooked."""
    for decision in (Decision.LEFT_OUT, Decision.DECIDE):
        with pytest.raises(ValueError, match="only what may be shown"):
            DossierRecord(code="T-1", record=a_testimony("x"), decision=decision)
    with pytest.raises(ValueError, match="same code"):
        an_order(entry(a_testimony("x")), entry(a_testimony("y", number=2)))


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2019", "2019"),
        ("2019-03", "March 2019"),
        ("2019-03~", "about March 2019"),
        ("2019-03-14", "14 March 2019"),
        ("2019-03-04T16:54", "4 March 2019, 16:54"),
        ("2019-21", "spring 2019"),
        ("201X", "the 2010s"),
        ("2019-XX", "2019"),
        ("2019-XX-14", "2019"),
        ("2019-03-XX", "March 2019"),
        ("2019?", "2019 (uncertain)"),
        ("2019%", "about 2019 (uncertain)"),
        ("2019-03-14/2019-03-20", "14 March 2019 to 20 March 2019"),
        ("2019/..", "from 2019"),
        ("../2019-02", "until February 2019"),
    ],
)
def test_dates_are_said_with_the_precision_they_have(edtf: str, said: str) -> None:
    """No day, month or certainty is added."""
    assert said_edtf(edtf) == said


def test_an_article_citation_reads_as_practitioners_write() -> None:
    """Who, what, where, when, and how to find it."""
    assert citation(entry(an_article("x"), "A-1")).replace("\u2068", "").replace("\u2069", "") == (
        "Ines Holm, Tarek Odo. “Villagers count”. River Post, Sarn. 2 June 2020, 16:54. "
        "Updated 3 June 2020. News. https://example.org/river/2020/06/count.html?page=4"
    )


def test_sizes_are_said_in_round_units() -> None:
    """Units of 1,000 bytes, one digit after the point."""
    assert [said_size(size) for size in (0, 999, 1_000, 48_120, 7_800_000, 5_400_000_000)] == [
        "0 bytes", "999 bytes", "1.0 kB", "48.1 kB", "7.8 MB", "5.4 GB",
    ]  # fmt: skip


def test_a_short_table_stays_on_one_page() -> None:
    """Wherever it would begin, its rows stay together; its text is all there, row by row."""
    table = "Season\tAccounts\n" + "\n".join(f"Year {2000 + row}\t{row}" for row in range(9))
    for before in range(30, 44):
        segments = (
            *(Segment(id=number, text="Two nights.") for number in range(1, before)),
            Segment(id=99, text=table, role=SegmentRole.TABLE),
        )
        pages = read(an_order(entry(a_testimony(segments=segments)))).pages
        holding = [page for page in pages if "Year 2000" in page.text or "Year 2008" in page.text]
        assert len(holding) == 1
        assert "99\nSeason\nAccounts\nYear 2000\n0" in holding[0].text.replace(" ", "\n").replace(
            "Year\n", "Year "
        )
