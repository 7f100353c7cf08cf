"""Base widgets: plain text, keyboard, names for screen readers, mirroring."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import InputError
from app.ui.direction import isolated, joined, mirrored, set_margins
from app.ui.theme import Theme
from app.ui.tokens import Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import IconButton, primary_button
from app.ui.widgets.chip import Chip
from app.ui.widgets.choices import CheckBox, RadioButton
from app.ui.widgets.dialog import Dialog, error_dialog, question_dialog
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.empty_state import ActionCard
from app.ui.widgets.field import Certainty, Field
from app.ui.widgets.key_caps import caps
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel, plain_tooltip
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.tabs import Tab, Tabs
from app.ui.widgets.text_input import LineInput, SecretInput, TextInput

HOSTILE = '<img src="//host/share/a.png"><b>bold</b>'


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    """An interface that is read from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    """An empty window, shown."""
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("kind", [PlainLabel, ElidedLabel])
def test_a_label_never_interprets_what_it_shows(kind: type[PlainLabel], window: QWidget) -> None:
    """Markup from a record is shown letter by letter, even if somebody asks for rich text."""
    label = kind(HOSTILE, window)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(HOSTILE)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_the_danger_that_plain_labels_avert_is_real(window: QWidget) -> None:
    """Positive control: a bare label would take the same text for markup."""
    bare, plain = QLabel(HOSTILE, window), PlainLabel(HOSTILE, window)
    assert bare.textFormat() is Qt.TextFormat.AutoText
    assert bare.sizeHint().width() < plain.sizeHint().width() / 2


def test_a_tooltip_shows_markup_as_letters() -> None:
    """What Qt would interpret is escaped."""
    assert "<img" not in plain_tooltip(HOSTILE)
    assert "&lt;img" in plain_tooltip(HOSTILE)
    assert plain_tooltip("") == ""


def test_every_label_inside_base_widgets_is_plain(window: QWidget) -> None:
    """Banner, field and dialog show a record's words by plain labels only."""
    layout = QVBoxLayout(window)
    layout.addWidget(Banner(HOSTILE, HOSTILE, tone=Tone.WARN, action="Show"))
    layout.addWidget(Field(HOSTILE, LineInput(), hint=HOSTILE, certainty=Certainty.GUESS))
    dialog = error_dialog(window, HOSTILE, InputError(HOSTILE, HOSTILE))
    dialog.open()
    labels = window.findChildren(QLabel)
    assert len(labels) > 8
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    dialog.close_sheet()


@pytest.mark.parametrize("kind", [LineInput, SecretInput, TextInput])
def test_text_fields_ask_the_input_method_not_to_learn(
    kind: type[LineInput] | type[TextInput], theme: Theme, qtbot: QtBot
) -> None:
    """Every field is marked sensitive and unpredicted."""
    field = kind()
    qtbot.addWidget(field)
    hints = field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_pasted_text_loses_its_formatting(theme: Theme, qtbot: QtBot) -> None:
    """A multi-line field holds plain text whatever is pasted."""
    field = TextInput(HOSTILE)
    qtbot.addWidget(field)
    assert field.toPlainText() == HOSTILE


def test_a_secret_is_dots(theme: Theme, qtbot: QtBot) -> None:
    """The display text of a passphrase holds none of its letters."""
    field = SecretInput()
    qtbot.addWidget(field)
    field.setText("lantern")
    assert set(field.displayText()).isdisjoint("lantern")


def test_a_search_can_be_cleared_by_escape_and_left_by_the_arrow(
    window: QWidget, qtbot: QtBot
) -> None:
    """Escape empties the line, Down gives the keyboard to the list, each letter is told."""
    field = SearchField("Search", window)
    told: list[str] = []
    field.changed.connect(told.append)
    QTest.keyClicks(field.line, "ab")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert told == ["a", "ab", ""]
    with qtbot.waitSignal(field.left_down):
        QTest.keyClick(field.line, Qt.Key.Key_Down)


