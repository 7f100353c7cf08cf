"""A scroll area that is as high as what it shows, and scrolls only where there is no room."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST = 48


class FittingArea(QScrollArea):
    """Shows a widget in full where it can. It has no ground of its own.

    Args:
        content: Laid out to the area's width; the area takes it over.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(_LEAST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is shown grew or shrank: ask for another height."""
        if watched is self._content and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def hasHeightForWidth(self) -> bool:
        """Wrapped lines decide the height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the content at this width."""
        content = self._content
        if content.hasHeightForWidth():
            return max(_LEAST, content.heightForWidth(width))
        return max(_LEAST, content.sizeHint().height())

    def sizeHint(self) -> QSize:
        """As large as the content."""
        return self._content.sizeHint()
