"""Settings: look and text size on this computer, and how long until the archive locks."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.settings import Settings, ThemeChoice
from app.translation import _
from app.ui.idle import DEFAULT_MINUTES, LONGEST_MINUTES
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.choices import CheckBox
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel

_TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"
_KEYS = "keys"
_SIZES = (90, 100, 115, 130, 150, 175)
_MINUTES = (2, DEFAULT_MINUTES, 10, 20, 30, LONGEST_MINUTES)


def languages(folder: Path = _TRANSLATIONS) -> tuple[tuple[str, str], ...]:
    """Languages that the program speaks: tag and own name. English first."""
    found = sorted(file.parent.parent.name for file in folder.glob("*/LC_MESSAGES/satchel.mo"))
    return (
        ("", "English"),
        *((tag, QLocale(tag).nativeLanguageName()) for tag in found if tag != "en"),
    )


class SettingsDialog(Dialog):
    """Every choice takes effect at once; there is nothing to confirm.

    Args:
        settings: In force now.
        minutes: Idle time until the lock, in force now.
        archive: The archive that is open; it may be offered at the next start.
    """

    changed = Signal(object)
    """The new `Settings`."""
    keys_wanted = Signal()
    """Who opens the archive is to be seen; the dialog has closed."""
    minutes_changed = Signal(int)
    """The new idle time until the lock; it holds until then."""

    def __init__(self, over: QWidget, settings: Settings, minutes: int, archive: Path) -> None:
        super().__init__(over, _("Settings"), width=480)
        self._settings, self._archive = settings, archive
        self._look = Dropdown()
        for label, choice in (
            (_("As the system"), ThemeChoice.SYSTEM),
            (_("Light"), ThemeChoice.LIGHT),
            (_("Dark"), ThemeChoice.DARK),
        ):
            self._look.addItem(label, choice.value)
        self._look.choose(settings.theme.value)
        self._size = Dropdown()
        for size in _SIZES:
            self._size.addItem(_("{percent} %").format(percent=size), str(size))
        self._size.choose(str(round(settings.text_size * 100)))
        self._lock = Dropdown()
        for number in _MINUTES:
            self._lock.addItem(_("{minutes} minutes").format(minutes=number), str(number))
        self._lock.choose(str(minutes))
        self._language = Dropdown()
        for tag, name in languages():
            self._language.addItem(name, tag)
        self._language.choose(settings.language)
        self._remember = CheckBox(_("Offer this archive at the next start"), self.card)
        self._remember.setChecked(settings.remembered_archive == archive)
        self._build()
        self.add_button(_KEYS, _("Keys and people…"), ButtonKind.QUIET, icon="users")
        self.add_button("close", _("Close"), ButtonKind.PRIMARY)
        self.chosen.connect(self._chosen)

    def _build(self) -> None:
        self.body.addWidget(Field(_("Look"), self._look))
        self.body.addWidget(Field(_("Text size"), self._size))
        if self._language.count() > 1:
            self.body.addWidget(
                Field(_("Language"), self._language, hint=_("Holds from the next start."))
            )
        else:
            self._language.setParent(self)
            self._language.hide()
        self.body.addWidget(
            Field(
                _("Lock when nobody is here for"),
                self._lock,
                hint=_("Until the next lock; then 5 minutes again."),
            )
        )
        self.body.addWidget(self._remember)
        self.body.addWidget(
            PlainLabel(
                _(
                    "Its place is then written, unencrypted, beside these settings. "
                    "Nothing else about it is."
                ),
                ink=Ink.TEXT3,
                size=Size.META,
                wrap=True,
            )
        )
        self._look.currentIndexChanged.connect(self._changed)
        self._size.currentIndexChanged.connect(self._changed)
        self._language.currentIndexChanged.connect(self._changed)
        self._lock.currentIndexChanged.connect(self._lock_changed)
        self._remember.toggled.connect(self._changed)

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self._look

    @Slot()
    def _changed(self) -> None:
        remembered = self._settings.remembered_archive
        if self._remember.isChecked():
            remembered = self._archive
        elif remembered == self._archive:
            remembered = None
        self._settings = replace(
            self._settings,
            theme=ThemeChoice(str(self._look.currentData())),
            text_size=int(self._size.currentData() or 100) / 100,
            language=str(self._language.currentData() or ""),
            remembered_archive=remembered,
        )
        self.changed.emit(self._settings)

    @Slot(str)
    def _chosen(self, key: str) -> None:
        if key == _KEYS:
            self.keys_wanted.emit()

    @Slot()
    def _lock_changed(self) -> None:
        self.minutes_changed.emit(int(self._lock.currentData()))
