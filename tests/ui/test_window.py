"""The window around the screens: going about, palette, status, undo, place, widths."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive, KdfParameters, create_archive
from app.errors import InputError
from app.progress import Progress
from app.ui.clipboard import ClipboardGuard
from app.ui.jobs import Lane, Lanes, UnexpectedError
from app.ui.palette import Command, CommandModel, CommandPalette, matches
from app.ui.rail import RailButton
from app.ui.screen import MenuAction, Screen, menu_action
from app.ui.session import Changes, Session, Undo
from app.ui.widgets.dialog import Dialog
from app.ui.widths import WidthClass, width_class
from app.ui.window import LOCK_SHORTCUT, Window

QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)


class TextScreen(Screen):
    """A screen with one field and one action, which notes what happens to it."""

    def __init__(self, session: Session, key: str, title: str, number: int) -> None:
        super().__init__(
            session, None, key=key, title=title, icon="library", shortcut=f"Ctrl+{number}"
        )
        self.field = QLineEdit(self)
        self.setFocusProxy(self.field)
        QVBoxLayout(self).addWidget(self.field)
        self.done: list[str] = []
        self.arrived: list[str] = []
        self._actions = [menu_action(self, "record", f"Do {title}", shortcut="Ctrl+D")]
        self._actions[0].action.triggered.connect(self._do)

    def _do(self) -> None:
        self.done.append(self.key)

    def menu_actions(self) -> list[MenuAction]:
        """Its one action."""
        return self._actions

    def save_pending(self) -> None:
        """Note it."""
        self.done.append("saved")

    def place(self) -> str:
        """What is in the field."""
        return self.field.text()

    def restore(self, place: str) -> None:
        """Put it back."""
        self.field.setText(place)

    def arrive(self, argument: str) -> None:
        """Note the argument."""
        self.arrived.append(argument)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    with create_archive(tmp_path / "Blue notebook.satchel", "x", kdf=QUICK).archive as made:
        yield made


@pytest.fixture
def session(archive: Archive, lanes: Lanes) -> Session:
    """The archive with its lanes."""
    return Session(archive, lanes)


def make_window(session: Session, qtbot: QtBot) -> Window:
    """A window with three screens, shown and active."""
    screens = [
        TextScreen(session, "library", "Library", 1),
        TextScreen(session, "intake", "Add", 2),
        TextScreen(session, "dossier", "Dossier", 3),
    ]
    window = Window(session, screens, ClipboardGuard())
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Window:
    """A window with three screens."""
    return make_window(session, qtbot)


def screen(window: Window, key: str) -> TextScreen:
    """One of the three."""
    found = window.screens[key]
    assert isinstance(found, TextScreen)
    return found


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key where the keyboard is."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(focused(), key, held)


CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_screens_are_reached_by_keyboard(window: Window) -> None:
    """Ctrl+2 shows the second screen, marks it in the rail and gives it the keyboard."""
    press(Qt.Key.Key_2, CONTROL)
    assert window.present.key == "intake"
    assert focused() is screen(window, "intake").field
    checked = {key: button.isChecked() for key, button in window.rail._buttons.items()}
    assert checked == {
        "library": False,
        "intake": True,
        "dossier": False,
        "settings": False,
        "lock": False,
    }


def test_every_entry_of_the_rail_does_something(window: Window, qtbot: QtBot) -> None:
    """There is no destination that leads nowhere."""
    for key in ("library", "intake", "dossier"):
        window.rail._buttons[key].click()
        assert window.present.key == key
    with qtbot.waitSignal(window.settings_wanted):
        window.rail._buttons["settings"].click()
    with qtbot.waitSignal(window.session.lock_requested):
        window.rail._buttons["lock"].click()


def test_the_same_shortcut_means_the_screen_that_is_shown(window: Window) -> None:
    """Two screens may share a shortcut; the one in sight answers, without ambiguity."""
    press(Qt.Key.Key_D, CONTROL)
    window.show_screen("dossier")
    press(Qt.Key.Key_D, CONTROL)
    assert screen(window, "library").done == ["library"]
    assert screen(window, "dossier").done == ["dossier"]


def test_no_two_actions_share_a_shortcut(window: Window) -> None:
    """In each screen's menus every shortcut is there once, and Ctrl+L is free."""
    for key in window.screens:
        window.show_screen(key)
        used = [action.shortcut().toString() for action in window.menus.actions_shown()]
        used = [keys for keys in used if keys]
        assert len(used) == len(set(used))
        assert "Ctrl+L" not in used
        assert LOCK_SHORTCUT in used


