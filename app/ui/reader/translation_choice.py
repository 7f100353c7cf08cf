"""Which translation stands beside the text: none, the only one, or one picked from a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.records.text import Translation
from app.ui.library.language_names import language_name
from app.ui.reader.pop_up import pop_up
from app.ui.widgets.buttons import IconButton


class TranslationChoice(QObject):
    """Stays as it is from record to record, so that one can read on beside a translation.

    Args:
        button: Shows whether a translation is shown; the menu comes below it.
    """

    changed = Signal()
    """Another translation, or none, is to be shown."""

    def __init__(self, button: IconButton, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._button = button
        self._language = ""

    def among(self, translations: Sequence[Translation]) -> Translation | None:
        """The translation to show of these; None for none."""
        if not self._language or not translations:
            return None
        wanted = (each for each in translations if each.language == self._language)
        return next(wanted, translations[0])

    def toggle(self, translations: Sequence[Translation]) -> None:
        """Hide the translation that is shown, or show one; several are offered in a menu."""
        if self._language or not translations:
            self._choose("")
        elif len(translations) == 1:
            self._choose(translations[0].language)
        else:
            self._button.setChecked(False)
            menu = QMenu(self._button)
            for each in translations:
                action = menu.addAction(language_name(each.language).replace("&", "&&"))
                action.setData(each.language)
            menu.triggered.connect(self._picked)
            pop_up(menu, self._button.mapToGlobal(self._button.rect().bottomLeft()))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self._choose(str(action.data()))

    def _choose(self, language: str) -> None:
        self._language = language
        self._button.setChecked(bool(language))
        self.changed.emit()
