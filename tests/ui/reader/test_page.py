"""The page: laid out where one looks, hidden passages, found words, selecting."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.records.text import RecordText, Segment, TranslatedSegment, Translation
from app.records.vocabularies import SegmentRole
from app.ui.reader.block import Beside
from app.ui.reader.laid_table import LaidTable
from app.ui.reader.laid_text import Inks, LaidStyle, LaidText
from app.ui.reader.page_heights import PageHeights
from app.ui.reader.passage import Passage
from app.ui.reader.reader import Reader
from app.ui.reader.spans import Span, sliced, to_units
from app.ui.reader.text_page import TextPage
from app.ui.session import Session
from app.ui.theme import Theme
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle

Open = Callable[..., Reader]

TEXTS = (
    "",
    "One.",
    "word " * 400,
    "A" * 3_000,
    "قبل منتصف الليل بقليل weir جاء رجلان بمعاطف رمادية. " * 8,
    "얼음이 녹기 전에 강을 건너야 했다. " * 12,
    "汉字与日本語のかな。" * 30,
    "line\nline\n\nline",
    "<b>bold</b> \u202e turned \u2066 isolate",
    "👩‍👩‍👧‍👦" * 40,
)


def a_style(most: int = 0) -> LaidStyle:
    """Reading type."""
    return LaidStyle(font=Theme.current().font(), line=26, most=most)


def a_page(qtbot: QtBot, passages: list[Passage], width: int = 600) -> TextPage:
    """A page that shows these passages."""
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(width, 500)
    page.show()
    page.show_passages(passages, Beside.NOWHERE)
    return page


def a_passage(number: int, text: str, *, found: str = "", hidden: bool = False) -> Passage:
    """A passage with a word marked."""
    at = text.find(found) if found else -1
    marks = to_units(text, [(at, at + len(found))]) if at >= 0 else ()
    return Passage(
        segment=Segment(id=number, text=text, distressing=hidden), language="en", marks=marks
    )


@pytest.mark.parametrize("most", [0, 1, 2])
@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_laid_out_within_its_width(
    qtbot: QtBot, theme: Theme, text: str, most: int
) -> None:
    """No line is wider than the column, and a limit of lines holds."""
    laid = LaidText(text, a_style(most), 300)
    assert laid.natural_width <= 301
    if most:
        assert laid.lines <= most
        assert laid.height <= 26 * most
    image = QImage(300, max(1, min(4_000, round(laid.height))), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    laid.draw(painter, QPointF(0, 0), Inks("#000000"))
    painter.end()


def test_a_cut_text_ends_in_an_ellipsis_outside_any_mark(qtbot: QtBot, theme: Theme) -> None:
    """A found word at the end of the last line is shown whole or not at all."""
    text = "word " * 60
    for start in range(0, 200, 5):
        laid = LaidText(text, a_style(2), 300, to_units(text, [(start, start + 4)]))
        assert laid.text.endswith("…")
        for mark in laid.marks:
            assert laid.text[mark.start : mark.end] == "word"


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70))))
def test_spans_count_what_qt_counts(text: str, spans: list[tuple[int, int]]) -> None:
    """Code points become UTF-16 units: each span names the same characters as before."""
    text = "".join(each for each in text if not "\ud800" <= each <= "\udfff")
    wanted = [(start, end) for start, end in spans if start < end]
    found = to_units(text, wanted)
    for one, other in pairwise(found):
        assert one.end <= other.start
    if len(wanted) == 1 and wanted[0][0] < len(text):
        start, end = wanted[0]
        assert [sliced(text, span) for span in found] == [text[start:end]]


def test_a_word_at_a_point_is_where_its_rectangle_is(qtbot: QtBot, theme: Theme) -> None:
    """What is drawn and what is hit agree, in a paragraph and in a table, in both directions."""
    for text, word in (("We crossed at the weir", "weir"), ("جاء رجلان weir بمعاطف", "رجلان")):
        for body in (
            LaidText(text, a_style(), 400),
            LaidTable(f"a\tb\n{text}\tlast", a_style(), 400),
        ):
            at = body.text.index(word)
            span = Span(at, at + len(word))
            place = body.places_of(span)[0]
            assert span.start <= body.position_at(place.center()) <= span.end
            assert sliced(body.text, body.word_at(at + 1)) == word


def test_a_hidden_passage_shows_nothing_of_itself(qtbot: QtBot, theme: Theme) -> None:
    """Bars of one height whatever the length; not copied, not spoken, until Show is pressed."""
    secret = "They beat him. " * 40
    page = a_page(
        qtbot,
        [
            a_passage(1, "Before."),
            a_passage(2, secret, hidden=True),
            a_passage(3, "x", hidden=True),
            a_passage(4, "After."),
        ],
    )
    heights = page._flow.heights
    assert heights.height(1) == heights.height(2)
    page.select_all()
    assert "beat" not in page.selected_text()
    assert "After." in page.selected_text()
    page._go_to(1)
    assert "beat" not in page.accessibleDescription()
    assert page.hidden_count() == 2
    before = heights.height(1)
    cover = page._flow.block(1).cover(page.layoutDirection())
    point = cover.pill.center() + QPointF(0, page._block_y(1))
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert page.hidden_count() == 1
    assert page._flow.heights.height(1) > before
    page.select_all()
    assert "beat" in page.selected_text()


def test_keys_show_what_is_hidden(qtbot: QtBot, theme: Theme) -> None:
    """Enter on a hidden passage shows it; on any other it begins to edit."""
    page = a_page(qtbot, [a_passage(1, "They beat him.", hidden=True)])
    page.setFocus()
    page._go_to(0)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.hidden_count() == 0
    with qtbot.waitSignal(page.edit_wanted) as wanted:
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert wanted.args == [1, 0]


def test_found_words_are_visited_in_turn(qtbot: QtBot, theme: Theme) -> None:
    """Next goes down and begins again; the visited word is in sight each time."""
    passages = [a_passage(at + 1, f"{'word ' * 90} weir {at}", found="weir") for at in range(30)]
    page = a_page(qtbot, passages)
    told: list[tuple[int, int]] = []
    page.mark_visited.connect(lambda number, total: told.append((number, total)))
    for _each in range(31):
        page.next_mark()
        block, inside = page._flow.block_of_mark(page._mark)
        place = page._flow.block(block).mark_place(inside, page.layoutDirection())
        top = page._block_y(block) + place.top()
        assert top >= 0
        assert top + place.height() <= page.viewport().height()
    assert told == [(at % 30 + 1, 30) for at in range(31)]
    page.previous_mark()
    assert told[-1] == (30, 30)


def test_a_long_text_opens_at_once_and_stays_where_it_was(qtbot: QtBot, theme: Theme) -> None:
    """Only what is in sight is laid out; laying out the rest moves nothing that is seen."""
    passages = [a_passage(at + 1, "word " * (at % 7 * 40 + 3)) for at in range(2_000)]
    page = a_page(qtbot, passages)
    assert sum(page._flow.heights.is_known(at) for at in range(2_000)) < 100
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 2)
    seen = page.reading_place()
    qtbot.waitUntil(lambda: not page._idle.isActive(), timeout=20_000)
    segment, beyond = page.reading_place()
    assert segment == seen[0]
    assert abs(beyond - seen[1]) < 3
    assert len(page._flow._blocks) <= 200


def test_another_width_keeps_the_paragraph(qtbot: QtBot, theme: Theme) -> None:
    """After resizing, the uppermost paragraph is still the uppermost."""
    passages = [a_passage(at + 1, "word " * 60) for at in range(200)]
    page = a_page(qtbot, passages)
    page.go_to_place(120, 0)
    page.resize(380, 500)
    assert page.reading_place()[0] == 120


def test_selecting_over_paragraphs(qtbot: QtBot, theme: Theme) -> None:
    """A drag from one paragraph into another selects what lies between."""
    page = a_page(qtbot, [a_passage(1, "First one."), a_passage(2, "Second one.")])
    direction = page.layoutDirection()
    places = [
        page._flow.block(at).column_place(0, direction).translated(0, page._block_y(at))
        for at in (0, 1)
    ]
    begin, end = places[0].topLeft().toPoint(), places[1].center().toPoint()
    viewport = page.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin + QPoint(1, 8))
    QTest.mouseMove(viewport, pos=end + QPoint(200, 0))
    page.mouseMoveEvent(_moved(end))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert page.selected_text() == "First one.\n\nSecond one."


def test_marks_come_with_the_search(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Opening from a search marks its words; another search marks others, in the same place."""
    card = fill(archive, a_testimony("The ferry left.", "A fence and a ferry."))[0]
    reader = open_reader(card.id, text="ferry")
    assert reader.text.page.found_count() == 2
    assert reader.text.foot._words.text() == "2 in this record"
    reader.text.page.next_mark()
    assert reader.text.foot._words.text() == "1 of 2 in this record"
    reader.show_words("fence")
    settle(qtbot, session)
    assert reader.text.page.found_count() == 1
    reader.show_words("")
    settle(qtbot, session)
    assert reader.text.page.found_count() == 0


