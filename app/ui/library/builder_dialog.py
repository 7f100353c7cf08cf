"""Building a question row by row; it writes what could be typed."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.archive.opening import Archive
from app.archive.searching import SearchRequest, interrupt_search, search
from app.progress import Progress
from app.records.postings import Order
from app.search.built_question import Built, Joint, Row, built_text, read_back
from app.translation import _, ngettext
from app.ui.jobs import Lane
from app.ui.library.builder_row import BuilderRow, Counts
from app.ui.session import Session
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import ButtonKind, link_button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import ElidedLabel
from app.ui.widgets.text_input import LineInput

_WIDTH = 720
_MOST = 20


class BuilderDialog(Dialog):
    """Rows that hold all, any or none; below them the question as it is typed, and its count.

    Args:
        over: A widget of the window to cover.
        text: The question in the search line.
        counts: Values to choose from, by facet, with how many records have each.
    """

    built = Signal(str)
    """The question, as a text of the query language."""

    def __init__(self, over: QWidget, session: Session, text: str, counts: Counts) -> None:
        super().__init__(over, _("Build a question"), width=_WIDTH)
        self._session, self._counts = session, counts
        self._rows: list[BuilderRow] = []
        known = read_back(text)
        if known is None:
            told = _(
                "The question in the search line cannot be shown as rows. It stays until you press"
                " Search."
            )
            self.body.addWidget(ElidedLabel(told, self.card, ink=Ink.INFO))
        start = known or Built()
        self.joint = Dropdown(self.card, name=_("How the rows belong together"))
        for joint, words in (
            (Joint.ALL, _("All of these hold")),
            (Joint.ANY, _("Any of these holds")),
            (Joint.NONE, _("None of these holds")),
        ):
            self.joint.addItem(words, str(joint))
        self.joint.choose(str(start.joint))
        self.body.addWidget(self.joint, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.more = link_button(_("Add a row"), self.card)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.written = LineInput(name=_("The question as it is typed"))
        self.written.setReadOnly(True)
        self.body.addWidget(Field(_("The question as it is typed"), self.written, self.card))
        self.told = ElidedLabel("", self.card, ink=Ink.TEXT2, size=Size.META)
        self.body.addWidget(self.told)
        self.add_button("cancel", _("Cancel"))
        self.ask = self.add_button("ask", _("Search"), ButtonKind.PRIMARY)
        for row in start.rows or (Row(),):
            self._add(row)
        self.joint.currentIndexChanged.connect(self._changed)
        self.more.clicked.connect(self._add_empty)
        self.chosen.connect(self._chosen)
        self._changed()

    @property
    def rows(self) -> tuple[BuilderRow, ...]:
        """The rows, from above."""
        return tuple(self._rows)

    def first_focus(self) -> QWidget | None:
        """The first row's value."""
        return self._rows[0].value if self._rows else super().first_focus()

    def text(self) -> str:
        """The question that the rows ask."""
        rows = tuple(each.row() for each in self._rows)
        return built_text(Built(rows=rows, joint=Joint(self.joint.currentData())))

    def _add(self, row: Row) -> BuilderRow:
        made = BuilderRow(row, self._counts, self.card)
        made.changed.connect(self._changed)
        made.removed.connect(self._remove)
        self._lines.addWidget(made)
        self._rows.append(made)
        self.more.setEnabled(len(self._rows) < _MOST)
        return made

    @Slot()
    def _add_empty(self) -> None:
        self._add(Row()).take_keyboard()
        self._changed()

    @Slot()
    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, BuilderRow) and row in self._rows:
            at = self._rows.index(row)
            self._rows.remove(row)
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
            if not self._rows:
                self._add(Row())
            self._rows[min(at, len(self._rows) - 1)].take_keyboard()
            self.more.setEnabled(True)
            self._changed()

    @Slot()
    def _changed(self) -> None:
        text = self.text()
        self.written.setText(text)
        trouble = next((words for each in self._rows if (words := each.trouble())), "")
        self.ask.setEnabled(bool(text) and not trouble)
        self.told.setText(trouble or ("" if text else _("Fill in a row.")))
        if text and not trouble:
            archive = self._session.archive
            job = self._session.run(
                Lane.SEARCH,
                partial(_counted, archive, text),
                topic="library builder",
                interrupt=partial(interrupt_search, archive),
            )
            job.finished.connect(self._show_count)
        # Once the layout knows of the row that came or went.
        QTimer.singleShot(0, self.fit)

    @Slot(object)
    def _show_count(self, counted: tuple[str, int]) -> None:
        text, count = counted
        if text == self.written.text() and self.ask.isEnabled():
            words = ngettext("{count} record found", "{count} records found", count)
            self.told.setText(words.format(count=f"{count:,}"))

    @Slot(str)
    def _chosen(self, key: str) -> None:
        if key == "ask":
            self.built.emit(self.text())


def _counted(archive: Archive, text: str, _progress: Progress) -> tuple[str, int]:
    request = SearchRequest(text=text, order=Order.ADDED, limit=1, snippets=False, facets=False)
    return text, search(archive, request).count
