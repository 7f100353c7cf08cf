"""Destroying records from the bin: asked about with the real consequence, and never taken back."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.archive.destroying import copies_warning, destroy_records
from app.archive.opening import Archive
from app.archive.reading import list_records, read_record
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _, ngettext
from app.ui.jobs import Lane, Lanes, Priority
from app.ui.reader.reader import Reader
from app.ui.reader.undo_log import UndoLog
from app.ui.session import Changes, Session
from app.ui.widgets.dialog import question_dialog

Ids = tuple[str, ...]
_PAGE = 500


class Destroying(QObject):
    """From "Destroy" to the records being gone.

    Args:
        log: Its steps about what was destroyed are let go of.
        reader: Shows nothing that is about to be destroyed.
        over: A widget of the window to cover with the question.
    """

    def __init__(self, session: Session, log: UndoLog, reader: Reader, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._log, self._reader, self._over = session, log, reader, over
        self._ids: Ids = ()
        self._running: Ids = ()

    def ask(self, ids: Ids) -> None:
        """Ask whether these records, which lie in the bin, are to be destroyed."""
        if not ids or self._running:
            return
        self._ids = ids
        if len(ids) == 1:
            work = partial(_named, self._session.archive, ids[0])
            job = self._session.run(Lane.BROWSE, work, topic="library destroy")
            job.finished.connect(self._ask_about)
        else:
            self._ask_about("")

    @Slot(object)
    def _ask_about(self, name: str) -> None:
        """Ask, with the name of the record where it is a single one."""
        ids = self._ids
        count = f"{len(ids):,}"
        title = ngettext(
            "Destroy {count} record for good?", "Destroy {count} records for good?", len(ids)
        )
        act = ngettext("Destroy {count} record", "Destroy {count} records", len(ids))
        told = _(
            "Text, translations, history, drafts, and attached files that no other record has are "
            "erased. Nothing brings them back, and Undo does not either."
        )
        dialog = question_dialog(
            self._over,
            title.format(count=count),
            "\n\n".join(part for part in (name, told, copies_warning()) if part),
            act=act.format(count=count),
            harm=True,
        )
        dialog.chosen.connect(self._answered)
        dialog.open()

    @Slot()
    def ask_all(self) -> None:
        """Ask about everything that lies in the bin."""
        job = self._session.run(
            Lane.BROWSE, partial(_all_binned, self._session.archive), topic="library bin"
        )
        job.finished.connect(self._found_all)

    @Slot(object)
    def _found_all(self, ids: Ids) -> None:
        if ids:
            self.ask(ids)
        else:
            self._session.say(_("The bin is empty"))

    @Slot(str)
    def _answered(self, key: str) -> None:
        if key != "act":
            return
        self._running, self._ids = self._ids, ()
        if self._reader.record in self._running:
            self._reader.close_record()
        work = partial(_destroy, self._session.archive, self._session.lanes, self._running)
        job = self._session.run(Lane.LONG, work, title=_("Destroying records"))
        job.finished.connect(self._destroyed)
        job.failed.connect(self._not_destroyed)
        job.cancelled.connect(self._cancelled)
        job.ended.connect(self._ended)

    @Slot(object)
    def _destroyed(self, ids: Ids) -> None:
        words = ngettext(
            "Destroyed {count} record; nothing brings it back",
            "Destroyed {count} records; nothing brings them back",
            len(ids),
        )
        self._session.say(words.format(count=f"{len(ids):,}"))

    @Slot(object)
    def _not_destroyed(self, error: SatchelError) -> None:
        self._session.show_trouble(_("Not everything could be destroyed"), error)

    @Slot()
    def _cancelled(self) -> None:
        self._session.say(_("Stopped; what was destroyed before is gone, the rest is in the bin"))

    @Slot()
    def _ended(self) -> None:
        ids, self._running = frozenset(self._running), ()
        self._log.forget(ids)
        self._session.tell(Changes(records=ids, collections=True))


def _all_binned(archive: Archive, _progress: Progress) -> Ids:
    ids: list[str] = []
    while page := list_records(archive, limit=_PAGE, offset=len(ids), binned=True).cards:
        ids += [card.id for card in page]
    return tuple(ids)


def _destroy(archive: Archive, lanes: Lanes, ids: Ids, progress: Progress) -> Ids:
    # What was typed and is on its way belongs to the record: it is written before, not after.
    lanes.inside(Lane.WRITING, lambda: None, priority=Priority.BATCH)
    return destroy_records(archive, ids, progress)


def _named(archive: Archive, record: str, _progress: Progress) -> str:
    card = read_record(archive, record).card
    return f"{card.code}  {card.title}"
