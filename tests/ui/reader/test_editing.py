"""Editing in place: nothing typed is lost, leaving makes one revision, undo takes it back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.drafts import drafts_of, save_draft
from app.archive.history import history_of
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.records.text import RecordText, Segment, TranslatedSegment, Translation
from app.records.vocabularies import Answer, Basis, Scope, SegmentRole
from app.ui.reader.consent_pane import ConsentPane
from app.ui.reader.details_pane import DetailsPane
from app.ui.reader.field_control import FieldControl
from app.ui.reader.history_pane import HistoryPane
from app.ui.reader.reader import Reader
from app.ui.session import Session
from tests.records.builders import a_testimony, an_article
from tests.ui.library.conftest import fill, settle

Open = Callable[..., Reader]


def texts(archive: Archive, record: str) -> list[str]:
    """The paragraphs as the archive has them."""
    return [segment.text for segment in read_record(archive, record).record.text.segments]


def type_into(qtbot: QtBot, reader: Reader, text: str) -> None:
    """Type at the end of the paragraph that is open."""
    if text.isascii() and text.isprintable():
        QTest.keyClicks(reader.text.editor._words, text)
    else:  # as an input method does; the test library's keys are ASCII
        reader.text.editor._words.insertPlainText(text)


def test_autosave_then_one_revision_then_undo_and_redo(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Typing is kept as a draft, Escape makes one revision of it, undo and redo move between."""
    card = fill(archive, a_testimony("We crossed.", "Nobody spoke."))[0]
    reader = open_reader(card.id)
    reader.text.edit(1)
    assert reader.text.editor.isVisible()
    type_into(qtbot, reader, " At night.")
    reader.edits.save_draft()
    settle(qtbot, session)
    assert [draft.text for draft in drafts_of(archive, card.id)] == ["We crossed. At night."]
    assert texts(archive, card.id)[0] == "We crossed."
    type_into(qtbot, reader, " Cold.")
    QTest.keyClick(reader.text.editor._words, Qt.Key.Key_Escape)
    settle(qtbot, session)
    assert texts(archive, card.id) == ["We crossed. At night. Cold.", "Nobody spoke."]
    assert drafts_of(archive, card.id) == ()
    assert len(history_of(archive, card.id)) == 2
    log = reader.edits._log
    log.undo()
    settle(qtbot, session)
    assert texts(archive, card.id)[0] == "We crossed."
    log.redo()
    settle(qtbot, session)
    assert texts(archive, card.id)[0] == "We crossed. At night. Cold."
    assert reader.text.page._flow.passages[0].segment.text == "We crossed. At night. Cold."


