"""The left half of the dossier: form, counts, records, what waits, what the check found."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.translation import _, ngettext
from app.ui.direction import set_margins
from app.ui.dossier.basket_model import BasketModel, BasketRow
from app.ui.dossier.basket_view import BasketView
from app.ui.dossier.check_card import CheckCard
from app.ui.dossier.decide_banner import DecideBanner
from app.ui.dossier.form import Form
from app.ui.dossier.record_picker import RecordPicker
from app.ui.dossier.verdicts import counted
from app.ui.theme import Theme
from app.ui.tokens import Grid, Ground, IconSize, Ink, Size
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.rule import Rule
from app.ui.widgets.surface import Surface

_ROWS_AT_LEAST, _LOW = 2, 460


class _Counts(QWidget):
    """How many records, and how many of each verdict."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all = PlainLabel("", self, weight=600, tabular=True)
        self._marks: list[QWidget] = []
        self._layout = QHBoxLayout(self)
        set_margins(self._layout, 16, 7, 12, 7)
        self._layout.setSpacing(5)
        self._layout.addWidget(self._all)
        self._layout.addStretch(1)

    def show_rows(self, rows: tuple[BasketRow, ...]) -> None:
        self._all.setText(ngettext("{} record", "{} records", len(rows)).format(len(rows)))
        for old in self._marks:
            self._layout.removeWidget(old)
            old.deleteLater()
        self._marks = []
        spoken = [self._all.text()]
        for mark, words in counted(row.decision for row in rows if row.decision is not None):
            icon = IconMark(mark.icon, self, ink=Ink(mark.tone.value), size=IconSize.CHIP)
            word = PlainLabel(words, self, ink=Ink.TEXT2, size=Size.META, tabular=True)
            spoken.append(words)
            for part in (icon, word):
                self._layout.addWidget(part)
                self._marks.append(part)
            self._layout.addSpacing(3)
        self.setAccessibleName(", ".join(spoken))


class BasketPane(Surface):
    """Everything about what is in the dossier."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent, line="end")
        self._low = False
        self.form = Form(self)
        self.counts = _Counts(self)
        self.picker = RecordPicker(self)
        self.model = BasketModel(self)
        self.view = BasketView(self.model, self)
        self.empty = PlainLabel(
            _("No records yet. Add them above, or from the library."),
            self,
            ink=Ink.TEXT2,
            wrap=True,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.decide = DecideBanner(self)
        self.check = CheckCard(self)
        self._build()
        self.decide.hide()
        self.check.hide()
        self.show_rows(())

    def _build(self) -> None:
        search = QVBoxLayout()
        set_margins(search, 16, 8, 12, 4)
        search.addWidget(self.picker)
        below = QVBoxLayout()
        set_margins(below, 14, 8, 14, 12)
        below.setSpacing(10)
        below.addWidget(self.decide)
        below.addWidget(self.check)
        body = QWidget(self)
        inside = QVBoxLayout(body)
        set_margins(inside, 0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.form)
        inside.addWidget(Rule(self))
        inside.addLayout(search)
        inside.addWidget(self.counts)
        inside.addWidget(Rule(self))
        inside.addWidget(self.view, 1)
        inside.addWidget(self.empty, 1)
        inside.addLayout(below)
        self._inside, self._below = inside, below
        # On a low window all of it scrolls, rather than being squeezed.
        self.view.setMinimumHeight(_ROWS_AT_LEAST * Theme.current().scaled(Grid.BASKET_ROW))
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        area.setWidget(body)
        layout = QVBoxLayout(self)
        set_margins(layout, 0, 0, 1, 0)
        layout.addWidget(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low window, what waits stands above the records, or nobody would see it."""
        super().resizeEvent(event)
        low = self.height() < _LOW * Theme.current().factor
        if low is not self._low:
            self._low = low
            self._inside.removeItem(self._below)
            above = self._inside.indexOf(self.counts)
            self._inside.insertLayout(above if low else self._inside.count(), self._below)

    def show_rows(self, rows: tuple[BasketRow, ...]) -> None:
        """Show the records with their verdicts, as far as known."""
        self.model.show_rows(rows)
        self.counts.show_rows(rows)
        self.view.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.picker.mark_inside(tuple(row.item.id for row in rows))
        waiting = [row for row in rows if row.waits]
        self.decide.setVisible(bool(waiting))
        if waiting:
            self.decide.ask_about(waiting[0], len(waiting) - 1)
