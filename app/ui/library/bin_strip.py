"""Above the records in the bin: what the bin is, and what can be done with what lies in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.translation import _, ngettext
from app.ui.direction import set_margins
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import link_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface


class BinStrip(Surface):
    """One sentence and three actions; shown with the bin alone."""

    restore_wanted = Signal()
    """What is selected goes back."""
    destroy_wanted = Signal()
    """What is selected is to be destroyed; that is asked about first."""
    empty_wanted = Signal()
    """Everything in the bin is to be destroyed; likewise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent, line="bottom")
        about = PlainLabel(
            _("What lies here is in no search and no dossier. It stays until it is destroyed."),
            self,
            ink=Ink.TEXT2,
            size=Size.META,
            wrap=True,
        )
        self.restore = link_button("", self)
        self.destroy_button = link_button("", self)
        self.empty = link_button(_("Empty the bin…"), self)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addWidget(self.restore)
        links.addWidget(self.destroy_button)
        links.addStretch(1)
        links.addWidget(self.empty)
        layout = QVBoxLayout(self)
        set_margins(layout, 14, 8, 14, 6)
        layout.setSpacing(2)
        layout.addWidget(about)
        layout.addLayout(links)
        self.restore.clicked.connect(self.restore_wanted)
        self.destroy_button.clicked.connect(self.destroy_wanted)
        self.empty.clicked.connect(self.empty_wanted)
        self.setAccessibleName(_("The bin"))
        self.show_selected(0)
        self.hide()

    def show_selected(self, count: int) -> None:
        """Say how many records the actions mean; without any they are off."""
        words = ngettext("Restore {count} record", "Restore {count} records", count)
        self.restore.setText(words.format(count=f"{count:,}") if count else _("Restore"))
        words = ngettext("Destroy {count} record…", "Destroy {count} records…", count)
        self.destroy_button.setText(words.format(count=f"{count:,}") if count else _("Destroy…"))
        for button in (self.restore, self.destroy_button):
            button.setEnabled(count > 0)
            button.updateGeometry()
