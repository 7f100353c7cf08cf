"""Short widgets beside each other in the middle, in as many lines as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.direction import mirrored


class CentredRows(QWidget):
    """Sets its widgets in centred lines; hidden ones take no room.

    Args:
        widgets: In the order of reading; this widget takes them over.
        gap: Between neighbours, in logical pixels; lines stand close.
    """

    def __init__(self, widgets: Sequence[QWidget], *, gap: int = 16) -> None:
        super().__init__()
        self._widgets, self._gap = tuple(widgets), gap
        for widget in self._widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def arrange(self) -> None:
        """Set them again: one of them is shown, hidden, or says something else."""
        self.updateGeometry()
        self._place(self.width())

    def sizeHint(self) -> QSize:
        """All in one line."""
        wide = sum(widget.sizeHint().width() + self._gap for widget in self._shown())
        return QSize(max(0, wide - self._gap), self._lines_height(wide))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest."""
        wide = max((widget.sizeHint().width() for widget in self._shown()), default=0)
        return QSize(wide, self._lines_height(self.width() or wide))

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._lines_height(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set them in the new width."""
        super().resizeEvent(event)
        self._place(event.size().width())

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        room = 0
        for widget in self._shown():
            wide = widget.sizeHint().width()
            if not lines or wide > room:
                lines.append([])
                room = width
            lines[-1].append(widget)
            room -= wide + self._gap
        return lines

    def _lines_height(self, width: int) -> int:
        return sum(
            max(widget.sizeHint().height() for widget in line) for line in self._lines(width)
        )

    def _place(self, width: int) -> None:
        whole, top = self.rect(), 0
        for line in self._lines(width):
            sizes = [widget.sizeHint() for widget in line]
            taken = sum(size.width() for size in sizes) + self._gap * (len(line) - 1)
            left = max(0, (width - taken) // 2)
            for widget, size in zip(line, sizes, strict=True):
                place = QRect(left, top, min(size.width(), width), size.height())
                widget.setGeometry(mirrored(place, whole, self.layoutDirection()))
                left += size.width() + self._gap
            top += max(size.height() for size in sizes)
