"""Below the list, quietly: how the question was read, and what else was searched."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.archive.searching import SearchResult
from app.translation import _
from app.ui.direction import isolated, joined, set_margins
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import ElidedLabel
from app.ui.widgets.surface import Surface


class NotesStrip(Surface):
    """One line; hidden where there is nothing to say."""

    suggestion_taken = Signal(str)
    """The text that was suggested."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent, line="top")
        self._suggestion = ""
        self._words = ElidedLabel("", self, ink=Ink.TEXT2, size=Size.META)
        self._link = Button("", self, kind=ButtonKind.LINK, size=Size.META)
        layout = QHBoxLayout(self)
        set_margins(layout, 14, 4, 12, 4)
        layout.setSpacing(8)
        layout.addWidget(IconMark("info", self, ink=Ink.TEXT3, size=14))
        layout.addWidget(self._words, 1)
        layout.addWidget(self._link)
        self._link.clicked.connect(self._taken)
        self.hide()

    def show_result(self, result: SearchResult) -> None:
        """Say what is to be known about a result."""
        notes: list[str] = []
        if result.plain:
            words = isolated(result.read_as)
            notes.append(_("Read as plain words: {words}").format(words=words))
        if result.cut_off:
            notes.append(_("Stopped after 2 seconds; there may be more"))
        self._suggestion = result.suggestion or ""
        self._words.setText(joined(*notes))
        self._words.setVisible(bool(notes))
        self._link.setText(
            _("Did you mean “{words}”?").format(words=isolated(self._suggestion)).replace("&", "&&")
            if self._suggestion
            else ""
        )
        self._link.setVisible(bool(self._suggestion))
        self._link.updateGeometry()
        self.setVisible(bool(notes or self._suggestion))

    def _taken(self) -> None:
        self.suggestion_taken.emit(self._suggestion)
