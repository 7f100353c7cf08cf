"""Groups of fields, two beside each other where there is room; empty ones come when asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.records.record import Record
from app.translation import _, ngettext
from app.ui.reader.field_control import FieldControl
from app.ui.reader.fields import FieldGroup, FieldSpec, Shape, value_at
from app.ui.tokens import Size
from app.ui.widgets.buttons import link_button
from app.ui.widgets.plain_label import PlainLabel

_TWO_FROM = 520
_WIDE = (Shape.LONG,)


class _Group(QWidget):
    committed = Signal(object, object)

    def __init__(self, group: FieldGroup, parent: QWidget) -> None:
        super().__init__(parent)
        self._all, self._columns = False, 0
        self.controls = [FieldControl(spec, self) for spec in group.fields]
        self._title = PlainLabel(group.title, self, size=Size.TITLE, weight=600)
        self._more = link_button("", self)
        self._more.clicked.connect(self._show_all)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for control in self.controls:
            control.committed.connect(self.committed)

    def show_record(self, record: Record) -> None:
        for control in self.controls:
            control.show_value(value_at(record, control.spec.path))
        self.arrange(self._columns or 1)

    def arrange(self, columns: int) -> None:
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        self._grid.addWidget(self._title, 0, 0, 1, 2)
        row, column, left_out = 1, 0, 0
        for control in self.controls:
            wanted = self._all or control.spec.shown or not control.is_empty
            control.setVisible(wanted)
            if not wanted:
                left_out += 1
                continue
            span = 2 if control.spec.shape in _WIDE or columns == 1 else 1
            if column + span > 2:
                row, column = row + 1, 0
            self._grid.addWidget(control, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
            if column >= 2:
                row, column = row + 1, 0
        words = ngettext("{count} empty field", "{count} empty fields", left_out)
        self._more.setText(words.format(count=left_out))
        self._more.setVisible(left_out > 0)
        self._grid.addWidget(self._more, row + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        for each in (0, 1):
            self._grid.setColumnStretch(each, 1)

    @Slot()
    def _show_all(self) -> None:
        before = {control for control in self.controls if control.isHidden()}
        self._all = True
        self.arrange(self._columns)
        first = next((control for control in self.controls if control in before), None)
        if first is not None:
            first.input.setFocus()


class FieldForm(QWidget):
    """The fields of a record in groups."""

    committed = Signal(object, object)
    """The `FieldSpec` and the new value of a field that was left."""

    def __init__(self, groups: Sequence[FieldGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = [_Group(group, self) for group in groups]
        self._columns = 1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(26)
        for group in self._groups:
            layout.addWidget(group)
            group.committed.connect(self.committed)
        self.setAccessibleName(_("Fields of the record"))

    def show_record(self, record: Record) -> None:
        """Show what a record holds."""
        for group in self._groups:
            group.show_record(record)

    def flush(self) -> None:
        """Take what is typed, as if every field were left."""
        for group in self._groups:
            for control in group.controls:
                control.flush()

    def focus_field(self, path: str) -> None:
        """Put the keyboard into a field."""
        for group in self._groups:
            for control in group.controls:
                if control.spec.path == path:
                    control.input.setFocus()

    def specs(self) -> list[FieldSpec]:
        """Every field."""
        return [control.spec for group in self._groups for control in group.controls]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where it is narrow."""
        super().resizeEvent(event)
        columns = 2 if self.width() >= _TWO_FROM else 1
        if columns != self._columns:
            self._columns = columns
            for group in self._groups:
                group.arrange(columns)