def test_a_chip_is_closed_by_its_cross_or_by_delete(window: QWidget, qtbot: QtBot) -> None:
    """The word does nothing; cross, Delete and Backspace ask for removal."""
    chip = Chip("2017 to 2021", window, icon="calendar", closable=True)
    chip.resize(chip.sizeHint())
    chip.show()
    told: list[int] = []
    chip.close_requested.connect(lambda: told.append(1))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(30, 11))
    assert told == []
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, 11))
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    QTest.keyClick(chip, Qt.Key.Key_Backspace)
    assert told == [1, 1, 1]


def test_a_chip_that_only_tells_takes_no_keyboard(window: QWidget) -> None:
    """Tab passes over what cannot be pressed."""
    assert Chip("Limited", window).focusPolicy() is Qt.FocusPolicy.NoFocus
    assert Chip("river", window, active=True).focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_tabs_are_walked_by_arrows(window: QWidget) -> None:
    """Right, End, Left and Home move; the key of the chosen tab is told once each."""
    tabs = Tabs([Tab(key=key, label=key.title()) for key in ("text", "details", "more")], window)
    tabs.show()
    told: list[str] = []
    tabs.chosen.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home):
        QTest.keyClick(tabs, key)
    assert told == ["details", "more", "details", "text"]


def test_arrows_follow_the_line_of_reading(window: QWidget, right_to_left: None) -> None:
    """In right-to-left languages the left arrow goes on."""
    tabs = Tabs([Tab(key="text", label="Text"), Tab(key="more", label="More")], window)
    QTest.keyClick(tabs, Qt.Key.Key_Left)
    assert tabs.current == "more"


def test_controls_say_what_they_are(window: QWidget) -> None:
    """Every control has a name for screen readers, those that show only an icon as well."""
    action = QAction("Add files…", window)
    named = (
        IconButton("pencil", "Edit", window),
        Chip("Limited", window),
        Field("Title", LineInput(), window).control,
        SearchField("Search", window, name="Search records").line,
        Dropdown(window, name="Order"),
        ActionCard(action, "Documents", "file-plus", window),
        Tabs([Tab(key="a", label="List", icon="list")], window, icons_only=True, name="View"),
    )
    assert all(widget.accessibleName() for widget in named)
    for control in (primary_button("Accept", window), CheckBox("Yes", window), RadioButton("A")):
        assert control.text()


def test_focus_can_be_seen_on_every_control(window: QWidget, qtbot: QtBot) -> None:
    """With the keyboard on it, each control looks different from before."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    spare = LineInput("", window)
    controls: list[QWidget] = [
        primary_button("Accept", window),
        IconButton("pencil", "Edit", window),
        Chip("river", window, active=True),
        CheckBox("Yes", window),
        RadioButton("One", window),
        LineInput("", window),
        Dropdown(window),
        TextInput("", window),
    ]
    for control in controls:
        control.resize(160, 40)
        control.show()
        spare.show()
        spare.setFocus()
        plain = control.grab().toImage()
        control.setFocus()
        assert QApplication.focusWidget() is control
        assert control.grab().toImage() != plain, type(control).__name__


def test_a_certainty_is_said_in_words_too(window: QWidget) -> None:
    """Dots and colour never stand alone."""
    field = Field("Place", LineInput(), window, certainty=Certainty.GUESS)
    assert field._mark.accessibleName() == "Guess"
    field.set_certainty(None)
    assert not field._mark.isVisibleTo(window)


def test_a_dialog_keeps_the_keyboard_and_the_windows_shortcuts_out(
    window: QWidget, qtbot: QtBot
) -> None:
    """While a dialog is open, Tab stays inside and the window's shortcuts rest; lock does not."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field, told = LineInput("", window), list[str]()
    field.show()
    for name, keys in (("find", "Ctrl+F"), ("lock", "Ctrl+Shift+L")):
        action = QAction(name, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False, name=name: told.append(name))
        window.addAction(action)
    field.setFocus()
    dialog: Dialog = question_dialog(window, "Destroy?", "3 records.", act="Destroy 3 records")
    dialog.open()
    for _step in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None and dialog.isAncestorOf(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    control = Qt.KeyboardModifier.ControlModifier
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_F, control)
    QTest.keyClick(focused, Qt.Key.Key_L, control | Qt.KeyboardModifier.ShiftModifier)
    assert told == ["lock"]
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_F, control)
    assert told == ["lock", "find"]


