"""Check boxes and radio buttons, painted from the tokens."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import Radius

_MARK, _GAP, _AROUND = 16, 8, 4


class CheckBox(QCheckBox):
    """Yes or no, with a word.

    Args:
        text: What yes means; `&` marks the mnemonic.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_up(self)

    def sizeHint(self) -> QSize:
        """Mark and word."""
        return _size(self)

    def hitButton(self, pos: QPoint) -> bool:
        """The word counts as well."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark, word and focus."""
        painter, place = QPainter(self), _mark_place(self)
        tokens = Theme.current().tokens
        if self.isChecked():
            fill(painter, place, Radius.MARK, tokens.accent if self.isEnabled() else tokens.edge)
            icons.draw(painter, "check", place.adjusted(1, 1, -1, -1), tokens.on_accent)
        else:
            fill(painter, place, Radius.MARK, tokens.page)
            outline(painter, place, Radius.MARK, tokens.edge, 1.2)
        _draw_word(self, painter)


class RadioButton(QRadioButton):
    """One of several, with a word.

    Args:
        text: What it means; `&` marks the mnemonic.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_up(self)

    def sizeHint(self) -> QSize:
        """Mark and word."""
        return _size(self)

    def hitButton(self, pos: QPoint) -> bool:
        """The word counts as well."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark, word and focus."""
        painter, place = QPainter(self), _mark_place(self)
        tokens = Theme.current().tokens
        chosen = self.isChecked()
        fill(painter, place, _MARK / 2, tokens.page)
        colour = tokens.accent if chosen and self.isEnabled() else tokens.edge
        outline(painter, place, _MARK / 2, colour, 1.6 if chosen else 1.2)
        if chosen:
            fill(painter, place.adjusted(4, 4, -4, -4), _MARK / 2, colour)
        _draw_word(self, painter)


def _set_up(button: QAbstractButton) -> None:
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _word(button: QAbstractButton) -> str:
    return button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def _size(button: QAbstractButton) -> QSize:
    metrics = QFontMetrics(Theme.current().font())
    wide = metrics.horizontalAdvance(_word(button))
    word = _GAP + wide if wide else 0
    return QSize(
        _MARK + word + 2 * _AROUND + 2, max(_MARK + 2 * _AROUND, Theme.current().scaled(26))
    )


def _mark_place(button: QAbstractButton) -> QRectF:
    whole = QRectF(button.rect())
    place = QRectF(_AROUND, whole.center().y() - _MARK / 2, _MARK, _MARK)
    return mirrored_f(place, whole, button.layoutDirection())


def _draw_word(button: QAbstractButton, painter: QPainter) -> None:
    theme, whole = Theme.current(), QRectF(button.rect())
    font = theme.font()
    room = whole.adjusted(_AROUND + _MARK + _GAP, 0, -_AROUND, 0)
    painter.setFont(font)
    painter.setPen(QColor(theme.tokens.text if button.isEnabled() else theme.tokens.text3))
    painter.drawText(
        mirrored_f(room, whole, button.layoutDirection()),
        int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
        QFontMetrics(font).elidedText(
            _word(button), Qt.TextElideMode.ElideRight, int(room.width()) + 2
        ),
    )
    if button.hasFocus():
        focus_ring(painter, whole, Radius.CHIP, theme.tokens.accent)
