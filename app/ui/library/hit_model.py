"""The present result as an item model: the count is known at once, pages come as one scrolls.

Only pages that are looked at are asked for, and only some are kept, so 100,000 hits cost no more
than 100.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.archive.searching import Hit
from app.records.stored import RecordCard
from app.records.vocabularies import Kind, Status, label
from app.translation import _
from app.ui.direction import joined
from app.ui.library.dates_in_words import date_in_words
from app.ui.library.language_names import language_name
from app.ui.library.state_marks import consent_mark, risk_mark

PAGE = 20
"""Hits on one page: about twice what is seen at once. Each costs reading its record for its lines,
and the first page is asked for with every key."""

RECORDS_FORMAT = "application/x-satchel-records"
"""What a drag inside the window carries: ids of records, one a line. Never their content."""

THE_SELECTION = "*"
"""Stands for the ids where not all of them are here: whatever is selected in the list."""

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
CARD_ROLE = Qt.ItemDataRole.UserRole + 2

_PAGES_KEPT = 150
_Index = QModelIndex | QPersistentModelIndex


class Column:
    """Numbers of the columns. The first shows the whole hit, the others one property each."""

    HIT, TITLE, CODE, KIND, DATE, LINE, LANGUAGES, CONSENT, RISK, STATUS, ADDED = range(11)
    COUNT = 11


class HitModel(QAbstractTableModel):
    """Hits of one search; rows whose page has not come yet give None."""

    pages_wanted = Signal(list)
    """Numbers of pages that are being looked at and are not here."""

    # Of the class: Qt asks once more while a model that the collector emptied is taken apart.
    _count = 0

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._pages: OrderedDict[int, tuple[Hit, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._looked_at: dict[int, None] = {}
        # One turn of the event loop: a wheel that flies past twenty pages asks for the last ones.
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(0)
        self._ask.timeout.connect(self._tell_wanted)

    def show_result(self, hits: Sequence[Hit], count: int) -> None:
        """Begin anew with the first page of another result."""
        self.beginResetModel()
        self._pages.clear()
        self._asked.clear()
        self._looked_at.clear()
        self._count = max(count, len(hits))
        self._pages[0] = tuple(hits)
        self.endResetModel()

    def add_page(self, number: int, hits: Sequence[Hit]) -> None:
        """Take in a page that was asked for."""
        self._asked.discard(number)
        self._pages[number] = tuple(hits)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        first = self.index(number * PAGE, 0)
        last = self.index(min(self._count, (number + 1) * PAGE) - 1, Column.COUNT - 1)
        self.dataChanged.emit(first, last)

    def page_missed(self, number: int) -> None:
        """A page could not be had; it may be asked for again."""
        self._asked.discard(number)

    def replace_cards(self, cards: Sequence[RecordCard]) -> None:
        """Show new values of records that are in the result."""
        new = {card.id: card for card in cards}
        for number, hits in self._pages.items():
            if any(hit.card.id in new for hit in hits):
                self._pages[number] = tuple(
                    replace(hit, card=new.get(hit.card.id, hit.card)) for hit in hits
                )
                first = self.index(number * PAGE, 0)
                last = self.index(number * PAGE + len(hits) - 1, Column.COUNT - 1)
                self.dataChanged.emit(first, last)

    def hit(self, row: int) -> Hit | None:
        """The hit of a row; None where its page is not here. Asks for it then."""
        page, place = divmod(row, PAGE)
        hits = self._pages.get(page)
        if hits is None:
            if page not in self._asked and 0 <= row < self._count:
                self._looked_at[page] = None
                self._ask.start()
            return None
        return hits[place] if place < len(hits) else None

    def peek(self, row: int) -> Hit | None:
        """The hit of a row, if its page is here; asks for nothing."""
        page, place = divmod(row, PAGE)
        hits = self._pages.get(page, ())
        return hits[place] if place < len(hits) else None

    def row_of(self, record: str) -> int:
        """The row of a record among the pages that are here; -1 where it is in none."""
        for number, hits in self._pages.items():
            for place, hit in enumerate(hits):
                if hit.card.id == record:
                    return number * PAGE + place
        return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """All hits, also those that are not here."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """The whole hit, and one column per property."""
        return 0 if parent.isValid() else Column.COUNT

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A hit, a card, or one property in words."""
        if not index.isValid():
            return None
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == HIT_ROLE:
            return hit
        if role == CARD_ROLE:
            return hit.card
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(hit.card, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit) if index.column() == Column.HIT else None
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows that are here can be chosen and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        """Ids only."""
        return [RECORDS_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the dragged records."""
        hits = [self.peek(row) for row in sorted({index.row() for index in indexes})]
        ids = [hit.card.id for hit in hits if hit is not None]
        # Rather the whole selection by name than a part of it without a word.
        made = QMimeData()
        told = "\n".join(ids) if len(ids) == len(hits) else THE_SELECTION
        made.setData(RECORDS_FORMAT, told.encode())
        return made

    @Slot()
    def _tell_wanted(self) -> None:
        wanted = list(self._looked_at)[-3:]
        self._looked_at.clear()
        self._asked.update(wanted)
        if wanted:
            self.pages_wanted.emit(wanted)


def words_of(card: RecordCard, column: int) -> str:
    """One property of a record as a person reads it."""
    match column:
        case Column.TITLE | Column.HIT:
            return card.title
        case Column.CODE:
            return card.code
        case Column.KIND:
            return label(Kind(card.kind)) if card.kind in tuple(Kind) else card.kind
        case Column.DATE:
            return date_in_words(card.date, short=True) if card.date else ""
        case Column.LINE:
            return card.line
        case Column.LANGUAGES:
            return ", ".join(language_name(each) for each in card.languages)
        case Column.CONSENT:
            consent = consent_mark(card.consent_state)
            return consent.word if consent else ""
        case Column.RISK:
            risk = risk_mark(card.risk, short=True)
            return risk.word if risk else ""
        case Column.STATUS:
            return label(Status(card.status)) if card.status in tuple(Status) else card.status
        case Column.ADDED:
            return date_in_words(card.added_at[:10], short=True)
    return ""


def spoken(hit: Hit) -> str:
    """A hit as a screen reader says it."""
    card = hit.card
    risk = risk_mark(card.risk)
    parts = [words_of(card, each) for each in (Column.TITLE, Column.KIND, Column.CODE)]
    parts += [words_of(card, each) for each in (Column.DATE, Column.LINE, Column.CONSENT)]
    snippets = [
        f"{each.file.name}: {each.text}" if each.file is not None else each.text
        for each in hit.snippets
        if each.field != "title"
    ]
    return joined(*parts, risk.word if risk else "", *snippets[:1], between=", ")


def _headings() -> tuple[str, ...]:
    return (
        _("Record"),
        _("Title"),
        _("Code"),
        _("Kind"),
        _("Date"),
        _("Place or publisher"),
        _("Languages"),
        _("Consent"),
        _("Risk"),
        _("Status"),
        _("Added"),
    )
