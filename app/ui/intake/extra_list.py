"""What an entry says beside the fields of its draft: to be read before it is accepted."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.intake.draft import Draft
from app.translation import _
from app.ui.tokens import Ink, Size
from app.ui.widgets.plain_label import PlainLabel

_MOST = 60
_LONGEST = 600


class ExtraList(QWidget):
    """Tags, summary and extra fields of a draft. They are changed once it is a record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._rows: list[PlainLabel] = []
        self._title = PlainLabel(_("Other fields"), self, weight=600)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addLayout(self._column)
        self.hide()

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """Names and values, in their order."""
        return self._shown

    def show_draft(self, draft: Draft) -> None:
        """Show what it says, if it says anything."""
        said = _said(draft)
        self.setVisible(bool(said))
        if said == self._shown:
            return
        self._shown = said
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for name, value in said[:_MOST]:
            self._add(name, Ink.TEXT2, Size.META, above=6)
            self._add(value[:_LONGEST] + ("…" if len(value) > _LONGEST else ""), Ink.TEXT)
        more = len(said) - _MOST
        if more > 0:
            self._add(_("{} more, all of them kept").format(more), Ink.TEXT3, Size.META, above=6)

    def _add(self, text: str, ink: Ink, size: Size = Size.INTERFACE, *, above: int = 0) -> None:
        row = PlainLabel(text, self, ink=ink, size=size, wrap=True)
        row.setContentsMargins(0, above, 0, 0)
        self._column.addWidget(row)
        self._rows.append(row)


def _said(draft: Draft) -> tuple[tuple[str, str], ...]:
    further = draft.further
    own = (
        (_("Tags"), ", ".join(further.tags)),
        (_("Summary"), further.summary),
        (_("Address"), further.address),
        (_("Date of the interview"), further.interviewed.edtf if further.interviewed else ""),
        (_("Interviewer"), further.interviewer),
    )
    extra = tuple((field.label, field.value) for field in further.extra)
    return tuple((name, value) for name, value in (*own, *extra) if value)
