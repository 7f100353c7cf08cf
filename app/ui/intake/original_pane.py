"""The middle of the review: the original with its head, as lines or as the pages it has."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.intake.draft import Draft
from app.intake.formats import media_type_of
from app.intake.page_pictures import can_be_shown
from app.intake.reading import SourceFile
from app.records.capture import capture_lines
from app.translation import _, ngettext
from app.ui.direction import joined, set_margins
from app.ui.intake.original_model import OriginalModel
from app.ui.intake.original_view import OriginalView
from app.ui.intake.papers import Entry
from app.ui.pages.drawer import ShownFile
from app.ui.pages.viewer import PageViewer
from app.ui.session import Session
from app.ui.theme import Theme
from app.ui.tokens import Ground, Ink, Size, Tone
from app.ui.widgets.buttons import IconButton, link_button, quiet_button
from app.ui.widgets.chip import Chip
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.surface import Surface

HEAD_HEIGHT = 40


class OriginalPane(Surface):
    """Shows one file: its lines, or why it could not be read."""

    put_all_back = Signal()
    """Every left-out line of the document is wanted back."""
    drafts_wanted = Signal()
    """The list of documents is wanted, where it has no place of its own."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PAGE, parent)
        self._source: SourceFile | None = None
        self._media_type = ""
        self.model = OriginalModel(self)
        self.view = OriginalView(self.model, self)
        self._rest: QWidget = self.view
        self.drafts_button = IconButton("panel-left", _("Show the documents"), self)
        self._name = ElidedLabel("", self, ink=Ink.TEXT2, size=Size.META)
        self.left_out = Chip("", self, icon="list-filter", tone=Tone.NEUTRAL, active=True)
        self.left_out.setCheckable(True)
        self.all_back = link_button(_("Put all back"), self)
        self._trouble = EmptyState("circle-x", _("This file could not be read"), "x")
        self._no_text = EmptyState("mic", _("There is nothing to read in it"), "x")
        self.viewer = PageViewer(session, self)
        self.as_pages = quiet_button(_("Pages"), self)
        self.as_pages.setCheckable(True)
        self._facts = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, wrap=True)
        whence = _(
            "From the hidden data of the file. It leaves the archive only with the original."
        )
        self._whence = PlainLabel(whence, self, ink=Ink.TEXT3, size=Size.SMALL, wrap=True)
        self._pages = QStackedWidget(self)
        self._head = Surface(Ground.PAGE, self, line="bottom")
        self._build()
        self.drafts_button.clicked.connect(self.drafts_wanted)
        self.left_out.toggled.connect(self.fold)
        self.all_back.clicked.connect(self.put_all_back)
        self.as_pages.toggled.connect(self._show_pages)
        self.view.gap_opened.connect(self._open_gap)

    def _build(self) -> None:
        head = QHBoxLayout(self._head)
        set_margins(head, 16, 4, 16, 5)
        head.setSpacing(10)
        head.addWidget(self.drafts_button)
        head.addWidget(PlainLabel(_("Original"), self._head, weight=600))
        head.addWidget(self._name, 1)
        head.addWidget(self.left_out)
        head.addWidget(self.all_back)
        head.addWidget(self.as_pages)
        self._head.setMinimumHeight(Theme.current().scaled(HEAD_HEIGHT))
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._trouble)
        self._pages.addWidget(self._no_text)
        self._pages.addWidget(self.viewer)
        self._foot = Surface(Ground.PAGE, self, line="top")
        foot = QVBoxLayout(self._foot)
        set_margins(foot, 16, 7, 16, 8)
        foot.setSpacing(2)
        foot.addWidget(self._facts)
        foot.addWidget(self._whence)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)

    def show_entry(self, entry: Entry) -> None:
        """Show a file's name, and its trouble where it has one."""
        readable = not entry.trouble
        self._name.setText(joined(entry.name, _("kept untouched") if readable else ""))
        self._trouble.sentence.setText(entry.trouble)
        self._no_text.sentence.setText("")
        self.left_out.setVisible(readable)
        self.all_back.setVisible(readable)
        self._source = entry.source if readable else None
        # One draft stands for a file without text, and for a PDF.
        draft = entry.drafts[0] if readable and len(entry.drafts) == 1 else None
        self._show_facts(draft)
        source = entry.source
        media_type = media_type_of(source.name, source.data) if source and draft else ""
        self._media_type = media_type if can_be_shown(media_type) else ""
        without_text = draft is not None and bool(draft.only_file)
        self.as_pages.setVisible(bool(self._media_type) and not without_text)
        self._rest = self.view if readable else self._trouble
        if without_text and not self._media_type:
            self._no_text.sentence.setText(draft.only_file if draft else "")
            self._rest = self._no_text
        pages = without_text and bool(self._media_type)
        if self.as_pages.isChecked() != pages:
            self.as_pages.setChecked(pages)
        else:
            self._show_pages(pages)

    def _show_facts(self, draft: Draft | None) -> None:
        """What the file says of itself, and how much of it is pictures."""
        told: tuple[str, ...] = ()
        self._whence.hide()
        if draft is not None:
            told = capture_lines(draft.capture)
            self._whence.setVisible(draft.capture.gives_away)
            if draft.pictured and not draft.only_file:
                pictured = ngettext(
                    "{} of its pages is a picture without text.",
                    "{} of its pages are pictures without text.",
                    draft.pictured,
                )
                told = (pictured.format(draft.pictured), *told)
        self._facts.setText(joined(*told))
        self._foot.setVisible(bool(told))

    @Slot(bool)
    def _show_pages(self, pages: bool) -> None:
        source = self._source
        if pages and source is not None and self._media_type:
            self._pages.setCurrentWidget(self.viewer)
            self.viewer.show_file(partial(ShownFile, data=source.data, media_type=self._media_type))
            return
        self.viewer.clear()
        self._pages.setCurrentWidget(self._rest)

    def count(self, left_out: int, lines: int, *, fixed: bool) -> None:
        """Say how many lines of the document are left out."""
        words = _("{count} of {all} lines left out").format(count=left_out, all=lines)
        self.left_out.setText(words)
        self.left_out.setAccessibleName(words)
        self.left_out.setToolTip(
            _("Show them in full") if self.model.folding else _("Fold them together")
        )
        self.left_out.setVisible(bool(left_out) or self.model.folding)
        self.left_out.updateGeometry()
        self.all_back.setVisible(bool(left_out) and not fixed)

    @Slot(bool)
    def fold(self, folded: bool) -> None:
        """Fold left-out lines together, or show each."""
        if self.left_out.isChecked() != folded:
            self.left_out.setChecked(folded)
            return
        row = self.view.current_row()
        self.model.set_folding(folded)
        if row is not None:
            self.view.place_at(row.line)
            self.view.show_line(row.line)

    @Slot(int)
    def _open_gap(self, line: int) -> None:
        self.fold(False)
        self.view.place_at(line)
        self.view.show_line(line)
