"""The right of the review: the document's fields, what has to be asked, and the way on."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.records.stored import RecordCard
from app.translation import _
from app.ui.direction import isolated, set_margins
from app.ui.intake.extra_list import ExtraList
from app.ui.intake.fields_form import FieldsForm
from app.ui.intake.original_pane import HEAD_HEIGHT
from app.ui.intake.papers import Entry, Paper
from app.ui.intake.testimony_questions import TestimonyQuestions
from app.ui.theme import Theme
from app.ui.tokens import Ground, Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import IconButton, primary_button, quiet_button, secondary_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface


class FieldsPane(Surface):
    """One document as a person corrects and accepts it."""

    record_wanted = Signal(str)
    """The record named in the banner is wanted in the library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent, line="start")
        self._title = PlainLabel("", self, weight=600)
        self._place = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self.back = IconButton("arrow-up", _("Previous document"), self)
        self.forth = IconButton("arrow-down", _("Next document"), self)
        self.banner = Banner(parent=self, tone=Tone.INFO)
        self.form = FieldsForm(self)
        self.extra = ExtraList(self)
        self.questions = TestimonyQuestions(self)
        self.why_not = PlainLabel("", self, ink=Ink.WARN, size=Size.META, wrap=True)
        self.discard = quiet_button(_("Discard"), self)
        self.keep = secondary_button(_("Keep the file"), self)
        self.keep.setToolTip(_("A record that holds just the file, without text"))
        self.accept_all = secondary_button("", self)
        self.accept = primary_button(_("Accept"), self, icon="check")
        self._body = QWidget(self)
        self._foot = Surface(Ground.LIST, self, line="top")
        self._card: RecordCard | None = None
        self._build()
        self._order_stops()
        self.banner.acted.connect(self._show_record)

    def _build(self) -> None:
        head = Surface(Ground.LIST, self, line="bottom")
        top = QHBoxLayout(head)
        set_margins(top, 17, 4, 12, 5)
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addWidget(self._place)
        top.addStretch(1)
        top.addWidget(self.back)
        top.addWidget(self.forth)
        head.setMinimumHeight(Theme.current().scaled(HEAD_HEIGHT))
        body = QVBoxLayout(self._body)
        set_margins(body, 17, 12, 16, 16)
        body.setSpacing(12)
        body.addWidget(self.banner)
        body.addWidget(self.questions)
        body.addWidget(self.form)
        body.addWidget(self.extra)
        body.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._body)
        self._area = scroll
        layout = QVBoxLayout(self)
        set_margins(layout, 1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._build_foot())

    def _build_foot(self) -> QWidget:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.accept_all)
        buttons.addWidget(self.accept)
        foot = QVBoxLayout(self._foot)
        set_margins(foot, 6, 10, 16, 10)
        foot.setSpacing(6)
        reason = QHBoxLayout()
        set_margins(reason, 12, 0, 0, 0)
        reason.addWidget(self.why_not)
        foot.addLayout(reason)
        foot.addLayout(buttons)
        return self._foot

    def _order_stops(self) -> None:
        """Tab goes as the eye does: the questions about a testimony first."""
        stops = [
            self.back,
            self.forth,
            self.banner.action,
            self.questions.elsewhere.action,
            self.questions.basis,
            self.questions.risk,
            *self.form.stops(),
            self.discard,
            self.keep,
            self.accept_all,
            self.accept,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def show_place(self, number: int, count: int) -> None:
        """Say which of how many documents this is, from 1."""
        self._place.setText(_("{number} of {count}").format(number=number, count=count))
        self.back.setEnabled(number > 1)
        self.forth.setEnabled(number < count)

    def show_unreadable(self, entry: Entry) -> None:
        """A file that could not be read: it can only be taken off the list."""
        self._title.setText(_("Not read"))
        self._body.hide()
        self.why_not.hide()
        self.discard.setText(_("Take off the list"))
        self.keep.setVisible(entry.source is not None)
        self.accept.setEnabled(False)
        for button in (self.accept, self.accept_all):
            button.hide()

    def show_paper(self, paper: Paper, card: RecordCard | None, *, known: bool) -> None:
        """Show a document.

        Args:
            card: The record it became; None while it is not in the archive.
            known: It was there before this review.
        """
        fixed = card is not None or paper.discarded
        self._card = card
        self._title.setText(_("Draft testimony") if paper.testimony else _("Draft article"))
        self._body.show()
        self.keep.hide()
        self.accept.show()
        self.form.show_draft(paper.draft, fixed=fixed)
        self.extra.show_draft(paper.draft)
        self.questions.setVisible(paper.testimony)
        self.questions.show_answers(paper.answers, paper.draft, fixed=fixed)
        self._show_banner(paper, card, known)
        self.discard.setText(_("Take it up again") if paper.discarded else _("Discard"))
        self.discard.setEnabled(card is None)

    def _show_banner(self, paper: Paper, card: RecordCard | None, known: bool) -> None:
        only_file = paper.draft.only_file
        self.banner.setVisible(card is not None or paper.discarded or bool(only_file))
        if card is not None:
            words = _("In the archive already as {}.") if known else _("Added as {}.")
            self.banner.say(
                words.format(isolated(card.code)),
                _("Adding it again changes nothing.") if known else "",
                tone=Tone.INFO if known else Tone.OK,
                action=_("Show in the library"),
                icon="layers" if known else "",
            )
        elif paper.discarded:
            self.banner.say(
                _("Discarded."), _("Nothing of it goes into the archive."), tone=Tone.NEUTRAL
            )
        elif only_file:
            self.banner.say(_("The file is kept, without text."), only_file, tone=Tone.NEUTRAL)

    def note_known(self, entry: Entry) -> None:
        """Say that other documents of the same file are in the archive already."""
        codes = ", ".join(card.code for card in entry.known)
        self.banner.say(
            _("This file was added before."),
            _("From the same bytes: {}").format(isolated(codes)),
            tone=Tone.WARN,
            icon="layers",
        )
        self.banner.show()

    def allow_accept(self, why_not: str, *, hidden: bool = False) -> None:
        """Switch Accept on (empty), or off with a sentence that says why.

        Args:
            hidden: The reason stands in the banner already.
        """
        self.accept.setEnabled(not why_not)
        self.accept.setAccessibleDescription(why_not)
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not) and not hidden)

    def show_certain(self, count: int) -> None:
        """Offer to accept all of which intake is certain."""
        self.accept_all.setVisible(count > 1)
        self.accept_all.setText(_("Accept all {} certain").format(count))
        self.accept_all.setToolTip(_("Articles only: testimonies are asked about one by one."))

    @Slot()
    def _show_record(self) -> None:
        if self._card is not None:
            self.record_wanted.emit(self._card.id)
