"""The reader's header: title, one line of facts, and what must be known before using it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.archive.reading import OpenedRecord
from app.records.vocabularies import Status, label
from app.translation import _, ngettext
from app.ui.direction import set_margins
from app.ui.library.state_chip import StateChip
from app.ui.library.state_marks import consent_mark, risk_mark
from app.ui.reader.record_words import languages_line, meta_line
from app.ui.reader.title_label import TitleLabel
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.buttons import Button, IconButton, quiet_button
from app.ui.widgets.chip import Chip
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel


class Header(QWidget):
    """Who, what, when, and how careful one has to be."""

    back_wanted = Signal()
    """Back to the results."""
    step_wanted = Signal(int)
    """The next (1) or previous (-1) result."""
    title_pressed = Signal()
    """The title was double-clicked: it is to be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: OpenedRecord | None = None
        self._short, self._wide = False, False
        self._back = quiet_button("", self, icon="chevron-left")
        self._place = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self._up = IconButton("arrow-up", _("Previous result"), self)
        self._down = IconButton("arrow-down", _("Next result"), self)
        self._title = TitleLabel(self)
        self._meta = ElidedLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self._consent, self._risk = StateChip(self), StateChip(self)
        self._languages = Chip("", self, icon="languages")
        self._status = Chip("", self)
        self._above = QWidget(self)
        above = QHBoxLayout(self._above)
        set_margins(above, 0, 0, 0, 2)
        above.setSpacing(8)
        for widget in (self._back, self._place, self._up, self._down):
            above.addWidget(widget)
        above.addStretch(1)
        self._above.hide()
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        for chip in (self._consent, self._risk, self._languages, self._status):
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self._facts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._facts.setSpacing(8)
        self._facts.addWidget(self._meta)
        self._facts.addLayout(self._chips)
        layout = QVBoxLayout(self)
        set_margins(layout, 22, 16, 20, 6)
        layout.setSpacing(6)
        layout.addWidget(self._above)
        layout.addWidget(self._title)
        layout.addLayout(self._facts)
        self._back.clicked.connect(self.back_wanted)
        self._up.clicked.connect(self._step_up)
        self._down.clicked.connect(self._step_down)
        self._title.double_clicked.connect(self.title_pressed)

    def show_record(self, opened: OpenedRecord) -> None:
        """Show a record's facts."""
        self._opened = opened
        record, card = opened.record, opened.card
        self._title.show_title(record.title.strip() or _("Without title"), record.language)
        self._meta.setText(meta_line(card, record, short=self._short))
        self._consent.show_mark(consent_mark(card.consent_state))
        self._risk.show_mark(risk_mark(card.risk))
        languages = languages_line(record)
        self._languages.show_value(languages, icon="languages", tone=Tone.NEUTRAL)
        self._languages.setVisible(bool(languages) and not self._short)
        binned, open_work = card.binned, record.status is not Status.REVIEWED
        word = _("In the bin") if binned else label(record.status)
        tone = Tone.BAD if binned else Tone.NEUTRAL
        self._status.show_value(word, icon="trash-2" if binned else "", tone=tone)
        self._status.setVisible((binned or open_work) and not self._short)

    def show_place(self, found: int, place: int) -> None:
        """Show the way back and the record's place among the results; 0 found hides it.

        Args:
            place: From 1; 0 where the record is not among the results that are here.
        """
        results = ngettext("{count} result", "{count} results", found)
        self._back.setText(results.format(count=f"{found:,}") if found else _("Back"))
        self._back.updateGeometry()
        words = _("{place} of {count}").format(place=f"{place:,}", count=f"{found:,}")
        self._place.setText(words if place else "")
        self._up.setEnabled(place > 1)
        self._down.setEnabled(0 < place < found)

    def set_wide(self, wide: bool) -> None:
        """Offer the way back, where the reader has taken the list's place."""
        self._above.setVisible(wide)
        self._wide = wide
        self._arrange()

    def set_short(self, short: bool) -> None:
        """Two rows instead of three, where there is little room."""
        if short == self._short:
            return
        self._short = short
        self._arrange()
        if self._opened is not None:
            self.show_record(self._opened)

    def _arrange(self) -> None:
        """Facts and chips in one row, where the page is wide or low."""
        direction, row = QBoxLayout.Direction, self._short or self._wide
        self._facts.setDirection(direction.LeftToRight if row else direction.TopToBottom)
        self._facts.setStretch(0, 1 if row else 0)
        self._title.set_lines(1 if row else 2)

    @property
    def back_button(self) -> Button:
        """The way back to the results."""
        return self._back

    def _step_up(self) -> None:
        self.step_wanted.emit(-1)

    def _step_down(self) -> None:
        self.step_wanted.emit(1)
