import hashlib
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.changing import bin_records
from app.archive.consent import Decision
from app.archive.opening import Archive
from app.dossier.preview import page_count
from app.ui.dossier.include_dialog import IncludeDialog
from app.ui.dossier.screen import DossierScreen
from app.ui.session import Changes, Session
from app.ui.widgets.dialog import Dialog
from app.ui.widths import WidthClass
from tests.ui.dossier.conftest import Shelf


def fill(screen: DossierScreen, qtbot: QtBot, ids: tuple[str, ...]) -> None:
    """Add records, give a title, and wait for the verdicts."""
    screen.add_records(ids)
    screen.steps.title("Counting at the Lower Sarn")
    settle(screen, qtbot)


def settle(screen: DossierScreen, qtbot: QtBot) -> None:
    """Wait until the verdicts are those of the basket as it is."""
    qtbot.waitUntil(
        lambda: screen._planned is not None and screen._planned.basket == screen.history.basket,
        timeout=10_000,
    )


def decisions(screen: DossierScreen) -> list[Decision | None]:
    """The verdicts shown, in order."""
    return [row.decision for row in screen.records.model.rows]


def export(screen: DossierScreen, qtbot: QtBot, out: Path) -> None:
    """Export as the picker would ask for, and wait for the end."""
    request = screen._request()
    assert request is not None
    screen.export_flow._request = request
    with qtbot.waitSignals(
        [screen.export_flow.running_changed, screen.export_flow.running_changed], timeout=60_000
    ):
        screen.export_flow.write_to(out)


def test_every_record_shows_its_verdict_with_the_reason(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot
) -> None:
    """What consent allows for the purpose is said per record, in words."""
    fill(screen, qtbot, shelf.all)
    assert decisions(screen) == [
        Decision.AS_IT_IS,
        Decision.AS_IT_IS,
        Decision.DECIDE,
        Decision.LEFT_OUT,
        Decision.LEFT_OUT,
    ]
    assert all(row.reason for row in screen.records.model.rows)
    assert "said no" in screen.records.model.rows[4].spoken


def test_export_waits_for_a_decision_and_says_so(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot
) -> None:
    """While a record waits, Export is off, and the sentence beside it says why."""
    fill(screen, qtbot, (shelf.article, shelf.asks_again))
    assert not screen.head.export.isEnabled()
    assert not screen.acts.export.isEnabled()
    assert "one decision" in screen.head.why_not
    assert screen.records.decide.isVisible()
    screen.records.decide.out_button.click()
    settle(screen, qtbot)
    assert not screen.records.decide.isVisible()
    assert screen.head.export.isEnabled()
    screen.acts.undo.trigger()
    settle(screen, qtbot)
    assert screen.records.decide.isVisible()
    assert not screen.head.export.isEnabled()


def test_a_record_is_included_only_with_a_written_reason(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot
) -> None:
    """The button stays off until a reason is written; the reason then stands in the row."""
    fill(screen, qtbot, (shelf.article, shelf.asks_again))
    screen.records.decide.in_button.click()
    dialog = screen.window().findChild(IncludeDialog)
    assert isinstance(dialog, IncludeDialog)
    dialog.reason.setPlainText("   ")
    assert not dialog.include.isEnabled()
    dialog.reason.setPlainText("Agreed by telephone on 3 May.")
    dialog.include.click()
    settle(screen, qtbot)
    assert decisions(screen) == [Decision.AS_IT_IS, Decision.AS_IT_IS]
    assert "Agreed by telephone" in screen.records.model.rows[1].reason


def test_a_refusal_cannot_be_overridden_here(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot
) -> None:
    """Where the interviewee said no, no reason is even asked for."""
    fill(screen, qtbot, (shelf.article, shelf.refused))
    screen.records.view.choose((shelf.refused,))
    assert not screen.acts.include.isEnabled()
    screen.steps.ask_reason(shelf.refused)
    assert screen.window().findChild(IncludeDialog) is None


def test_a_dossier_is_written_without_the_withheld_testimony(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot, tmp_path: Path
) -> None:
    """The file is there whole; the withheld one is counted with its reason; the sum is shown."""
    fill(screen, qtbot, (shelf.article, shelf.agreed, shelf.unrecorded))
    withheld = screen.records.model.rows[2]
    assert withheld.decision is Decision.LEFT_OUT
    assert "No consent is recorded" in withheld.reason
    out = tmp_path / "dossier.pdf"
    export(screen, qtbot, out)
    data = out.read_bytes()
    assert page_count(data) > 1
    assert screen.records.check.isVisible()
    card = screen.records.check
    assert hashlib.sha256(data).hexdigest() in card._hash.toolTip() + card._hash.text()
    assert "1 withheld" in card._sentence.text()
    assert str(page_count(data)) in card._heading.text()


