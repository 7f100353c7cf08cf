"""What one screen asks of another: the only place that knows them all by name."""

from PySide6.QtCore import QObject, Slot

from app.ui.dossier.screen import DossierScreen
from app.ui.intake.screen import IntakeScreen
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session


class Crossings(QObject):
    """Leads from the library to adding and to the dossier."""

    def __init__(
        self, library: LibraryScreen, intake: IntakeScreen, dossier: DossierScreen
    ) -> None:
        super().__init__(library)
        self._session: Session = library.session
        self._intake = intake
        library.add_to_dossier.connect(dossier.add_records)
        library.add_files.connect(self._add_files)
        library.paste_text.connect(self._paste_text)

    @Slot()
    def _add_files(self) -> None:
        self._session.go_to.emit(self._intake.key, "")
        self._intake.choose_files()

    @Slot()
    def _paste_text(self) -> None:
        self._session.go_to.emit(self._intake.key, "")
        self._intake.paste()
