"""The reader's sections, one shown at a time; those beside the text are made when first shown."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.archive.reading import OpenedRecord
from app.ui.reader.consent_pane import ConsentPane
from app.ui.reader.details_pane import DetailsPane
from app.ui.reader.files_pane import FilesPane
from app.ui.reader.history_pane import HistoryPane
from app.ui.reader.people_pane import PeoplePane
from app.ui.reader.record_pane import RecordPane
from app.ui.reader.record_work import Change
from app.ui.reader.text_pane import TextPane
from app.ui.session import Session


class SectionStack(QStackedWidget):
    """Shows one section of one record."""

    change_wanted = Signal(str, object, str)
    """Id of a record, a function from `Record` to `Record`, and what it changes."""
    view_wanted = Signal(object)
    """A `HistoryEntry`: show the record as it was."""
    restore_wanted = Signal(object)
    """A `HistoryEntry`: make that state the newest."""

    def __init__(self, session: Session, text: TextPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._text = session, text
        self._panes: dict[str, RecordPane] = {}
        self._file = ""
        self.addWidget(text)

    def show_section(self, key: str, opened: OpenedRecord | None) -> None:
        """Show a section, of a record if there is one."""
        if key == "text":
            self.setCurrentWidget(self._text)
            return
        self._text.finish()
        pane = self._panes.get(key) or self._make(key)
        self.setCurrentWidget(pane)
        if opened is not None:
            pane.show_record(opened)
        if isinstance(pane, FilesPane) and self._file:
            pane.point_at(self._file)

    def point_at(self, file: str) -> None:
        """Bring a file into view whenever Files are shown of the record that has it.

        Args:
            file: Its SHA-256; empty for none.
        """
        self._file = file

    def focus_title(self) -> None:
        """Put the keyboard into the title's field, where Details are shown."""
        pane = self._panes.get("details")
        if isinstance(pane, DetailsPane):
            pane.focus_field("title")

    def flush(self) -> None:
        """Take everything that is typed in any section."""
        self._text.finish()
        for pane in self._panes.values():
            pane.flush()

    def _make(self, key: str) -> RecordPane:
        made: RecordPane
        match key:
            case "details":
                made = DetailsPane(self)
            case "consent":
                made = ConsentPane(self)
            case "files":
                made = FilesPane(self._session, self)
            case "people":
                made = PeoplePane(self)
            case _:
                made = HistoryPane(self._session, self)
        if isinstance(made, HistoryPane):
            made.view_wanted.connect(self.view_wanted)
            made.restore_wanted.connect(self.restore_wanted)
        made.change_wanted.connect(self._pass_on)
        self._panes[key] = made
        self.addWidget(made)
        return made

    @Slot(object, str)
    def _pass_on(self, change: Change, what: str) -> None:
        """Name the record the section shows: the reader may be at another one already."""
        pane = self.sender()
        if isinstance(pane, RecordPane) and pane.opened is not None:
            self.change_wanted.emit(pane.opened.card.id, change, what)
