"""One field of a record with its label; says what it holds when it is left."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.records.dates import is_edtf
from app.translation import _
from app.ui.library.dates_in_words import date_in_words
from app.ui.reader.field_inputs import DateField, FlagField, input_for
from app.ui.reader.field_inputs import NotUnderstoodError as NotUnderstood
from app.ui.reader.fields import FieldSpec
from app.ui.tokens import Ink
from app.ui.widgets.field import Field


class FieldControl(QWidget):
    """A field that can be changed. Nothing changes in the record before it is left."""

    committed = Signal(object, object)
    """The `FieldSpec` and the new value."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._value: object = None
        self.input = input_for(spec)
        self._field: Field | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if isinstance(self.input, FlagField):
            layout.addWidget(self.input)
        else:
            self._field = Field(spec.label, self.input, self, hint=spec.hint)
            layout.addWidget(self._field)
        self.input.left.connect(self.flush)
        if isinstance(self.input, DateField):
            self.input.typed.connect(self._say_date)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded here."""
        return self._value is None or self._value in ("", (), False)

    def show_value(self, value: object) -> None:
        """Show what the record holds; what somebody is typing stays."""
        self._value = value
        focus = QApplication.focusWidget()
        typing = focus is not None and self.isAncestorOf(focus)
        if not typing:
            self.input.show_value(value)

    @Slot()
    def flush(self) -> None:
        """Take what stands in the control, if it is a value and another one."""
        try:
            value = self.input.read()
        except NotUnderstood:
            return
        if value != self._value:
            self._value = value
            self.committed.emit(self.spec, value)

    @Slot(str)
    def _say_date(self, text: str) -> None:
        if self._field is None:
            return
        text = text.strip()
        if not text:
            self._field.set_hint(self.spec.hint)
        elif is_edtf(text):
            self._field.set_hint(date_in_words(text), Ink.TEXT2)
        else:
            self._field.set_hint(
                _("Not read as a date yet: 2019, 2019-03, 2019-03-14, 2019-03~, 2019/2020"),
                Ink.WARN,
            )
