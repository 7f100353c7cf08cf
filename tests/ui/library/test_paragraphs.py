"""Acts on the paragraph one is at, by their actions, each one revision that can be undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.history import history_of
from app.archive.opening import Archive
from app.archive.reading import list_records, read_record
from app.records.record import Record
from app.records.text import RecordText, Segment, TranslatedSegment, Translation
from app.records.vocabularies import SegmentRole
from app.ui.library.screen import LibraryScreen
from app.ui.reader.segment_changes import (
    added_after,
    has_empty_line,
    joined_with_next,
    removed,
    split_at_empty_lines,
)
from app.ui.session import Session
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle

Open = Callable[..., LibraryScreen]


def a_record() -> Record:
    """Three paragraphs, two of them translated."""
    translation = Translation(
        language="ko",
        segments=(
            TranslatedSegment(segment=1, text="하나."),
            TranslatedSegment(segment=2, text="둘."),
        ),
    )
    segments = tuple(
        Segment(id=at, text=text) for at, text in ((1, "One."), (2, "Two."), (3, "Three."))
    )
    return a_testimony(text=RecordText(segments=segments, translations=(translation,)))


def words(record: Record) -> list[str]:
    """The paragraphs of the original."""
    return [segment.text for segment in record.text.segments]


def test_joining_keeps_both_translations() -> None:
    """Two paragraphs become one, and so do their translations."""
    joined = joined_with_next(1, a_record())
    assert words(joined) == ["One. Two.", "Three."]
    assert joined.text.translations[0].text_of(1) == "하나. 둘."
    assert words(joined_with_next(3, a_record())) == ["One.", "Two.", "Three."]


def test_a_removed_paragraph_takes_its_translation_along() -> None:
    """No translation is left without its original, and its number is never used again."""
    without = removed(2, a_record())
    assert words(without) == ["One.", "Three."]
    assert [each.segment for each in without.text.translations[0].segments] == [1]
    assert [segment.id for segment in added_after(1, a_record()).text.segments] == [1, 4, 2, 3]
    for shorter in (removed(3, a_record()), joined_with_next(2, a_record())):
        assert [segment.id for segment in added_after(2, shorter).text.segments] == [1, 2, 4]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("\n\nOne.\n \t\n\n\nTwo.\n", ["One.", "Two."]),
        ("One.\nTwo.", ["One.\nTwo."]),
        ("\n\n", [""]),
    ],
)
def test_empty_lines_part_paragraphs(text: str, parts: list[str]) -> None:
    """Where an empty line stands, a new paragraph begins; a line break alone is none."""
    record = a_testimony(text=RecordText(segments=(Segment(id=7, text=text),)))
    assert words(split_at_empty_lines(7, record)) == parts
    assert has_empty_line(text) is (len(parts) > 1)


def test_actions_on_the_paragraph_one_is_at(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Join, hide, set what it is, remove: each is one change, and undo takes back the last."""
    card = fill(archive, a_record())[0]
    screen = open_library()
    screen.open_record(card.id)
    settle(qtbot, session)

    def now() -> Record:
        settle(qtbot, session)
        return read_record(archive, card.id).record

    screen.reader.text.page._go_to(0)
    screen.acts.join_paragraph.trigger()
    assert words(now()) == ["One. Two.", "Three."]
    screen.acts.hide_paragraph.trigger()
    assert now().text.segments[0].distressing
    assert screen.reader.text.page.hidden_count() == 1
    heading = next(each for each in screen.acts.roles if each.data() == SegmentRole.HEADING)
    heading.trigger()
    assert now().text.segments[0].role is SegmentRole.HEADING
    screen.paragraphs._set_speaker("Narrator")
    assert now().text.segments[0].speaker == "Narrator"
    screen.acts.remove_paragraph.trigger()
    assert words(now()) == ["Three."]
    screen.acts.undo.trigger()
    assert words(now()) == ["One. Two.", "Three."]


def test_a_paragraph_added_is_open_for_typing(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Adding a paragraph puts the keyboard into it."""
    card = fill(archive, a_record())[0]
    screen = open_library()
    screen.open_record(card.id)
    settle(qtbot, session)
    screen.reader.text.page._go_to(0)
    screen.acts.add_paragraph.trigger()
    settle(qtbot, session)
    assert screen.reader.text.is_editing
    QTest.keyClicks(screen.reader.text.editor._words, "Between.")
    screen.reader.text.finish()
    settle(qtbot, session)
    assert words(read_record(archive, card.id).record) == ["One.", "Between.", "Two.", "Three."]


def test_an_earlier_state_cannot_be_changed(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """While an earlier state is shown, no act reaches the newest one by mistake."""
    card = fill(archive, a_record())[0]
    screen = open_library()
    screen.open_record(card.id)
    settle(qtbot, session)
    screen.reader._view_earlier(history_of(archive, card.id)[0])
    settle(qtbot, session)
    screen.reader.text.page._go_to(0)
    screen.acts.remove_paragraph.trigger()
    settle(qtbot, session)
    assert len(words(read_record(archive, card.id).record)) == 3


def test_delete_in_the_list_and_in_the_search_line(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """The Delete key moves records only where records are listed; elsewhere it deletes letters."""
    fill(archive, a_record())
    screen = open_library()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    line = screen.results.head.line.line
    screen.results.list.selectRow(0)
    settle(qtbot, session)
    line.setText("One")
    settle(qtbot, session)
    line.setFocus()
    line.setCursorPosition(0)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    settle(qtbot, session)
    assert line.text() == "ne"
    assert list_records(archive, binned=True).count == 0
    line.setText("")
    settle(qtbot, session)
    screen.results.list.selectRow(0)
    screen.results.list.setFocus()
    QTest.keyClick(screen.results.list, Qt.Key.Key_Delete)
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 1
