"""The head of the log: twelve words and a code, which bind everything that was written before."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.archive.auditing import AuditHead
from app.translation import _
from app.ui.direction import set_margins
from app.ui.health.moments import moment_in_words
from app.ui.health.qr_view import Modules, QrView
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import link_button
from app.ui.widgets.plain_label import PlainLabel


class HeadCard(QWidget):
    """Words, code, number and date, and the way to compare with a head kept elsewhere."""

    compare_wanted = Signal()
    """A head that somebody kept is to be compared."""
    copy_wanted = Signal(str)
    """The head, as words and hash, is wanted on the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copied = ""
        self.qr = QrView(self)
        self.words = PlainLabel("", self, size=Size.TITLE, weight=600, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._number = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True, wrap=True)
        self._about = PlainLabel(
            _(
                "Whoever keeps these words, or those in a dossier, can tell later whether "
                "anything written before them was changed."
            ),
            self,
            ink=Ink.TEXT2,
            size=Size.META,
            wrap=True,
        )
        self.compare = link_button(_("Compare with a head you kept…"), self)
        self.copy = link_button(_("Copy"), self)
        self.copy.setAccessibleName(_("Copy the head of the log"))
        self.answer = Banner(parent=self, tone=Tone.OK)
        self.answer.hide()
        self._lay_out()
        self.compare.clicked.connect(self.compare_wanted)
        self.copy.clicked.connect(self._copy)
        self.answer.acted.connect(self.answer.hide)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.words)
        words.addWidget(self._number)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addWidget(self.compare)
        links.addWidget(self.copy)
        links.addStretch(1)
        layout = QVBoxLayout(self)
        set_margins(layout, 16, 4, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self._about)
        layout.addLayout(links)
        layout.addWidget(self.answer)
        layout.addStretch(1)

    def show_head(self, head: AuditHead, at: str, modules: Modules) -> None:
        """Show a head.

        Args:
            at: When its entry was written, UTC; empty where there is none.
            modules: The code; empty where there is none.
        """
        self.words.setText(" ".join(head.words))
        self.words.setAccessibleName(
            _("Head of the log: {words}").format(words=", ".join(head.words))
        )
        self._number.setText(
            _("Entry {number}, {when}").format(number=f"{head.number:,}", when=moment_in_words(at))
            if head.number
            else _("Nothing is written yet.")
        )
        self._copied = f"{' '.join(head.words)}\n{head.number}\n{head.hash}"
        self.qr.show_modules(modules)
        self.qr.setVisible(bool(modules))
        for button in (self.copy, self.compare):
            button.setEnabled(head.number > 0)

    def tell(self, bold: str, plain: str, *, good: bool) -> None:
        """Say what comparing came to."""
        self.answer.say(bold, plain, tone=Tone.OK if good else Tone.BAD, action=_("Close"))
        self.answer.show()

    @Slot()
    def _copy(self) -> None:
        self.copy_wanted.emit(self._copied)
