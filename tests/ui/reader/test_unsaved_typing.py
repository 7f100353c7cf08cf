"""Where saving does not work, what was typed stays at hand and is saved later."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.archive.changing import change_record
from app.archive.drafts import drafts_of
from app.archive.history import history_of
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.records.record import Record
from app.records.text import RecordText, Segment, TranslatedSegment, Translation
from app.ui.reader.reader import Reader
from app.ui.reader.segment_changes import joined_with_next, removed
from app.ui.session import Session
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle

Open = Callable[..., Reader]


class Told(QObject):
    """What a person was told, in order."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.troubles: list[str] = []
        self.sentences: list[str] = []
        self._is_unsaved = False
        session.trouble.connect(self._trouble)
        session.said.connect(self._said)
        session.unsaved.connect(self._unsaved)

    def is_unsaved(self) -> bool:
        """Whether the strip says that something is not saved."""
        return self._is_unsaved

    def _trouble(self, what: str, _error: object) -> None:
        self.troubles.append(what)

    def _said(self, sentence: str, _undo: object) -> None:
        self.sentences.append(sentence)

    def _unsaved(self, unsaved: bool) -> None:
        self._is_unsaved = unsaved


@pytest.fixture
def told(session: Session) -> Told:
    """What the session tells."""
    return Told(session)


def refuse(archive: Archive, words: str = "") -> None:
    """Let the database turn away drafts that contain some words."""
    with archive.store.writing() as writer:
        writer.execute(
            f"""CREATE TRIGGER no_room BEFORE INSERT ON drafts
                WHEN instr(NEW.text, '{words}') BEGIN SELECT RAISE(ABORT, 'no room'); END"""
        )


def make_room(archive: Archive) -> None:
    """Take every draft again."""
    with archive.store.writing() as writer:
        writer.execute("DROP TRIGGER no_room")


def a_translated() -> Record:
    """Two paragraphs, the first of them translated."""
    korean = Translation(language="ko", segments=(TranslatedSegment(segment=1, text="하나."),))
    segments = (Segment(id=1, text="One."), Segment(id=2, text="Two."))
    return a_testimony(text=RecordText(segments=segments, translations=(korean,)))


def write(reader: Reader, segment: int, text: str, column: int = 0) -> None:
    """Open a paragraph and add to it."""
    reader.text.edit(segment, column)
    assert reader.text.is_editing
    reader.text.editor._words.insertPlainText(text)


def words(archive: Archive, record: str) -> list[str]:
    """The paragraphs as the archive has them."""
    return [segment.text for segment in read_record(archive, record).record.text.segments]


def test_an_autosave_that_did_not_work_is_made_up_for(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, told: Told
) -> None:
    """The text counts as unsaved, and locking saves it although no key was pressed since."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id)
    refuse(archive)
    write(reader, 1, " Late.")
    reader.edits.save_draft()
    settle(qtbot, session)
    assert told.is_unsaved()
    assert told.troubles == ["The change could not be saved"]
    make_room(archive)
    reader.flush()
    settle(qtbot, session)
    assert words(archive, card.id) == ["One. Late.", "Two."]
    assert not told.is_unsaved()


def test_typing_during_an_autosave_is_not_called_saved(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, told: Told
) -> None:
    """What was saved is the text of the job; what was typed since is not."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id)
    write(reader, 1, " Then")
    reader.edits.save_draft()
    reader.text.editor._words.insertPlainText(" more")
    settle(qtbot, session)
    assert told.is_unsaved()
    reader.edits.save_draft()
    settle(qtbot, session)
    assert not told.is_unsaved()
    assert [draft.text for draft in drafts_of(archive, card.id)] == ["One. Then more"]


