"""The log in the window: the head, the entries as one scrolls, one record, a head that was kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.auditing import audit_head, audit_lines, count_audit_lines
from app.archive.changing import bin_records, unbin_records
from app.archive.opening import Archive
from app.handoff.qr import qr_modules
from app.records.audit import Act, act_label
from app.settings import Settings, ThemeChoice
from app.ui.health.log_model import LINE_ROLE, PAGE
from app.ui.health.qr_view import QrView
from app.ui.health.screen import HealthScreen
from app.ui.session import Session
from app.ui.theme import Theme
from app.ui.widgets.plain_label import PlainLabel
from tests.ui.health.conftest import fill, settle


def test_every_act_has_words() -> None:
    """No entry is shown by its name in the table."""
    labels = [act_label(act) for act in Act]
    assert all(label and label != act for label, act in zip(labels, Act, strict=True))


def test_the_newest_entry_comes_first(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """What was just done stands on top, in words, with the record's code."""
    card = fill(archive, 1)[0]
    bin_records(archive, (card.id,))
    screen.arrive("")
    settle(qtbot, session)
    first = screen.log.model.index(0)
    assert first.data() == act_label(Act.BINNED)
    assert card.code in first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert screen.log.model.rowCount() == count_audit_lines(archive)
    screen.log.view.setCurrentIndex(first)
    with qtbot.waitSignal(session.go_to) as gone:
        QTest.keyClick(screen.log.view, Qt.Key.Key_Return)
    assert gone.args == ["library", card.id]


def test_the_head_is_shown_as_words_and_code(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """Twelve words and a QR code of the hash; copying gives both."""
    head = audit_head(archive)
    card = screen.log.head
    assert card.words.text() == " ".join(head.words)
    assert card.qr._modules == qr_modules(head.hash.upper())
    screen.acts.copy_head.trigger()
    assert head.hash in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("dark", [False, True])
def test_the_code_is_dark_on_light_in_both_themes(qtbot: QtBot, theme: Theme, dark: bool) -> None:
    """Few readers know light on dark: the margin is light and the corner's pattern is dark."""
    theme.apply(Settings(theme=ThemeChoice.DARK if dark else ThemeChoice.LIGHT))
    view = QrView()
    qtbot.addWidget(view)
    modules = qr_modules("A0" * 32)
    view.show_modules(modules)
    view.resize(view.sizeHint())
    picture = view.grab().toImage()
    step = view.width() // len(modules)
    left = round((view.width() - len(modules) * step) / 2)

    def lightness(row: int, column: int) -> float:
        x, y = left + column * step + step // 2, left + row * step + step // 2
        return QColor(picture.pixel(x, y)).lightnessF()

    for row, squares in enumerate(modules):
        for column, is_dark in enumerate(squares):
            assert (lightness(row, column) < 0.5) is is_dark


def test_pages_are_fetched_as_one_scrolls(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """Only the first page is read at first; the oldest entry comes when it is looked at."""
    ids = tuple(card.id for card in fill(archive, 4))
    while count_audit_lines(archive) <= 3 * PAGE:
        bin_records(archive, ids)
        unbin_records(archive, ids)
    screen.arrive("")
    settle(qtbot, session)
    model = screen.log.model
    assert model.rowCount() == count_audit_lines(archive)
    assert len(model._pages) == 1
    screen.log.view.scrollToBottom()
    screen.log.view.repaint()
    qtbot.waitUntil(lambda: len(model._pages) > 1)
    settle(qtbot, session)
    last = model.index(model.rowCount() - 1).data(LINE_ROLE)
    assert last.number == 1


def test_one_record(qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen) -> None:
    """Its code narrows the log to what was done with it; an unknown code says so."""
    cards = fill(archive, 2)
    bin_records(archive, (cards[1].id,))
    screen.arrive(cards[0].code.lower())
    settle(qtbot, session)
    model = screen.log.model
    subjects = {model.index(row).data(LINE_ROLE).subject for row in range(model.rowCount())}
    assert subjects == {cards[0].id}
    screen.log.filter.set_text("T-999")
    settle(qtbot, session)
    assert model.rowCount() == 0
    said = [label.text() for label in screen.log.findChildren(PlainLabel) if label.isVisible()]
    assert "No record has this code." in said
    screen.acts.all_entries.trigger()
    settle(qtbot, session)
    assert model.rowCount() == count_audit_lines(archive)


def test_a_head_that_was_kept(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """The words of an earlier head are found, with how much came after; strange ones are not."""
    cards = fill(archive, 2)
    kept = audit_head(archive)
    bin_records(archive, (cards[0].id,))
    answer = screen.log.head.answer
    screen.compare_flow.compare(", ".join(kept.words).upper())
    settle(qtbot, session)
    assert answer.isVisible()
    assert f"entry {kept.number}" in answer.accessibleName()
    assert "1 entry came after it" in answer.accessibleName()
    screen.compare_flow.compare("f" * 64)
    settle(qtbot, session)
    assert "No entry" in answer.accessibleName()


def test_what_is_no_head_is_said_to_be_none(
    qtbot: QtBot, session: Session, screen: HealthScreen
) -> None:
    """Eleven words are no head: the reason is told, nothing is claimed."""
    with qtbot.waitSignal(session.trouble) as told:
        screen.compare_flow.compare("one two three")
    settle(qtbot, session)
    assert told.args is not None and told.args[1].happened
    assert not screen.log.head.answer.isVisible()


@pytest.mark.parametrize(("width", "both"), [(1298, True), (843, True), (600, False)])
def test_page_and_log_fit(
    qtbot: QtBot, archive: Archive, session: Session, width: int, both: bool, tmp_path: Path
) -> None:
    """Beside each other where there is room; otherwise one, and F6 changes between them."""
    session.widths.window_is(width + 68 if both else width)
    screen = HealthScreen(session, None)
    qtbot.addWidget(screen)
    screen.resize(width, 640)
    screen.show()
    assert screen.pane.isVisible()
    assert screen.log.isVisible() is both
    screen.acts.switch.trigger()
    assert screen.log.isVisible()
    assert screen.pane.isVisible() is both
    settle(qtbot, session)
    assert audit_lines(archive, limit=1)
