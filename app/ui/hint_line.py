"""One line below a passphrase: caps lock is on, or the keyboard writes another script."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.translation import _
from app.ui.passphrase_field import PassphraseField
from app.ui.tokens import IconSize, Ink, Size
from app.ui.typing_hints import TypingHints
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel


class HintLine(QWidget):
    """Says what a row of dots would hide; takes no room while there is nothing to say.

    Args:
        fields: Watched; what was typed last counts.
    """

    def __init__(self, *fields: PassphraseField) -> None:
        super().__init__()
        self.caps = PlainLabel(_("Caps Lock is on"), ink=Ink.WARN, size=Size.META)
        self.script = PlainLabel("", ink=Ink.TEXT3, size=Size.META)
        self._caps_mark = IconMark("arrow-up", ink=Ink.WARN, size=IconSize.CHIP)
        self._script_mark = IconMark("keyboard", ink=Ink.TEXT3, size=IconSize.CHIP)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._script_mark, self.script, self._caps_mark, self.caps):
            row.addWidget(widget)
        row.addStretch(1)
        for field in fields:
            TypingHints(field.line).changed.connect(self._changed)
        self._caps_lock, self._written, self._allowed = False, "", True
        self._look()

    def allow(self, shown: bool) -> None:
        """Whether anything may be said: not while the fields are hidden."""
        self._allowed = shown
        self._look()

    @Slot()
    def _changed(self) -> None:
        hints = self.sender()
        assert isinstance(hints, TypingHints)
        self._caps_lock, self._written = hints.caps_lock, hints.script
        self._look()

    def _look(self) -> None:
        self.caps.setVisible(self._caps_lock)
        self._caps_mark.setVisible(self._caps_lock)
        self.script.setText(_("The keyboard writes {script}").format(script=self._written))
        self.script.setVisible(bool(self._written))
        self._script_mark.setVisible(bool(self._written))
        self.setVisible(self._allowed and (self._caps_lock or bool(self._written)))
