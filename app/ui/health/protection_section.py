"""What protects the archive on this computer, line by line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.health.protection import Held, Statement
from app.ui.health.section import Section
from app.ui.tokens import Ink, Size
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel

_MARKS = {
    Held.YES: ("circle-check", Ink.OK),
    Held.NO: ("triangle-alert", Ink.WARN),
    Held.UNKNOWN: ("circle-question-mark", Ink.TEXT3),
}


class _Line(QWidget):
    def __init__(self, statement: Statement, parent: QWidget) -> None:
        super().__init__(parent)
        icon, ink = _MARKS[statement.held]
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(statement.says, self, wrap=True))
        if statement.advice:
            words.addWidget(
                PlainLabel(statement.advice, self, ink=Ink.TEXT2, size=Size.META, wrap=True)
            )
        layout = QHBoxLayout(self)
        set_margins(layout, 0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(IconMark(icon, self, ink=ink), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        held = {
            Held.YES: _("Protected"),
            Held.NO: _("Not protected"),
            Held.UNKNOWN: _("Cannot be told"),
        }[statement.held]
        self.setAccessibleName(f"{held}: {statement.says} {statement.advice}".strip())


class ProtectionSection(Section):
    """Statements that were checked just now; nothing is claimed before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lock", _("Protection on this computer"), parent)
        self._lines: list[_Line] = []

    def show_statements(self, statements: tuple[Statement, ...]) -> None:
        """Show what was found; what does not hold stands first."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.deleteLater()
        order = (Held.NO, Held.UNKNOWN, Held.YES)
        ordered = sorted(statements, key=lambda each: order.index(each.held))
        self._lines = [_Line(each, self) for each in ordered]
        for line in self._lines:
            self.body.addWidget(line)
            line.show()

    @property
    def told(self) -> tuple[str, ...]:
        """What is said at present, as it is spoken."""
        return tuple(line.accessibleName() for line in self._lines)
