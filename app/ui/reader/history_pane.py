"""History: every revision, what it changed, and the way back to it."""

from functools import partial

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.archive.history import HistoryEntry, history_of
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord
from app.errors import SatchelError
from app.progress import Progress
from app.records.vocabularies import Kind
from app.translation import _, ngettext
from app.ui.direction import joined, set_margins
from app.ui.jobs import Lane
from app.ui.library.dates_in_words import date_in_words
from app.ui.reader.change_words import ChangeWords, pieces_of
from app.ui.reader.fields import consent_group, detail_groups, label_of
from app.ui.reader.record_pane import RecordPane
from app.ui.session import Session
from app.ui.tokens import Ground, Ink, Radius, Size
from app.ui.widgets.buttons import link_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface

_CHANGES_SHOWN = 6
_NOT_SHOWN = "text.last_segment"
"""Follows from the paragraph that was removed, which is shown."""
_PER_PAGE = 30


class HistoryPane(RecordPane):
    """The revisions of a record, newest first; thirty at a time."""

    view_wanted = Signal(object)
    """A `HistoryEntry`: show the record as it was."""
    restore_wanted = Signal(object)
    """A `HistoryEntry`: make that state the newest."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("History"))
        self._session = session
        self._entries: tuple[HistoryEntry, ...] = ()
        self._cards: list[_EntryCard] = []
        self._shown_hash = ""
        self._older = link_button(_("Older changes"), self)
        self._older.clicked.connect(self._show_older)
        self.column.addWidget(self._older, 0, Qt.AlignmentFlag.AlignLeading)
        self._older.hide()

    def show_record(self, opened: OpenedRecord) -> None:
        """Fetch and show its history."""
        super().show_record(opened)
        if opened.hash == self._shown_hash:
            return
        self._shown_hash = opened.hash
        job = self._session.run(
            Lane.BROWSE,
            partial(_history, self._session.archive, opened.card.id),
            topic="reader history",
        )
        job.finished.connect(self._show)
        job.failed.connect(self._not_read)

    @Slot(object)
    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        for card in self._cards:
            card.deleteLater()
        self._cards = []
        self._show_older()

    @Slot()
    def _show_older(self) -> None:
        kind = self.opened.record.kind if self.opened else Kind.ARTICLE
        done = len(self._cards)
        for number, entry in enumerate(self._entries[done : done + _PER_PAGE], done):
            first = number == len(self._entries) - 1
            card = _EntryCard(entry, kind, self, newest=number == 0, first=first)
            card.view_wanted.connect(self.view_wanted)
            card.restore_wanted.connect(self.restore_wanted)
            self.column.insertWidget(self.column.count() - 1, card)
            self._cards.append(card)
        self._older.setVisible(len(self._cards) < len(self._entries))

    @Slot(object)
    def _not_read(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("The history could not be read"), error)


class _EntryCard(Surface):
    view_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(
        self, entry: HistoryEntry, kind: Kind, parent: QWidget, *, newest: bool, first: bool
    ) -> None:
        super().__init__(Ground.LIST, parent, radius=Radius.CARD)
        self._entry = entry
        layout = QVBoxLayout(self)
        set_margins(layout, 14, 10, 12, 10)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        when = PlainLabel(local_time(entry.at), self, weight=600, tabular=True)
        state = _("As it is now") if newest else ""
        told = _("Added") if first and not entry.changes else entry.reason
        by = _("by {name}").format(name=entry.by) if entry.by else ""
        head.addWidget(when)
        head.addWidget(PlainLabel(joined(state, told, by), self, ink=Ink.TEXT2, size=Size.META), 1)
        if not newest:
            for word, slot in ((_("View"), self._view), (_("Restore"), self._restore)):
                button = link_button(word, self)
                button.setAccessibleDescription(local_time(entry.at))
                button.clicked.connect(slot)
                head.addWidget(button)
        layout.addLayout(head)
        groups = (*detail_groups(kind), consent_group())
        changes = [change for change in entry.changes if change.path != _NOT_SHOWN]
        for change in changes[:_CHANGES_SHOWN]:
            name = label_of(change.path, groups)
            layout.addWidget(PlainLabel(name, self, ink=Ink.TEXT3, size=Size.META))
            layout.addWidget(ChangeWords(pieces_of(change.before, change.after), self))
        left = len(changes) - _CHANGES_SHOWN
        if left > 0:
            more = ngettext("{count} more field", "{count} more fields", left).format(count=left)
            layout.addWidget(PlainLabel(more, self, ink=Ink.TEXT3, size=Size.META))

    @Slot()
    def _view(self) -> None:
        self.view_wanted.emit(self._entry)

    @Slot()
    def _restore(self) -> None:
        self.restore_wanted.emit(self._entry)


def local_time(utc: str) -> str:
    """A moment in UTC (ISO 8601) as the clock on the wall showed it."""
    moment = QDateTime.fromString(utc, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return utc
    local = moment.toLocalTime()
    day = date_in_words(local.date().toString(Qt.DateFormat.ISODate))
    return f"{day}, {local.time().toString('HH:mm')}"


def _history(archive: Archive, record: str, _progress: Progress) -> tuple[HistoryEntry, ...]:
    return history_of(archive, record)
