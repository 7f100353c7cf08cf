"""A field: label above, control, hint below, and a place for how sure the program is."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.translation import _
from app.ui.direction import mirrored_f
from app.ui.theme import Theme
from app.ui.tokens import Ink, Size
from app.ui.widgets.plain_label import PlainLabel


class Certainty(Enum):
    """How sure a suggested value is; the number is how many of three dots are filled."""

    CERTAIN = 3
    LIKELY = 2
    GUESS = 1
    NOT_FOUND = 0

    @property
    def label(self) -> str:
        """The word beside the dots."""
        return {
            Certainty.CERTAIN: _("Certain"),
            Certainty.LIKELY: _("Likely"),
            Certainty.GUESS: _("Guess"),
            Certainty.NOT_FOUND: _("Not found"),
        }[self]

    @property
    def ink(self) -> Ink:
        """The colour that helps the word."""
        return {
            Certainty.CERTAIN: Ink.OK,
            Certainty.LIKELY: Ink.INFO,
            Certainty.GUESS: Ink.WARN,
            Certainty.NOT_FOUND: Ink.TEXT3,
        }[self]


_DOT, _STEP = 5, 8


class CertaintyMark(QWidget):
    """Three dots and a word."""

    def __init__(self, certainty: Certainty, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._certainty = certainty
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_certainty(certainty)

    @property
    def certainty(self) -> Certainty:
        """What is shown."""
        return self._certainty

    def show_certainty(self, certainty: Certainty) -> None:
        """Show another degree."""
        self._certainty = certainty
        self.setAccessibleName(certainty.label)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Dots and word."""
        metrics = QFontMetrics(Theme.current().font(Size.META))
        wide = metrics.horizontalAdvance(self._certainty.label)
        return QSize(3 * _STEP + 4 + wide + 2, metrics.height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dots and the word."""
        theme, painter, whole = Theme.current(), QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(theme.tokens.ink(self._certainty.ink))
        direction = self.layoutDirection()
        for number in range(3):
            dot = QRectF(number * _STEP + 0.5, whole.center().y() - _DOT / 2, _DOT, _DOT)
            painter.setPen(QPen(colour, 1))
            painter.setBrush(colour if number < self._certainty.value else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mirrored_f(dot, whole, direction))
        painter.setFont(theme.font(Size.META))
        painter.setPen(colour)
        place = QRectF(3 * _STEP + 4, 0, whole.width() - 3 * _STEP - 4, whole.height())
        painter.drawText(
            mirrored_f(place, whole, direction),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
            self._certainty.label,
        )


class Field(QWidget):
    """A labelled control.

    Args:
        label: What the control is for; also its accessible name.
        control: The control itself; the field takes it over.
        hint: A sentence below, or empty.
        certainty: How sure a suggested value is, or None.
    """

    def __init__(
        self,
        label: str,
        control: QWidget,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        certainty: Certainty | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._label = PlainLabel(label, self, ink=Ink.TEXT2, size=Size.META)
        self._label.setBuddy(control)
        self._hint = PlainLabel(hint, self, ink=Ink.TEXT3, size=Size.META, wrap=True)
        self._mark = CertaintyMark(certainty or Certainty.NOT_FOUND, self)
        self._mark.setVisible(certainty is not None)
        control.setParent(self)
        control.setAccessibleName(label)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label, 1)
        head.addWidget(self._mark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(control)
        layout.addWidget(self._hint)
        self.set_hint(hint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_hint(self, hint: str, ink: Ink = Ink.TEXT3) -> None:
        """Say something below the control; empty says nothing."""
        self._hint.setText(hint)
        self._hint.set_ink(ink)
        self._hint.setVisible(bool(hint))
        self.control.setAccessibleDescription(hint)

    def set_certainty(self, certainty: Certainty | None) -> None:
        """Show how sure the value is, or nothing."""
        if certainty is not None:
            self._mark.show_certainty(certainty)
        self._mark.setVisible(certainty is not None)