def test_a_second_without_a_key_saves(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Autosave needs nobody to ask for it, and the foot says when it was."""
    card = fill(archive, a_testimony("We crossed."))[0]
    reader = open_reader(card.id)
    reader.text.edit(1)
    with qtbot.waitSignal(reader.edits.draft_saved, timeout=10_000):
        type_into(qtbot, reader, " Then")
    assert [draft.text for draft in drafts_of(archive, card.id)] == ["We crossed. Then"]
    assert "Saved" in reader.text.editor._saved.text()


def test_what_is_typed_survives_a_lock(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """`flush` queues what no timer has saved yet."""
    card = fill(archive, a_testimony("We crossed."))[0]
    reader = open_reader(card.id)
    reader.text.edit(1)
    type_into(qtbot, reader, " Late.")
    reader.flush()
    settle(qtbot, session)
    assert texts(archive, card.id) == ["We crossed. Late."]


def test_what_was_typed_before_a_crash_is_found_again(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """A draft without a window becomes a revision when its record is opened, and it is said."""
    card = fill(archive, a_testimony("We crossed."))[0]
    save_draft(archive, card.id, 1, "We crossed. The light went out.")
    reader = open_reader(card.id)
    assert texts(archive, card.id) == ["We crossed. The light went out."]
    assert reader._banner.isVisible()
    assert reader.text.page._flow.passages[0].segment.text == "We crossed. The light went out."


def test_leaving_without_typing_makes_no_revision(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Looking is not changing."""
    card = fill(archive, a_testimony("We crossed."))[0]
    reader = open_reader(card.id)
    reader.text.edit(1)
    reader.text.finish()
    settle(qtbot, session)
    assert len(history_of(archive, card.id)) == 1


def test_every_character_is_kept(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """No-break spaces, line breaks and characters beyond the first plane stay as they are."""
    odd = "Ten\u00a0km\nnext\u3000line \U0001f9f5 e\u0301\u200dx"
    card = fill(archive, a_testimony(odd))[0]
    before = texts(archive, card.id)[0]
    reader = open_reader(card.id)
    reader.text.edit(1)
    type_into(qtbot, reader, "!")
    reader.text.finish()
    settle(qtbot, session)
    assert texts(archive, card.id)[0] == before + "!"


def test_an_empty_line_begins_a_new_paragraph(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Two paragraphs typed into one are two when it is left; numbers are never used again."""
    card = fill(archive, a_testimony("We crossed.", "Nobody spoke."))[0]
    reader = open_reader(card.id)
    reader.text.edit(1)
    type_into(qtbot, reader, "\n\nThen we ran.")
    reader.text.finish()
    settle(qtbot, session)
    assert texts(archive, card.id) == ["We crossed.", "Then we ran.", "Nobody spoke."]
    segments = read_record(archive, card.id).record.text.segments
    assert [segment.id for segment in segments] == [1, 3, 2]


def test_a_translation_is_edited_beside_its_original(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """The original stays as it is; the translation gets the new words."""
    korean = Translation(
        language="ko", segments=(TranslatedSegment(segment=1, text="우리는 건넜다."),)
    )
    text = RecordText(segments=(Segment(id=1, text="We crossed."),), translations=(korean,))
    card = fill(archive, a_testimony(text=text))[0]
    reader = open_reader(card.id, width=1200)
    reader.toggle_beside()
    reader.text.edit(1, 1)
    type_into(qtbot, reader, " 밤에.")
    reader.text.finish()
    settle(qtbot, session)
    record = read_record(archive, card.id).record
    assert record.text.segments[0].text == "We crossed."
    assert record.text.translations[0].text_of(1) == "우리는 건넜다. 밤에."


def test_an_earlier_state_is_viewed_and_restored(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """An earlier state is shown as such, cannot be edited, and can be made the newest."""
    card = fill(archive, a_testimony("We crossed."))[0]
    reader = open_reader(card.id)
    reader.text.edit(1)
    type_into(qtbot, reader, " Twice.")
    reader.text.finish()
    settle(qtbot, session)
    reader.sections.choose("history")
    settle(qtbot, session)
    history = reader._stack.currentWidget()
    assert isinstance(history, HistoryPane)
    assert len(history._cards) == 2
    first = history_of(archive, card.id)[-1]
    history.view_wanted.emit(first)
    settle(qtbot, session)
    assert reader.text.page._flow.passages[0].segment.text == "We crossed."
    assert reader._banner.isVisible()
    reader.text.edit(1)
    assert not reader.text.is_editing
    reader._banner.acted.emit()
    assert reader.text.page._flow.passages[0].segment.text == "We crossed. Twice."
    history.restore_wanted.emit(first)
    settle(qtbot, session)
    assert texts(archive, card.id) == ["We crossed."]
    assert len(history_of(archive, card.id)) == 3


def test_details_change_when_a_field_is_left(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """A field is taken when it is left; what is no date yet is not taken, and it is said."""
    card = fill(archive, an_article())[0]
    reader = open_reader(card.id)
    reader.sections.choose("details")
    pane = reader._stack.currentWidget()
    assert isinstance(pane, DetailsPane)
    control = _control(pane, "article.published")
    line = control.input._edtf  # type: ignore[union-attr]
    line.setText("soon")
    line.editingFinished.emit()
    settle(qtbot, session)
    record = read_record(archive, card.id).record
    assert record.article is not None
    assert record.article.published is not None
    assert record.article.published.edtf == "2021-06-02"
    assert "Not read as a date" in control._field._hint.text()  # type: ignore[union-attr]
    line.setText("2021-07~")
    line.editingFinished.emit()
    authors = _control(pane, "article.authors").input
    authors.setText("Ilse Varga; Tomo Brandt")  # type: ignore[union-attr]
    authors.left.emit()
    settle(qtbot, session)
    record = read_record(archive, card.id).record
    assert record.article is not None
    assert record.article.published is not None
    assert record.article.published.edtf == "2021-07~"
    assert record.article.authors == ("Ilse Varga", "Tomo Brandt")


def test_consent_answers_given_together_make_one_revision(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """The matrix is asked where the basis wants it, and its state follows at once."""
    record = a_testimony()
    assert record.testimony is not None
    record = replace(record, testimony=replace(record.testimony, basis=Basis.CONSENT))
    card = fill(archive, record)[0]
    reader = open_reader(card.id)
    reader.sections.choose("consent")
    pane = reader._stack.currentWidget()
    assert isinstance(pane, ConsentPane)
    assert pane._state._bold.text() == "Not recorded"
    for scope, answer in ((Scope.PARTNER, Answer.YES), (Scope.MEDIA, Answer.NO)):
        row = pane._rows[scope]
        row._choice.choose(answer.value)
        row._choice.activated.emit(row._choice.currentIndex())
    assert pane._state._bold.text() == "Limited"
    pane.flush()
    settle(qtbot, session)
    changed = read_record(archive, card.id)
    assert changed.record.testimony is not None
    answers = changed.record.testimony.consent.answers
    assert [(each.scope, each.answer) for each in answers] == [
        (Scope.PARTNER, Answer.YES),
        (Scope.MEDIA, Answer.NO),
    ]
    assert changed.card.consent_state == "limited"
    assert len(history_of(archive, card.id)) == 2


@pytest.mark.parametrize("kind", ["testimony", "article"])
def test_every_field_of_the_form_is_one_of_the_record(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, kind: str
) -> None:
    """Showing a form reads every path, and leaving all of it unchanged changes nothing."""
    record = a_testimony() if kind == "testimony" else an_article()
    card = fill(archive, record)[0]
    reader = open_reader(card.id)
    for section in ("details", "consent", "files", "people", "history"):
        reader.sections.choose(section)
        settle(qtbot, session)
    reader.flush()
    settle(qtbot, session)
    assert len(history_of(archive, card.id)) == 1


def test_a_table_keeps_its_cells(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Tab writes a tab in a table, and an empty line does not split it."""
    table = Segment(id=1, text="Month\tPeople\nMarch\t1,076", role=SegmentRole.TABLE)
    card = fill(archive, a_testimony(text=RecordText(segments=(table,))))[0]
    reader = open_reader(card.id)
    reader.text.edit(1)
    type_into(qtbot, reader, "\nApril")
    QTest.keyClick(reader.text.editor._words, Qt.Key.Key_Tab)
    type_into(qtbot, reader, "23\n\n")
    reader.text.finish()
    settle(qtbot, session)
    assert texts(archive, card.id)[0].startswith("Month\tPeople\nMarch\t1,076\nApril\t23")
    assert len(texts(archive, card.id)) == 1


def _control(pane: DetailsPane, path: str) -> FieldControl:
    for form in pane._forms.values():
        for group in form._groups:
            for control in group.controls:
                if control.spec.path == path:
                    return control
    raise AssertionError(path)
