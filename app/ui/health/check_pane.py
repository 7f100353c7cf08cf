"""The page of the archive check: its sections below each other, scrolled where they are long."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.health.backup_section import BackupSection
from app.ui.health.protection_section import ProtectionSection
from app.ui.health.state_section import StateSection
from app.ui.theme import Theme
from app.ui.tokens import Ground
from app.ui.widgets.rule import Rule
from app.ui.widgets.surface import Surface


class _Area(QScrollArea):
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(event.rect(), QColor(Theme.current().tokens.page))
        super().paintEvent(event)


class CheckPane(QWidget):
    """State, backup and protection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = StateSection()
        self.backup = BackupSection()
        self.protection = ProtectionSection()
        body = Surface(Ground.PAGE)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        sections = (self.state, self.backup, self.protection)
        for section in sections:
            column.addWidget(section)
            if section is not sections[-1]:
                column.addWidget(Rule(body))
        column.addStretch(1)
        self.area = _Area(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
