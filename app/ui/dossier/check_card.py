"""The disclosure check, and what an export made."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.tokens import Ground, Ink, Radius, Size
from app.ui.widgets.buttons import link_button
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.surface import Surface


class CheckCard(Surface):
    """What reading the finished file back found. No green mark before a person has read it."""

    read_ticked = Signal(bool)
    """A person says that the file was read."""
    copy_requested = Signal(str)
    """The SHA-256 is wanted on the clipboard."""
    closed = Signal()
    """The card is not wanted any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.RAISED, parent, radius=Radius.CARD)
        self._clean = False
        self._sha256 = ""
        self._mark = IconMark("circle-dashed", self, ink=Ink.TEXT3)
        self._heading = PlainLabel("", self, weight=600, wrap=True)
        self._sentence = PlainLabel("", self, ink=Ink.TEXT2, wrap=True)
        self._file = ElidedLabel("", self, ink=Ink.TEXT2, size=Size.META)
        self._hash = ElidedLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self._copy = link_button(_("Copy"), self)
        self._copy.setAccessibleName(_("Copy the SHA-256"))
        self._hide = link_button(_("Close"), self)
        self.tick = QCheckBox(_("I read it"), self)
        self._build()
        self.tick.toggled.connect(self._ticked)
        self._copy.clicked.connect(self._copy_hash)
        self._hide.clicked.connect(self.closed)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._heading, 1)
        hash_line = QHBoxLayout()
        hash_line.setSpacing(8)
        hash_line.addWidget(self._hash, 1)
        hash_line.addWidget(self._copy)
        foot = QHBoxLayout()
        foot.addWidget(self.tick)
        foot.addStretch(1)
        foot.addWidget(self._hide)
        words = QVBoxLayout()
        set_margins(words, 26, 0, 0, 0)
        words.setSpacing(3)
        words.addWidget(self._sentence)
        words.addWidget(self._file)
        words.addLayout(hash_line)
        words.addLayout(foot)
        layout = QVBoxLayout(self)
        set_margins(layout, 14, 9, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(words)

    def show_made(self, *, pages: str, summary: str, path: str, sha256: str, leaks: int) -> None:
        """Show what an export made.

        Args:
            pages: Such as "26 pages".
            summary: How many records stand in it, in which way.
            leaks: Protected names that the check found.
        """
        self._clean, self._sha256 = leaks == 0, sha256
        if self._clean:
            heading = _("Disclosure check: no recorded name found in {}").format(pages)
            sentence = _("People nobody marked are not found. {}").format(summary)
        else:
            heading = _("Disclosure check: {} found").format(leaks)
            sentence = _("Words that a protected person goes by stand in the file. {}").format(
                summary
            )
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._file.setText(_("Written to {}").format(path))
        self._hash.setText(_("SHA-256 {}").format(sha256))
        self._hash.setToolTip(sha256)
        self.tick.setChecked(False)
        self._show_mark()

    @Slot(bool)
    def _ticked(self, ticked: bool) -> None:
        self._show_mark()
        self.read_ticked.emit(ticked)

    def _show_mark(self) -> None:
        if not self._clean:
            self._mark.show_icon("triangle-alert", Ink.BAD)
        elif self.tick.isChecked():
            self._mark.show_icon("shield-check", Ink.OK)
        else:
            self._mark.show_icon("circle-dashed", Ink.TEXT3)

    @Slot()
    def _copy_hash(self) -> None:
        self.copy_requested.emit(self._sha256)
