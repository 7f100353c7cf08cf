"""Details: the fields of a testimony or an article."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.archive.reading import OpenedRecord
from app.records.vocabularies import Kind
from app.translation import _
from app.ui.reader.extra_fields import ExtraFields
from app.ui.reader.field_form import FieldForm
from app.ui.reader.fields import FieldSpec, detail_groups, with_value
from app.ui.reader.record_pane import RecordPane
from app.ui.reader.record_work import Change


class DetailsPane(RecordPane):
    """One form per kind, made when it is first needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Details"))
        self._forms: dict[Kind, FieldForm] = {}
        self.extra = ExtraFields(self)
        self.extra.change_wanted.connect(self._change_extra)
        self.column.addWidget(self.extra)

    def show_record(self, opened: OpenedRecord) -> None:
        """Show its fields."""
        super().show_record(opened)
        form = self._form(opened.record.kind)
        for each in self._forms.values():
            each.setVisible(each is form)
        form.show_record(opened.record)
        self.extra.show_record(opened.record)

    def flush(self) -> None:
        """Take what is typed."""
        if self.opened is not None:
            self._form(self.opened.record.kind).flush()
            self.extra.flush()

    def focus_field(self, path: str) -> None:
        """Put the keyboard into a field."""
        if self.opened is not None:
            self._form(self.opened.record.kind).focus_field(path)

    def _form(self, kind: Kind) -> FieldForm:
        if kind not in self._forms:
            made = FieldForm(detail_groups(kind), self)
            made.committed.connect(self._committed)
            # Above the other fields, which every kind has.
            self.column.insertWidget(0, made)
            self._forms[kind] = made
        return self._forms[kind]

    @Slot(object, object)
    def _committed(self, spec: FieldSpec, value: object) -> None:
        what = _("Changed “{field}” of {code}").format(field=spec.label, code=self.code)
        self.change_wanted.emit(partial(with_value, spec, value), what)

    @Slot(object, str)
    def _change_extra(self, change: Change, label: str) -> None:
        what = _("Changed “{field}” of {code}").format(field=label, code=self.code)
        self.change_wanted.emit(change, what)