def test_the_lock_shortcut_asks_to_lock(window: Window, qtbot: QtBot) -> None:
    """Ctrl+Shift+L works from within a field, as a panic key has to."""
    screen(window, "library").field.setFocus()
    with qtbot.waitSignal(window.session.lock_requested):
        press(Qt.Key.Key_L, CONTROL, SHIFT)


def test_a_record_is_opened_from_anywhere(window: Window) -> None:
    """`go_to` shows the screen and hands over what to show; unknown screens change nothing."""
    window.session.go_to.emit("dossier", "T-014")
    assert window.present.key == "dossier"
    assert screen(window, "dossier").arrived[-1] == "T-014"
    window.session.go_to.emit("nowhere", "")
    assert window.present.key == "dossier"


def palette_of(window: Window) -> CommandPalette:
    """The palette, opened by its shortcut."""
    press(Qt.Key.Key_K, CONTROL)
    found = [palette for palette in window.findChildren(CommandPalette) if palette.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_palette_does_an_action_by_its_name(window: Window) -> None:
    """Ctrl+K, a part of the name, Enter: done, and the keyboard is back where it was."""
    field = screen(window, "library").field
    field.setFocus()
    palette = palette_of(window)
    QTest.keyClicks(palette.field.line, "do lib")
    press(Qt.Key.Key_Return)
    assert screen(window, "library").done == ["library"]
    assert focused() is field


def test_the_palette_is_walked_by_arrows_and_left_by_escape(window: Window) -> None:
    """Down passes over headings; Escape first empties, then closes."""
    palette = palette_of(window)
    QTest.keyClicks(palette.field.line, "dossier")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert palette.isVisible() and palette.field.text() == ""
    press(Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_menus_outlive_the_palette(window: Window) -> None:
    """Tab in a sheet walks its controls; closing it takes nothing of the window along."""
    palette = palette_of(window)
    for _step in range(3):
        press(Qt.Key.Key_Tab)
    palette.close_sheet()
    QApplication.sendPostedEvents(palette, QEvent.Type.DeferredDelete)
    window.show_screen("dossier")
    assert len(window.menus.actions_shown()) > 5


def test_every_action_of_the_window_is_in_the_palette(window: Window) -> None:
    """What has a place in the menus can be found by name as well (but the palette itself)."""
    palette = palette_of(window)
    model = palette._model
    rows = [model.row(model.index(number)) for number in range(model.rowCount())]
    names = {row.action for row in rows if isinstance(row, Command)}
    shown = {
        action for action in window.menus.actions_shown() if action.text() != "Find an action…"
    }
    assert names == shown


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("", ()),
        ("dos", (7, 8, 9)),
        ("dos add", (0, 1, 2, 7, 8, 9)),
        ("xyz", None),
        ("ADD xyz", None),
        ("ADD", (0, 1, 2)),
    ],
)
def test_words_match_in_any_order(typed: str, places: tuple[int, ...] | None) -> None:
    """Each typed word stands somewhere in the name, whatever its capitals."""
    assert matches("Add to dossier", typed) == places


def test_headings_of_empty_groups_are_not_shown(window: Window) -> None:
    """A search that finds nothing lists nothing."""
    commands = [Command(group="Actions", action=entry.action) for entry in window._own]
    model = CommandModel(commands)
    model.filter("qqqq")
    assert model.rowCount() == 0


def test_undo_takes_back_and_tells_the_views(window: Window, qtbot: QtBot) -> None:
    """The strip offers undo, runs it on the writing lane, and says what changed."""
    session, undone = window.session, list[str]()

    def put_back(_progress: Progress) -> None:
        undone.append("put back")

    changes = Changes(records=frozenset(["a"]))
    session.say("Moved 1 record to the bin", Undo(work=put_back, changes=changes))
    assert window.status.undo_button.isVisible()
    with qtbot.waitSignal(session.changed) as told:
        window.status.undo_button.click()
    assert undone == ["put back"]
    assert told.args == [changes]
    assert not window.status.undo_button.isVisible()