def test_a_dialog_keeps_its_buttons_in_sight_where_there_is_little_room(
    window: QWidget, theme: Theme
) -> None:
    """At 300 % on a small screen the words scroll; title and buttons stay whole."""
    window.resize(455, 256)
    dialog = error_dialog(window, "The file could not be added", InputError("a " * 400, "b " * 90))
    dialog.open()
    QApplication.processEvents()
    card = dialog.card.geometry()
    assert dialog.rect().contains(card)
    assert dialog._primary is not None
    button = dialog._primary
    corner = button.mapTo(dialog.card, button.rect().bottomRight())
    assert dialog.card.rect().contains(corner)
    assert button.height() == button.sizeHint().height()
    assert dialog.title.height() >= dialog.title.heightForWidth(dialog.title.width())


def test_the_safe_answer_is_primary_where_something_is_destroyed(window: QWidget) -> None:
    """Enter cancels a question about harm; the harm's button says the consequence."""
    dialog = question_dialog(window, "Destroy?", "…", act="Destroy 3 records", harm=True)
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    dialog.open()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert chosen == ["cancel"]


def test_enter_presses_the_button_that_has_the_keyboard(window: QWidget) -> None:
    """With the focus on Cancel, Enter cancels, whatever the primary button is."""
    dialog = question_dialog(window, "Add?", "3 files.", act="Add 3 files")
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    dialog.open()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert chosen == ["cancel"]


def test_margins_and_rectangles_are_mirrored(window: QWidget, right_to_left: None) -> None:
    """What Qt does not turn by itself is turned in one place."""
    layout = QVBoxLayout()
    set_margins(layout, 1, 2, 3, 4)
    margins = layout.contentsMargins()
    assert (margins.left(), margins.right()) == (3, 1)
    inner, outer = QRect(10, 0, 20, 10), QRect(0, 0, 100, 10)
    assert mirrored(inner, outer, Qt.LayoutDirection.RightToLeft).left() == 70
    assert mirrored(inner, outer, Qt.LayoutDirection.LeftToRight).left() == 10


def test_a_line_of_parts_takes_the_interfaces_direction(theme: Theme) -> None:
    """Parts from elsewhere cannot turn the line: each is isolated, and the line has a mark."""
    line = joined("T-022", "شهادة", "", "2020")
    assert line.startswith("\u200e")
    assert line.count("\u2068") == line.count("\u2069") == 3
    assert isolated("x") == "\u2068x\u2069"


def test_the_same_line_in_a_mirrored_interface(theme: Theme, right_to_left: None) -> None:
    """The mark says right to left there."""
    assert joined("T-022").startswith("\u200f")


@pytest.mark.parametrize(
    ("keys", "drawn"),
    [("Ctrl+Shift+E", ["Ctrl", "Shift", "E"]), ("F1", ["F1"]), ("Ctrl++", ["Ctrl", "+"]), ("", [])],
)
def test_key_caps_show_each_key(theme: Theme, keys: str, drawn: list[str]) -> None:
    """A chord is parted into the caps of a keyboard."""
    assert caps(QKeySequence(keys)) == drawn


def test_labels_follow_the_text_size(theme: Theme, window: QWidget) -> None:
    """What is shown already grows when the setting changes."""
    label = PlainLabel("Title", window, size=Size.TITLE)
    before = label.font().pixelSize()
    from dataclasses import replace

    theme.apply(replace(theme.settings, text_size=1.5))
    assert label.font().pixelSize() == round(before * 1.5)
