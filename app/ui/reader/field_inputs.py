"""Controls for the shapes that a field's value can have. All offer the same three things."""

from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.records.dates import StatedDate, is_edtf
from app.records.vocabularies import label
from app.translation import _
from app.ui.reader.fields import FieldSpec, Shape
from app.ui.reader.tick_box import TickBox
from app.ui.theme import Theme
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.text_input import LineInput, TextInput

_LONG_HEIGHT = 76


class NotUnderstoodError(ValueError):
    """What is typed is no value of this field yet."""


class FieldInput(Protocol):
    """What every control here offers besides its signal `left`."""

    def read(self) -> object:
        """The value that stands in it.

        Raises:
            NotUnderstoodError: It is none.
        """

    def show_value(self, value: object) -> None:
        """Show a value of the record."""


class LineField(LineInput):
    """One line: a text, a number, or a list with its values parted."""

    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(name=spec.label)
        self._spec = spec
        self.editingFinished.connect(self.left)

    def read(self) -> object:
        """Text, tuple of texts, or number."""
        text = self.text().strip()
        if self._spec.shape is Shape.LIST:
            parts = (part.strip() for part in text.split(self._spec.between))
            return tuple(part for part in parts if part)
        if self._spec.shape is Shape.NUMBER:
            if text and not text.isdecimal():
                raise NotUnderstoodError
            return int(text) if text else None
        return text

    def show_value(self, value: object) -> None:
        """Show it in one line."""
        if isinstance(value, tuple):
            self.setText(f"{self._spec.between} ".join(str(part) for part in value))
        else:
            self.setText("" if value is None else str(value))
        self.setCursorPosition(0)


class LongField(TextInput):
    """Several lines."""

    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(name=spec.label)
        self.setFixedHeight(Theme.current().scaled(_LONG_HEIGHT))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard leaves it."""
        super().focusOutEvent(event)
        self.left.emit()

    def read(self) -> object:
        """The text."""
        return self.toPlainText()

    def show_value(self, value: object) -> None:
        """Show the text."""
        self.setPlainText(str(value or ""))


class ChoiceField(Dropdown):
    """One value of a list, or none."""

    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(name=spec.label)
        self._choices = spec.choices
        self.addItem(_("Not recorded"), "")
        for value in spec.choices or ():
            self.addItem(label(value), value.value)
        self.activated.connect(self.left)

    def read(self) -> object:
        """The value, or None."""
        key = self.currentData()
        return self._choices(key) if key and self._choices is not None else None

    def show_value(self, value: object) -> None:
        """Choose it."""
        self.choose(value.value if isinstance(value, StrEnum) else "")


class FlagField(TickBox):
    """Yes or no."""

    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(spec.label)
        self._unsaid = True
        self.clicked.connect(self._pressed)

    def read(self) -> object:
        """Whether it is ticked; None as long as nobody has said."""
        return None if self._unsaid else self.isChecked()

    def show_value(self, value: object) -> None:
        """Tick it or not."""
        self._unsaid = value is None
        self.setChecked(value is True)

    @Slot()
    def _pressed(self) -> None:
        self._unsaid = False
        self.left.emit()


class DateField(QWidget):
    """A date in EDTF, and the words it was stated in."""

    left = Signal()
    typed = Signal(str)

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._edtf = LineInput(name=spec.label, hint="2019-03-14")
        words = _("{field}, in the words it was stated").format(field=spec.label)
        self._wording = LineInput(name=words, hint=_("As it was stated"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._edtf, 1)
        row.addWidget(self._wording, 1)
        self.setFocusProxy(self._edtf)
        self._edtf.textChanged.connect(self.typed)
        self._edtf.editingFinished.connect(self.left)
        self._wording.editingFinished.connect(self.left)

    def read(self) -> object:
        """A `StatedDate`, or None."""
        text = self._edtf.text().strip()
        if not text:
            return None
        if not is_edtf(text):
            raise NotUnderstoodError
        return StatedDate(edtf=text, wording=self._wording.text().strip())

    def show_value(self, value: object) -> None:
        """Show both."""
        stated = value if isinstance(value, StatedDate) else None
        self._edtf.setText(stated.edtf if stated else "")
        self._wording.setText(stated.wording if stated else "")


AnyInput = LineField | LongField | ChoiceField | FlagField | DateField


def input_for(spec: FieldSpec) -> AnyInput:
    """The control for a field."""
    match spec.shape:
        case Shape.FLAG:
            return FlagField(spec)
        case Shape.LONG:
            return LongField(spec)
        case Shape.CHOICE:
            return ChoiceField(spec)
        case Shape.DATE:
            return DateField(spec)
        case _:
            return LineField(spec)
