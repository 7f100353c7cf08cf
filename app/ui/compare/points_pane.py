"""One point: what it is, how many independent records state it, and their passages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.archive.suggestions import Suggestion
from app.translation import _
from app.ui.compare.passages_view import PassagesView
from app.ui.compare.point_words import counted
from app.ui.direction import set_margins
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface


class PointsPane(Surface):
    """Shows a suggestion; what is to be done goes out by signals."""

    dismiss_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PAGE, parent)
        self._label = PlainLabel("", self, size=Size.READING, weight=600, wrap=True)
        self._counted = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self._reason = PlainLabel("", self, ink=Ink.WARN, wrap=True)
        self.view = PassagesView(self)
        self.dismiss = quiet_button("", self)
        self.open = secondary_button(_("Show in the library"), self)
        head = Surface(Ground.PAGE, self, line="bottom")
        column = QVBoxLayout(head)
        set_margins(column, 16, 12, 16, 10)
        column.setSpacing(4)
        for label in (self._label, self._counted, self._reason):
            column.addWidget(label)
        foot = Surface(Ground.LIST, self, line="top")
        buttons = QHBoxLayout(foot)
        set_margins(buttons, 8, 10, 16, 10)
        buttons.addWidget(self.dismiss)
        buttons.addStretch(1)
        buttons.addWidget(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.view, 1)
        layout.addWidget(foot)
        self.dismiss.clicked.connect(self.dismiss_wanted)
        self.open.clicked.connect(self.open_wanted)

    def show_point(self, point: Suggestion, *, dismissed: bool) -> None:
        """Show another point.

        Args:
            dismissed: It was dismissed, and can be suggested again.
        """
        self._label.setText(point.label)
        self._counted.setText(counted(point))
        self._reason.setText(point.reason)
        self._reason.setVisible(bool(point.reason))
        self.dismiss.setText(_("Suggest it again") if dismissed else _("Dismiss"))
        self.view.passages.show_passages(point.passages)
        self.view.scrollToTop()
