from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.intake.draft import DraftLine, LineRole
from app.ui.intake.rows import Look, RowKind
from app.ui.intake.screen import IntakeScreen
from tests.ui.intake.conftest import LETTER, MENU


def line(screen: IntakeScreen, number: int) -> DraftLine:
    """A line of the only file, as it stands in its draft."""
    entry = screen.desk.entries[0]
    draft = entry.drafts[entry.index_of(number)]
    return draft.lines[number - draft.first_line]


def look(screen: IntakeScreen, number: int) -> Look:
    """How a line is drawn."""
    rows = screen.original.model.rows
    return next(row.look for row in rows if row.kind is RowKind.LINE and row.line == number)


def test_every_line_of_the_original_is_shown_left_out_or_not(review: IntakeScreen) -> None:
    """No line is hidden from the person: left-out ones are there, marked as such."""
    shown = [row.line for row in review.original.model.rows if row.kind is RowKind.LINE]
    drafts = review.desk.entries[0].drafts
    assert shown == [each.number for draft in drafts for each in draft.lines if each.text.strip()]
    assert look(review, MENU) is Look.LEFT_OUT


def test_space_puts_a_left_out_line_back_and_undo_leaves_it_out_again(
    review: IntakeScreen, qtbot: QtBot
) -> None:
    """Putting back works by keyboard alone, and is one step of undo."""
    view = review.original.view
    view.setFocus()
    view.place_at(MENU)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert line(review, MENU).role is not LineRole.LEFT_OUT
    assert look(review, MENU) is not Look.LEFT_OUT
    review.acts.undo.trigger()
    assert line(review, MENU).role is LineRole.LEFT_OUT
    review.acts.redo.trigger()
    assert line(review, MENU).role is not LineRole.LEFT_OUT


def test_pressing_put_back_beside_a_line_takes_it_into_the_body(review: IntakeScreen) -> None:
    """The action drawn in the row is where the row says it is."""
    view = review.original.view
    number = next(
        at for at, row in enumerate(view.rows) if row.kind is RowKind.LINE and row.line == MENU
    )
    place = view.place_of(number)
    # Put back stands at the row's end.
    spot = QPoint(int(place.right()) - 50, int(place.center().y()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert line(review, MENU).role is not LineRole.LEFT_OUT


def test_several_chosen_lines_are_left_out_in_one_step(review: IntakeScreen) -> None:
    """What is chosen together is changed together, and undone together."""
    view = review.original.view
    kept = [
        row.line
        for row in view.rows
        if row.kind is RowKind.LINE and row.look is Look.PARAGRAPH and row.document == 0
    ]
    assert len(kept) >= 2
    review.edits.toggle(tuple(kept[:2]))
    assert [line(review, number).role for number in kept[:2]] == [LineRole.LEFT_OUT] * 2
    review.acts.undo.trigger()
    assert all(line(review, number).role is not LineRole.LEFT_OUT for number in kept[:2])


def test_a_line_becomes_a_caption_when_its_role_is_chosen(review: IntakeScreen) -> None:
    """The role of a kept line can be changed, and is shown at its end."""
    review.edits.set_role((9,), LineRole.CAPTION)
    assert line(review, 9).role is LineRole.CAPTION
    assert look(review, 9) is Look.CAPTION


def test_folding_left_out_lines_keeps_what_is_kept(review: IntakeScreen) -> None:
    """Folded lines become one row that counts them; opening it shows each again."""
    before = review.original.model.rows
    review.acts.fold.setChecked(True)
    folded = review.original.model.rows
    gaps = [row for row in folded if row.kind is RowKind.GAP]
    assert sum(row.count for row in gaps) == sum(row.look is Look.LEFT_OUT for row in before)
    assert [row for row in folded if row.kind is not RowKind.GAP] == [
        row for row in before if row.look is not Look.LEFT_OUT
    ]
    review.original.view.gap_opened.emit(gaps[0].line)
    assert review.original.model.rows == before


def test_a_cut_moves_by_keyboard_and_undo_moves_it_back(review: IntakeScreen, qtbot: QtBot) -> None:
    """Alt and an arrow move the beginning of a document by one line."""
    view = review.original.view
    cut = next(at for at, row in enumerate(view.rows) if row.kind is RowKind.CUT)
    view.setFocus()
    view.setCurrentIndex(review.original.model.index(cut))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: review.desk.keys[1].line == LETTER + 1, timeout=10_000)
    review.acts.undo.trigger()
    assert review.desk.keys[1].line == LETTER


def test_a_cut_is_dragged_to_another_line(review: IntakeScreen, qtbot: QtBot) -> None:
    """The handle follows the pointer; the document begins where it was let go."""
    view = review.original.view
    qtbot.waitUntil(lambda: not view._idle.isActive())
    cut = next(at for at, row in enumerate(view.rows) if row.kind is RowKind.CUT)
    view.scrollTo(review.original.model.index(cut))
    before = view.rows[cut - 1]
    handle = view.place_of(cut).center().toPoint()
    target = view.place_of(cut - 1)
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=handle)
    QTest.mouseMove(port, QPoint(handle.x(), int(target.top()) + 2))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(handle.x(), int(target.top())))
    qtbot.waitUntil(lambda: review.desk.keys[1].line == before.line, timeout=10_000)


def test_joining_makes_one_document_and_cutting_two_again(
    review: IntakeScreen, qtbot: QtBot
) -> None:
    """A cut can be removed, and a new one begun at any line."""
    review.edits.join_at(LETTER)
    qtbot.waitUntil(lambda: len(review.desk.keys) == 1, timeout=10_000)
    assert not any(row.kind is RowKind.CUT for row in review.original.model.rows)
    review.edits.cut_at(LETTER)
    qtbot.waitUntil(lambda: len(review.desk.keys) == 2, timeout=10_000)
    assert review.desk.keys[1].line == LETTER


def test_a_long_original_is_measured_only_where_it_is_seen(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    """Thousands of lines are shown at once; those far below are estimated meanwhile."""
    text = "\n".join(f"Line {number} tells of a quiet day by the water." for number in range(2500))
    screen.add_text(text)
    qtbot.waitUntil(lambda: bool(screen.desk.entries), timeout=30_000)
    view = screen.original.view
    assert len(view.rows) >= 2500
    view.show_line(2490)
    shown = view.number_at(view.viewport().height() / 2)
    assert view.rows[shown].line > 2400
