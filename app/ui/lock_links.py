"""The links below the lock screen's button: other ways of opening, and other archives."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.translation import _
from app.ui.lock_ways import Way
from app.ui.widgets.buttons import link_button
from app.ui.widgets.centred_rows import CentredRows
from app.ui.widgets.plain_label import plain_tooltip


class LockLinks(QWidget):
    """Two groups: what else opens this archive, and what else there is to open.

    Attributes:
        restore: Leads to making an archive of a backup.
    """

    way_wanted = Signal(object)
    """Open with this `Way`."""

    def __init__(self) -> None:
        super().__init__()
        self.ways = {way: link_button(way.link) for way in Way}
        for way, link in self.ways.items():
            link.setAccessibleName(way.spoken)
            link.setToolTip(plain_tooltip(way.spoken))
            link.setProperty("way", way.value)
            link.clicked.connect(self._way_clicked)
        self.other = link_button(_("Other archive…"))
        self.new = link_button(_("New archive…"))
        self.restore = link_button(_("Restore a backup…"))
        self._how = CentredRows(tuple(self.ways.values()))
        self._what = CentredRows((self.other, self.new, self.restore))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._how)
        column.addWidget(self._what)

    def show_for(self, way: Way | None) -> None:
        """Offer the ways that are not in use; None where no archive is chosen yet."""
        for each, link in self.ways.items():
            link.setVisible(way is not None and each is not way)
        for link in (self.other, self.new):
            link.setVisible(way is not None)
        self._how.setVisible(way is not None)
        self._how.arrange()
        self._what.arrange()

    @Slot()
    def _way_clicked(self) -> None:
        link = self.sender()
        self.way_wanted.emit(Way(str(link.property("way"))))
