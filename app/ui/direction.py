"""Left-to-right and right-to-left: what Qt does not mirror by itself."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLayout, QStyle

_LEFT_TO_RIGHT_MARK = "\u200e"
_RIGHT_TO_LEFT_MARK = "\u200f"
_ISOLATE = "\u2068"
_END_ISOLATE = "\u2069"


def set_margins(layout: QLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Set a layout's margins by the line of reading; Qt mirrors order and spacing, not these."""
    if QApplication.isRightToLeft():
        start, end = end, start
    layout.setContentsMargins(start, top, end, bottom)


def mirrored(inner: QRect, outer: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where a rectangle drawn for left-to-right stands inside another in this direction."""
    return QStyle.visualRect(direction, outer, inner)


def mirrored_f(inner: QRectF, outer: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """As `mirrored`, with fractions of a pixel."""
    if direction is not Qt.LayoutDirection.RightToLeft:
        return inner
    shifted = QRectF(inner)
    shifted.moveLeft(outer.left() + outer.right() - inner.right())
    return shifted


def isolated(part: str) -> str:
    """A part from elsewhere (a title, a name) that must not turn the line it stands in."""
    return f"{_ISOLATE}{part}{_END_ISOLATE}"


def joined(*parts: str, between: str = " · ") -> str:
    """A line put together from parts, in the direction of the interface; empty parts vanish."""
    mark = _RIGHT_TO_LEFT_MARK if QApplication.isRightToLeft() else _LEFT_TO_RIGHT_MARK
    return mark + between.join(isolated(part) for part in parts if part)
