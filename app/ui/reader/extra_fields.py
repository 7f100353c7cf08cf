"""Other fields: what the form that a record came from asked besides."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.record import ExtraField, Record
from app.translation import _
from app.ui.reader.extra_changes import with_extra_value, with_new_extra, without_extra
from app.ui.reader.field_inputs import LineField, LongField
from app.ui.reader.fields import FieldSpec, Shape
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import IconButton, secondary_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput

_LONG_FROM = 70


class ExtraFields(QWidget):
    """Each extra field with its value, which can be changed; one more can be added."""

    change_wanted = Signal(object, str)
    """A function from `Record` to `Record`, and the label it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_ExtraRow] = []
        self._added = False
        self._title = PlainLabel(_("Other fields"), self, size=Size.TITLE, weight=600)
        self._about = PlainLabel(
            _("From the form this record came from. They stay within internal analysis."),
            self, ink=Ink.TEXT3, size=Size.META, wrap=True,
        )  # fmt: skip
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.name = LineInput(name=_("Name of a new field"), hint=_("Name of a new field"))
        self.add = secondary_button(_("Add field"), self, icon="plus")
        self.add.setEnabled(False)
        self.name.textChanged.connect(self._named)
        self.name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        new = QHBoxLayout()
        new.setSpacing(8)
        new.addWidget(self.name, 1)
        new.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addLayout(self._column)
        layout.addLayout(new)

    def show_record(self, record: Record) -> None:
        """Show its extra fields; what somebody is typing stays."""
        wanted = [(field.label, _is_long(field.value)) for field in record.extra]
        if wanted != [(row.label, row.long) for row in self._rows]:
            self._make_rows(record.extra)
        for row, field in zip(self._rows, record.extra, strict=True):
            row.show_value(field.value)
        self._about.setVisible(bool(self._rows))
        if self._added and self._rows:
            self._rows[-1].input.setFocus()
        self._added = False

    def flush(self) -> None:
        """Take what is typed, as if every field were left."""
        for row in self._rows:
            row.flush()

    def rows(self) -> list["_ExtraRow"]:
        """One for each field, in their order."""
        return list(self._rows)

    def _make_rows(self, extra: tuple[ExtraField, ...]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        before: QWidget = self.name
        for at, field in enumerate(extra):
            row = _ExtraRow(at, field, self)
            row.changed.connect(self.change_wanted)
            self._column.addWidget(row)
            self._rows.append(row)
            if at:
                QWidget.setTabOrder(before, row.input)
            QWidget.setTabOrder(row.input, row.remove)
            before = row.remove
        if self._rows:
            QWidget.setTabOrder(before, self.name)

    @Slot(str)
    def _named(self, text: str) -> None:
        self.add.setEnabled(bool(text.strip()))

    @Slot()
    def _add(self) -> None:
        label = " ".join(self.name.text().split())
        if not label:
            return
        self.name.clear()
        self._added = True
        self.change_wanted.emit(partial(with_new_extra, label), label)


class _ExtraRow(QWidget):
    """One extra field. Nothing changes in the record before it is left."""

    changed = Signal(object, str)

    def __init__(self, at: int, field: ExtraField, parent: QWidget) -> None:
        super().__init__(parent)
        self._at, self.label, self.long = at, field.label, _is_long(field.value)
        self._value = field.value
        shape = Shape.LONG if self.long else Shape.LINE
        spec = FieldSpec(path=f"extra.{at}.value", label=field.label, shape=shape)
        self.input: LineField | LongField = LongField(spec) if self.long else LineField(spec)
        name = PlainLabel(field.label, self, ink=Ink.TEXT2, size=Size.META, wrap=True)
        name.setBuddy(self.input)
        self.remove = IconButton("x", _("Remove “{name}”").format(name=field.label), self)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.input, 1)
        line.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(name)
        layout.addLayout(line)
        self.input.left.connect(self.flush)
        self.remove.clicked.connect(self._remove)

    def show_value(self, value: str) -> None:
        self._value = value
        if not self.input.hasFocus():
            self.input.show_value(value)

    @Slot()
    def flush(self) -> None:
        value = str(self.input.read())
        if value != self._value:
            self._value = value
            self.changed.emit(partial(with_extra_value, self._at, self.label, value), self.label)

    @Slot()
    def _remove(self) -> None:
        self.changed.emit(partial(without_extra, self._at, self.label), self.label)


def _is_long(value: str) -> bool:
    return "\n" in value or len(value) > _LONG_FROM