def test_a_long_job_shows_itself_and_can_be_cancelled(window: Window, qtbot: QtBot) -> None:
    """After half a second a titled job stands in the strip; Cancel stops it."""

    def work(progress: Progress) -> None:
        while True:
            progress.step("Reading pages", 3, 9)

    window.session.run(Lane.BROWSE, lambda _p: None)
    job = window.session.run(Lane.LONG, work, title="Reading")
    strip = window.status._progress
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: "3 of 9" in strip._what.text())
    with qtbot.waitSignal(job.cancelled):
        strip.cancel.click()
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_a_quick_job_never_shows(window: Window, qtbot: QtBot) -> None:
    """What is over within half a second leaves the strip as it was."""
    job = window.session.run(Lane.BROWSE, lambda _p: 1, title="Listing")
    with qtbot.waitSignal(job.ended):
        pass
    assert not window.status._progress.isVisible()
    assert window.status._jobs == []


def test_an_error_says_what_is_safe(window: Window) -> None:
    """The dialog names what could not be done, what happened, what is safe, what to do."""
    window.session.show_trouble("The file could not be added", InputError("It is empty.", "Other."))
    dialog = window.findChild(Dialog)
    assert isinstance(dialog, Dialog) and dialog.isVisible()
    shown = [label.text() for label in dialog.findChildren(type(dialog.title))]
    for words in ("The file could not be added", "It is empty.", "Other.", "What is safe"):
        assert words in shown


def test_the_report_of_a_bug_can_be_copied(window: Window) -> None:
    """Types and frames go to the clipboard, on request."""
    try:
        raise ValueError("secret words")
    except ValueError as error:
        window.session.show_trouble("This did not work", UnexpectedError(error))
    window._answered("report")
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied and "secret words" not in copied


def test_a_lock_saves_and_the_next_window_returns(
    window: Window, session: Session, qtbot: QtBot
) -> None:
    """Screen and places are kept inside the archive and found again."""
    window.show_screen("dossier")
    screen(window, "dossier").field.setText("page 14")
    saving = window.save_pending()
    assert saving is not None
    with qtbot.waitSignal(saving.ended):
        pass
    assert screen(window, "library").done == ["saved"]
    later = make_window(session, qtbot)
    later.go_back()
    qtbot.waitUntil(lambda: later.present.key == "dossier")
    assert screen(later, "dossier").field.text() == "page 14"


@pytest.mark.parametrize("remembered", ["", "[]", "{", '{"screen": 7, "places": {"library": 3}}'])
def test_a_strange_place_changes_nothing(window: Window, remembered: str) -> None:
    """A place from another version of the program never keeps the window from opening."""
    window._go_back_to(remembered)
    assert window.present.key == "library"


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (1366, WidthClass.THREE),
        (1240, WidthClass.THREE),
        (1239, WidthClass.TWO),
        (820, WidthClass.TWO),
        (819, WidthClass.ONE),
        (455, WidthClass.ONE),
    ],
)
def test_panes_follow_the_width(width: int, expected: WidthClass) -> None:
    """Three panes from 1240 logical pixels, two from 820, one below."""
    assert width_class(width) is expected


def test_a_narrow_window_gives_its_room_to_the_text(window: Window, qtbot: QtBot) -> None:
    """Below 820 the rail goes; below 620 of height it has icons only; screens are told."""
    told: list[WidthClass] = []
    window.session.widths.changed.connect(told.append)
    window.resize(911, 512)
    assert window.rail.isVisible() and window.rail._buttons["library"]._bare
    window.resize(683, 384)
    assert not window.rail.isVisible()
    assert told == [WidthClass.TWO, WidthClass.ONE]


def test_dropped_files_reach_the_intake_screen(window: Window, tmp_path: Path) -> None:
    """Files may be dropped anywhere; what is no file of this computer is not taken."""
    file = tmp_path / "page.txt"
    file.write_text("x")
    told: list[tuple[Path, ...]] = []
    window.session.files_offered.connect(told.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.org/a.txt")])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert told == [(file,)]
    assert window.present.key == "intake"


def test_long_words_of_the_rail_take_two_lines(window: Window) -> None:
    """A destination is never cut where it can be broken between words."""
    action = window.menus.actions_shown()[0]
    button = RailButton(action, "inbox", "Add and review", window.rail, destination=True)
    short = RailButton(action, "inbox", "Library", window.rail, destination=True)
    assert " ".join(button._lines()) == "Add and review"
    assert (len(button._lines()), len(short._lines())) == (2, 1)
    assert button.sizeHint().height() > short.sizeHint().height()


def test_badges_are_shown_and_spoken(window: Window) -> None:
    """A number in the rail is said to screen readers too."""
    window.session.badge.emit("intake", 8)
    assert "8" in window.rail._buttons["intake"].accessibleDescription()
    window.session.badge.emit("intake", 0)
    assert window.rail._buttons["intake"].accessibleDescription() == ""
