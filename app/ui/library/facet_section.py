"""One facet of the present result: its values with counts, to tick or to press."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QVBoxLayout, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.library.flow_layout import FlowLayout
from app.ui.library.side_row import TickRow
from app.ui.reader.pop_up import pop_up
from app.ui.tokens import Size, Tone
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.chip import Chip
from app.ui.widgets.section_header import SectionHeader

FEW = 5
"""Values shown before "More" is pressed."""
MANY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a facet.

    Attributes:
        count: Hits that have it; below 0 where that is not known.
    """

    value: str
    word: str
    count: int
    chosen: bool
    left_out: bool = False

    @property
    def is_set(self) -> bool:
        """Whether it narrows the result."""
        return self.chosen or self.left_out


class FacetSection(QWidget):
    """A facet. Its rows are kept and shown again: a keystroke makes no widgets.

    Args:
        chips: Show the values as chips (tags) instead of rows.
    """

    toggled = Signal(str)
    """The value that was pressed."""
    turned_out = Signal(str)
    """The value that is to be left out, or not any more."""

    def __init__(self, title: str, parent: QWidget | None = None, *, chips: bool = False) -> None:
        super().__init__(parent)
        self._chips = chips
        self._choices: tuple[Choice, ...] = ()
        self._rows: list[QAbstractButton] = []
        self._whole, self._meant = False, ""
        self._head = SectionHeader(title, self)
        self._more = Button("", self, kind=ButtonKind.LINK, size=Size.META)
        self._more.clicked.connect(self._turn_more)
        self._box = QWidget(self)
        self._inner: QVBoxLayout | FlowLayout
        if chips:
            self._inner = FlowLayout(self._box)
        else:
            self._inner = QVBoxLayout(self._box)
            self._inner.setSpacing(0)
        self._inner.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        set_margins(layout, 0, 0, 0, 8)
        layout.setSpacing(2 if not chips else 6)
        inset = QVBoxLayout()
        set_margins(inset, 8, 2, 8, 2)
        inset.addWidget(self._head)
        layout.addLayout(inset)
        layout.addWidget(self._box)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        if chips:
            set_margins(self._inner, 6, 0, 6, 0)
        self.hide()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these values; none hides the facet."""
        self._choices = tuple(choices[:MANY])
        self.setVisible(bool(choices))
        self._fill()

    def _fill(self) -> None:
        shown = self._choices if self._whole else self._first_ones()
        while len(self._rows) < len(shown):
            self._rows.append(self._make_row())
        for at, row in enumerate(self._rows):
            if at >= len(shown):
                row.hide()
                continue
            choice = shown[at]
            if isinstance(row, TickRow):
                row.show_value(choice.word, choice.count, left_out=choice.left_out)
            elif isinstance(row, Chip):
                _show_chip(row, choice)
            row.setProperty("value", choice.value)
            row.setChecked(choice.chosen)
            row.show()
        left = len(self._choices) - FEW
        self._more.setVisible(left > 0)
        word = _("Fewer") if self._whole else _("{count} more").format(count=left)
        self._more.setText(f"  {word}")

    def _first_ones(self) -> tuple[Choice, ...]:
        """The most frequent, and those that are chosen."""
        head = self._choices[:FEW]
        return head + tuple(choice for choice in self._choices[FEW:] if choice.is_set)

    def _make_row(self) -> QAbstractButton:
        made: QAbstractButton
        if self._chips:
            made = Chip("", self._box, active=True, edged=True)
            made.setCheckable(True)
        else:
            made = TickRow(self._box)
        made.clicked.connect(self._pressed)
        made.installEventFilter(self)
        self._inner.addWidget(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Minus leaves a value out, or takes it in again; so does the menu of its row."""
        if isinstance(watched, QAbstractButton):
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                if event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Delete):
                    self.turned_out.emit(str(watched.property("value")))
                    return True
            elif isinstance(event, QContextMenuEvent):
                self._show_menu(watched, event.globalPos())
                return True
        return super().eventFilter(watched, event)

    def _show_menu(self, row: QAbstractButton, place: QPoint) -> None:
        self._meant = str(row.property("value"))
        choice = next((each for each in self._choices if each.value == self._meant), None)
        if choice is None:
            return
        menu = QMenu(self)
        take = QAction(_("Not chosen any more") if choice.chosen else _("Choose"), menu)
        leave = QAction(_("Not left out any more") if choice.left_out else _("Leave out"), menu)
        leave.setShortcut(Qt.Key.Key_Minus)
        take.triggered.connect(self._menu_take)
        leave.triggered.connect(self._menu_leave)
        menu.addActions([take, leave])
        pop_up(menu, place)

    @Slot()
    def _menu_take(self) -> None:
        self.toggled.emit(self._meant)

    @Slot()
    def _menu_leave(self) -> None:
        self.turned_out.emit(self._meant)

    @Slot()
    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, QAbstractButton):
            self.toggled.emit(str(row.property("value")))

    @Slot()
    def _turn_more(self) -> None:
        self._whole = not self._whole
        self._fill()


def _show_chip(chip: Chip, choice: Choice) -> None:
    text = f"{choice.word} {choice.count:,}" if choice.count >= 0 else choice.word
    if choice.left_out:
        text = _("not {value}").format(value=choice.word)
    if chip.text() != text:
        chip.show_value(
            text,
            icon="ban" if choice.left_out else "",
            tone=Tone.NEUTRAL,
        )