def test_an_existing_file_is_replaced_only_after_asking(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot, tmp_path: Path
) -> None:
    """A file of that name stays as it is until somebody says that it may go."""
    fill(screen, qtbot, (shelf.article,))
    out = tmp_path / "dossier.pdf"
    out.write_bytes(b"something else")
    request = screen._request()
    assert request is not None
    screen.export_flow._request = request
    screen.export_flow.write_to(out)
    qtbot.waitUntil(lambda: screen.window().findChild(Dialog) is not None, timeout=10_000)
    assert out.read_bytes() == b"something else"
    with qtbot.waitSignals(
        [screen.export_flow.running_changed, screen.export_flow.running_changed], timeout=60_000
    ):
        screen.export_flow._answered("act")
    assert page_count(out.read_bytes()) > 1


def test_the_preview_shows_pages_and_their_headings(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot
) -> None:
    """The pages appear by themselves, with contents to jump by."""
    fill(screen, qtbot, (shelf.article, shelf.agreed))
    qtbot.waitUntil(lambda: screen.preview.count > 1, timeout=60_000)
    assert not screen.preview.view._picture.isNull()
    qtbot.waitUntil(lambda: screen.preview.contents.isEnabled(), timeout=60_000)
    first = screen.preview.page
    screen.acts.next_page.trigger()
    assert screen.preview.page == first + 1


def test_order_changes_by_keyboard_and_undo_restores_it(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot
) -> None:
    """Alt and an arrow move a record; Delete takes it out; both can be undone."""
    fill(screen, qtbot, (shelf.article, shelf.agreed, shelf.unrecorded))
    view = screen.records.view
    view.choose((shelf.agreed,))
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert screen.history.basket.ids[:2] == (shelf.agreed, shelf.article)
    assert view.chosen == (shelf.agreed,)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert shelf.agreed not in screen.history.basket.ids
    screen.acts.undo.trigger()
    screen.acts.undo.trigger()
    assert screen.history.basket.ids == (shelf.article, shelf.agreed, shelf.unrecorded)


def test_records_are_found_and_added_in_place(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot
) -> None:
    """Words or a code find records; Enter adds the first that is not inside yet."""
    picker = screen.records.picker
    picker.field.line.setText("register")
    qtbot.waitUntil(lambda: bool(picker._model.cards), timeout=10_000)
    QTest.keyClick(picker.field.line, Qt.Key.Key_Return)
    assert screen.history.basket.ids == (shelf.unrecorded,)
    picker.field.line.setText("t-001")
    qtbot.waitUntil(
        lambda: any(card.id == shelf.agreed for card in picker._model.cards), timeout=10_000
    )
    QTest.keyClick(picker.field.line, Qt.Key.Key_Return)
    assert shelf.agreed in screen.history.basket.ids


def test_the_basket_comes_back_after_a_lock(
    screen: DossierScreen, session: Session, shelf: Shelf, qtbot: QtBot
) -> None:
    """Records, order, decisions and words are remembered."""
    fill(screen, qtbot, (shelf.agreed, shelf.article, shelf.asks_again))
    screen.steps.leave_out(shelf.asks_again)
    later = DossierScreen(session, None)
    qtbot.addWidget(later)
    later.restore(screen.place())
    settle(later, qtbot)
    assert later.history.basket == screen.history.basket
    assert decisions(later) == decisions(screen)
    later.restore("not a place")
    assert later.history.basket == screen.history.basket


def test_a_record_put_into_the_bin_is_withheld_at_once(
    screen: DossierScreen, session: Session, archive: Archive, shelf: Shelf, qtbot: QtBot
) -> None:
    """Changes elsewhere reach the verdicts without anybody asking."""
    fill(screen, qtbot, (shelf.article, shelf.agreed))
    bin_records(archive, (shelf.article,))
    session.tell(Changes(records=frozenset({shelf.article})))
    qtbot.waitUntil(lambda: decisions(screen)[0] is Decision.LEFT_OUT, timeout=10_000)


def test_a_date_that_is_no_day_keeps_export_off(
    screen: DossierScreen, shelf: Shelf, qtbot: QtBot
) -> None:
    """Consent is measured by the date: without one there is no verdict and no file."""
    fill(screen, qtbot, (shelf.article,))
    screen.records.form.day.setText("in spring")
    screen.records.form.day_typed.emit("in spring")
    assert not screen.head.export.isEnabled()
    assert "date" in screen.head.why_not


def test_narrow_windows_show_one_half_at_a_time(screen: DossierScreen, session: Session) -> None:
    """Below 820 pixels records and preview take turns."""
    session.widths.window_is(700)
    assert session.widths.now is WidthClass.ONE
    assert screen.records.isVisible()
    assert not screen.preview.isVisible()
    screen.acts.switch.trigger()
    assert screen.preview.isVisible()
    assert not screen.records.isVisible()
