"""Words are shown as they are, on every screen: nothing in them opens, loads or hides anything."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive, KdfParameters, create_archive
from app.errors import InputError
from app.progress import Silent
from app.ui.clipboard import ClipboardGuard
from app.ui.jobs import Lanes
from app.ui.library.screen import LibraryScreen
from app.ui.lock_screen import LockScreen
from app.ui.new_archive import NewArchivePage
from app.ui.session import Session
from app.ui.widgets.dialog import error_dialog
from app.ui.window import Window
from app.ui.window_process import make_screens
from tests.records.builders import a_testimony, an_article
from tests.ui.plain_texts import HOSTILE, markup_in, takes_markup

UI = Path(__file__).resolve().parents[2] / "app" / "ui"
QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)

# These guess markup, open links, or write down what was chosen.
DIALOGS = {"QMessageBox", "QErrorMessage", "QInputDialog", "QFileDialog", "QColorDialog", "QWizard"}
WRITERS = {"QSettings", "QDesktopServices", "QSystemTrayIcon"}
GUESSERS = {"QTextBrowser", "QWhatsThis", "QToolTip", "QStaticText", "QSplashScreen"}
CALLS = {
    *("setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown", "setWhatsThis"),
    *("openUrl", "setOpenLinks"),
}
FORBIDDEN = DIALOGS | WRITERS | GUESSERS | CALLS | {"QLabel", "setOpenExternalLinks"}
ALLOWED = {"plain_label.py": {"QLabel", "setOpenExternalLinks"}}


def named(tree: ast.AST) -> Iterator[str]:
    """The names that a module uses, bare or behind a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name


def test_no_module_uses_what_guesses() -> None:
    """Neither Qt's own dialogs nor any way to put markup in; labels are the plain one."""
    found = {
        path.name: set(named(ast.parse(path.read_text(encoding="utf-8")))) & FORBIDDEN
        for path in UI.rglob("*.py")
    }
    assert {name: used for name, used in found.items() if used} == ALLOWED


@pytest.fixture
def hostile_archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive whose every word is markup that would open something."""
    place = tmp_path / "a.satchel"
    with create_archive(place, "tide pebble lantern", kdf=QUICK).archive as made:
        records = (
            a_testimony(HOSTILE, HOSTILE, title=HOSTILE, tags=(HOSTILE,)),
            an_article(HOSTILE, HOSTILE, title=HOSTILE, tags=(HOSTILE,)),
        )
        add_records(made, [Addition(records=records, collection=HOSTILE)], Silent())
        yield made


def settle(qtbot: QtBot, lanes: Lanes) -> None:
    """Wait until no job runs."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not lanes.running(), timeout=20_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not lanes.running(), timeout=20_000)


def test_every_screen_shows_words_as_they_are(
    qtbot: QtBot, hostile_archive: Archive, lanes: Lanes
) -> None:
    """Labels, tooltips and lists of each screen, with a record open and a trouble told."""
    session = Session(hostile_archive, lanes)
    session.widths.window_is(1366)
    holder = QWidget()
    window = Window(session, make_screens(session, holder), ClipboardGuard(), holder)
    qtbot.addWidget(holder)
    holder.resize(1366, 768)
    window.resize(1366, 768)
    holder.show()
    for key, screen in window.screens.items():
        window.show_screen(key)
        settle(qtbot, lanes)
        if isinstance(screen, LibraryScreen):
            card = screen.results.model.hit(0)
            assert card is not None
            screen.open_record(card.card.id)
            settle(qtbot, lanes)
            assert screen.reader.record == card.card.id
        assert list(markup_in(window)) == []
    window.show_trouble(HOSTILE, InputError(HOSTILE, HOSTILE))
    session.say(HOSTILE)
    assert list(markup_in(window)) == []


def test_pages_before_an_archive_show_words_as_they_are(qtbot: QtBot, lanes: Lanes) -> None:
    """The lock screen with a hostile name and sentence, the path to a new archive, a dialog."""
    lock_screen = LockScreen(lanes, Path("/nowhere", f"{HOSTILE.replace('/', '-')}"), HOSTILE)
    page = NewArchivePage(lanes)
    for widget in (lock_screen, page):
        qtbot.addWidget(widget)
        widget.show()
        settle(qtbot, lanes)
        assert list(markup_in(widget)) == []
    dialog = error_dialog(page, HOSTILE, InputError(HOSTILE, HOSTILE), safe=HOSTILE)
    assert list(markup_in(dialog)) == []


def test_the_look_for_markup_finds_it(qtbot: QtBot) -> None:
    """A label that guesses, a field that takes markup, a tooltip: each is found."""
    top = QWidget()
    qtbot.addWidget(top)
    QLabel(HOSTILE, top)
    field = QTextEdit(top)
    field.setToolTip(HOSTILE)
    found = list(markup_in(top))
    assert [each.split(": ")[1][:7] for each in found] == ["guesses", "takes w", "tooltip"]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (HOSTILE, True),
        ("<qt><img src=x></qt>", True),
        ("<qt>&lt;img src=x&gt;</qt>", False),
        ("2019: 4", False),
        ("a < b", False),
    ],
)
def test_markup_is_told_from_words(text: str, *, markup: bool) -> None:
    """Words wrapped and escaped are words."""
    assert takes_markup(text) is markup
