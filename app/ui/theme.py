"""The theme in force: which tokens, which text size. Follows the system unless told otherwise.

Widgets ask `Theme.current()` when they paint, and connect to `changed` for what they keep (label
colours, icons).
"""

from typing import Self

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from app.settings import Settings, ThemeChoice
from app.ui import fonts
from app.ui.style_sheet import style_sheet
from app.ui.tokens import DARK, LIGHT, Size, Tokens

PictureKey = tuple[str, float, str, float, bool]
"""Icon, size, colour, pixel ratio, turned."""


class Theme(QObject):
    """The look of this application, owned by it.

    Attributes:
        pictures: Icons drawn so far, kept until the theme changes.
    """

    changed = Signal()
    """The tokens or the text size are different now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("satchel-theme")
        self._settings = Settings()
        self._tokens = LIGHT
        self.pictures: dict[PictureKey, QPixmap] = {}

    @classmethod
    def current(cls) -> Self:
        """The application's theme; made at the first call."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        found = application.findChild(
            cls, "satchel-theme", Qt.FindChildOption.FindDirectChildrenOnly
        )
        return found if found is not None else cls(application)

    @classmethod
    def install(cls, application: QApplication, settings: Settings) -> Self:
        """Load the fonts, choose the style and apply the person's settings."""
        application.setStyle("Fusion")
        fonts.load_fonts()
        theme = cls.current()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(theme._follow_system)
        theme.apply(settings)
        return theme

    @property
    def tokens(self) -> Tokens:
        """The values in force."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """Whether the dark look is shown."""
        return self._tokens is DARK

    @property
    def factor(self) -> float:
        """The text-size setting, 1.0 at 100 %."""
        return self._settings.text_size

    @property
    def settings(self) -> Settings:
        """The settings last applied."""
        return self._settings

    def scaled(self, length: float) -> int:
        """A length that grows with the text, such as a row's height."""
        return round(length * self.factor)

    def font(
        self,
        size: Size = Size.INTERFACE,
        *,
        weight: int = 400,
        language: str = "",
        face: fonts.Face = fonts.Face.INTERFACE,
        tabular: bool = False,
    ) -> QFont:
        """A font at a size of the scale, times the text-size setting."""
        return fonts.font(
            size * self.factor,
            weight=weight,
            language=language or self._settings.language,
            face=face,
            tabular=tabular,
        )

    def apply(self, settings: Settings) -> None:
        """Take over theme, text size and language of the interface's fonts."""
        self._settings = settings
        hints = QApplication.styleHints()
        match settings.theme:
            case ThemeChoice.SYSTEM:
                hints.unsetColorScheme()
            case ThemeChoice.LIGHT:
                hints.setColorScheme(Qt.ColorScheme.Light)
            case ThemeChoice.DARK:
                hints.setColorScheme(Qt.ColorScheme.Dark)
        self._put_on()

    @Slot()
    def _follow_system(self) -> None:
        if self._settings.theme is ThemeChoice.SYSTEM:
            self._put_on()

    def _put_on(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        match self._settings.theme:
            case ThemeChoice.DARK:
                self._tokens = DARK
            case ThemeChoice.LIGHT:
                self._tokens = LIGHT
            case _:
                system = QApplication.styleHints().colorScheme()
                self._tokens = DARK if system is Qt.ColorScheme.Dark else LIGHT
        self.pictures.clear()
        application.setFont(self.font())
        application.setPalette(palette(self._tokens))
        application.setStyleSheet(style_sheet(self._tokens, self.factor))
        self.changed.emit()


def palette(tokens: Tokens) -> QPalette:
    """Qt's palette for these tokens; the style sheet and painted widgets do the rest."""
    role = QPalette.ColorRole
    made = QPalette()
    for where, colour in (
        (role.Window, tokens.list),
        (role.WindowText, tokens.text),
        (role.Base, tokens.page),
        (role.AlternateBase, tokens.list),
        (role.Text, tokens.text),
        (role.Button, tokens.raised),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.bad),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.PlaceholderText, tokens.text3),
        (role.ToolTipBase, tokens.raised),
        (role.ToolTipText, tokens.text),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.text3))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.hover))
    made.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(tokens.text2))
    return made
