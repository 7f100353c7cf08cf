"""A banner: soft ground, icon, one bold and one plain sentence, an action at the end."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.direction import set_margins
from app.ui.painting import fill
from app.ui.theme import Theme
from app.ui.tokens import Ink, Radius, Tone
from app.ui.widgets.buttons import link_button
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel

_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.SOFT: "info",
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.BAD: "circle-alert",
    Tone.INFO: "info",
    Tone.MASK: "eye-off",
}
_INKS = {
    Tone.NEUTRAL: Ink.TEXT2,
    Tone.SOFT: Ink.ACCENT,
    Tone.OK: Ink.OK,
    Tone.WARN: Ink.WARN,
    Tone.BAD: Ink.BAD,
    Tone.INFO: Ink.INFO,
    Tone.MASK: Ink.MASK,
}


class Banner(QWidget):
    """Something to know, where it matters.

    Args:
        bold: The first sentence, in weight 600; may be empty.
        plain: The second sentence; may be empty.
        action: The word of the action at the end; empty for none.
        icon: Another icon than the tone's own.
    """

    acted = Signal()
    """The action was pressed."""

    def __init__(
        self,
        bold: str = "",
        plain: str = "",
        parent: QWidget | None = None,
        *,
        tone: Tone = Tone.INFO,
        action: str = "",
        icon: str = "",
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._mark = IconMark(icon or _ICONS[tone], self, ink=_INKS[tone])
        self._bold = PlainLabel(bold, self, weight=600, wrap=True)
        self._plain = PlainLabel(plain, self, wrap=True)
        self.action = link_button(action, self)
        self.action.clicked.connect(self.acted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._bold)
        words.addWidget(self._plain)
        layout = QHBoxLayout(self)
        set_margins(layout, 12, 9, 12, 9)
        layout.setSpacing(10)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(bold, plain, tone=tone, action=action, icon=icon)

    def say(
        self, bold: str, plain: str = "", *, tone: Tone, action: str = "", icon: str = ""
    ) -> None:
        """Show something else."""
        self._tone = tone
        self._mark.show_icon(icon or _ICONS[tone], _INKS[tone])
        self._bold.setText(bold)
        self._bold.setVisible(bool(bold))
        self._plain.setText(plain)
        self._plain.setVisible(bool(plain))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(f"{bold} {plain}".strip())
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        ground = Theme.current().tokens.tone(self._tone)[1]
        fill(QPainter(self), QRectF(self.rect()), Radius.CONTROL, ground)