@pytest.mark.parametrize(("width", "beside"), [(1200, Beside.BESIDE), (500, Beside.BELOW)])
def test_a_translation_stands_beside_or_below(
    qtbot: QtBot,
    archive: Archive,
    session: Session,
    open_reader: Open,
    width: int,
    beside: Beside,
) -> None:
    """From 900 logical pixels of window on beside the original, else below it."""
    translation = Translation(
        language="ko", segments=(TranslatedSegment(segment=1, text="우리는 건넜다."),)
    )
    text = RecordText(segments=(Segment(id=1, text="We crossed."),), translations=(translation,))
    card = fill(archive, a_testimony(text=text))[0]
    reader = open_reader(card.id, width=width)
    reader.toggle_beside()
    assert reader.text._beside is beside
    block = reader.text.page._flow.block(0)
    first = block.column_place(0, Qt.LayoutDirection.LeftToRight)
    second = block.column_place(1, Qt.LayoutDirection.LeftToRight)
    if beside is Beside.BESIDE:
        assert first.top() == second.top()
        assert first.right() < second.left()
    else:
        assert first.bottom() <= second.top()
    reader.toggle_beside()
    assert reader.text._beside is Beside.NOWHERE


@pytest.mark.parametrize("role", list(SegmentRole))
def test_every_role_is_drawn(qtbot: QtBot, theme: Theme, role: SegmentRole) -> None:
    """Each kind of paragraph has a look of its own, in both directions, without error."""
    passage = Passage(segment=Segment(id=1, text="One\ttwo\nthree\tfour", role=role), language="en")
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        page = a_page(qtbot, [passage])
        page.setLayoutDirection(direction)
        assert not page.grab().isNull()


def test_heights_of_blocks_add_up() -> None:
    """Tops are sums of what is above; a measured height moves what is below."""
    heights = PageHeights([10.0, 20.0, 30.0], between=2.0)
    assert [heights.top(at) for at in range(3)] == [0.0, 12.0, 34.0]
    assert heights.measured(0, 15.0) == 5.0
    assert heights.top(2) == 39.0
    assert heights.block_at(-5) == 0
    assert heights.block_at(17.0) == 1
    assert heights.block_at(9_999) == 2
    assert heights.next_unknown(0) == 1
    assert PageHeights().block_at(3) == -1


def _moved(point: QPoint) -> QMouseEvent:
    return QMouseEvent(
        QMouseEvent.Type.MouseMove,
        QPointF(point + QPoint(200, 0)),
        QPointF(point),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