def test_each_failure_gives_its_own_text_back(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, told: Told
) -> None:
    """Two paragraphs left in a row, the first not saved: the first one's text comes back."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id)
    refuse(archive, "first")
    write(reader, 1, " The first.")
    reader.text.finish()
    write(reader, 2, " The second.")
    reader.text.finish()
    settle(qtbot, session)
    assert words(archive, card.id) == ["One.", "Two. The second."]
    assert reader.text._editing == (1, 0)
    assert reader.text.editor.text() == "One. The first."
    assert told.is_unsaved()
    make_room(archive)
    reader.text.finish()
    settle(qtbot, session)
    assert words(archive, card.id) == ["One. The first.", "Two. The second."]
    assert not told.is_unsaved()
    assert len(told.troubles) == 1


def test_a_text_that_cannot_be_shown_again_is_kept_and_saved_later(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, told: Told
) -> None:
    """Somebody types elsewhere when the failure comes: it waits, and the next saving takes it."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id)
    refuse(archive, "first")
    write(reader, 1, " The first.")
    reader.text.finish()
    write(reader, 2, " The second.")
    settle(qtbot, session)
    assert reader.text._editing == (2, 0)
    reader.edits.save_draft()
    settle(qtbot, session)
    assert told.is_unsaved()
    make_room(archive)
    reader.text.finish()
    settle(qtbot, session)
    assert words(archive, card.id) == ["One. The first.", "Two. The second."]
    assert not told.is_unsaved()
    assert len(told.troubles) == 1


def test_an_older_text_never_replaces_a_newer_one(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, told: Told
) -> None:
    """The same paragraph left twice, the first time not saved: what was typed last stands."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id)
    refuse(archive, "first.")
    write(reader, 1, " The first.")
    reader.text.finish()
    reader.text.edit(1)
    reader.text.editor._words.setPlainText("The last.")
    reader.text.finish()
    settle(qtbot, session)
    make_room(archive)
    reader.flush()
    settle(qtbot, session)
    assert words(archive, card.id) == ["The last.", "Two."]
    assert not told.is_unsaved()
    assert not reader.text.is_editing


def test_a_translation_is_autosaved_and_given_back(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, told: Told
) -> None:
    """Translations are kept while one types, and come back to their own column."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id, width=1200)
    reader.toggle_beside()
    write(reader, 1, " 밤", column=1)
    reader.edits.save_draft()
    settle(qtbot, session)
    kept = [(draft.language, draft.text) for draft in drafts_of(archive, card.id)]
    assert kept == [("ko", "하나. 밤")]
    assert not told.is_unsaved()
    refuse(archive)
    reader.text.editor._words.insertPlainText("에.")
    reader.text.finish()
    settle(qtbot, session)
    assert reader.text._editing == (1, 1)
    assert reader.text.editor.text() == "하나. 밤에."
    make_room(archive)
    reader.text.finish()
    settle(qtbot, session)
    record = read_record(archive, card.id).record
    assert record.text.translations[0].text_of(1) == "하나. 밤에."
    assert record.text.segments[0].text == "One."
    assert len(history_of(archive, card.id)) == 2


def test_an_empty_line_parts_what_was_autosaved_too(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Waiting a second before leaving makes no difference."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id)
    write(reader, 1, "\n\nThen we ran.")
    reader.edits.save_draft()
    settle(qtbot, session)
    reader.text.finish()
    settle(qtbot, session)
    assert words(archive, card.id) == ["One.", "Then we ran.", "Two."]


def test_typing_into_a_paragraph_that_goes_is_kept_and_told(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, told: Told
) -> None:
    """Removed under the editor: the text is a paragraph at the end."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id)
    write(reader, 2, " Typed.")
    reader.edits.save_draft()
    settle(qtbot, session)
    change_record(archive, card.id, removed(2, read_record(archive, card.id).record))
    reader.text.finish()
    settle(qtbot, session)
    assert words(archive, card.id) == ["One.", "Two. Typed."]
    assert told.sentences[-1].endswith("at the end: its paragraph was gone")


def test_writing_over_a_newer_text_is_told(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, told: Told
) -> None:
    """Joined under the editor: what was typed stands, and the strip says what it replaced."""
    card = fill(archive, a_translated())[0]
    reader = open_reader(card.id)
    write(reader, 1, " Typed.")
    reader.edits.save_draft()
    settle(qtbot, session)
    change_record(archive, card.id, joined_with_next(1, read_record(archive, card.id).record))
    reader.text.finish()
    settle(qtbot, session)
    assert words(archive, card.id) == ["One. Typed."]
    assert told.sentences[-1].endswith("over a newer text that History keeps")
    assert history_of(archive, card.id)[1].changes


def test_typing_is_saved_when_another_record_takes_the_place(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Typed while the next record was on its way: kept when it comes."""
    cards = fill(archive, a_translated(), a_testimony("Other."))
    reader = open_reader(cards[0].id)
    reader.open_record(cards[1].id, "")
    write(reader, 1, " Quick.")
    settle(qtbot, session)
    assert reader.record == cards[1].id
    assert words(archive, cards[0].id)[0] == "One. Quick."
