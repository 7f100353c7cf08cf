"""One paragraph opened for editing, in place, with an accent frame and a small foot."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.painting import fill, outline
from app.ui.reader.laid_text import LaidStyle
from app.ui.reader.spans import Span
from app.ui.theme import Theme
from app.ui.tokens import Grid, Ink, Radius, Size
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.text_input import PRIVATE

AROUND = 10
"""By how much the frame stands out around the text, in logical pixels."""

_FOOT = 30
_BREAKS = {0x2028: "\n", 0x2029: "\n"}
_STAYING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class _Words(QTextEdit):
    left = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setInputMethodHints(PRIVATE)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Paragraph being edited"))
        self.document().setDocumentMargin(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.left.emit()


class SegmentEditor(QWidget):
    """Stands over the paragraph it edits, on the page's viewport."""

    typed = Signal(str)
    """The text is different now."""
    finished = Signal()
    """Escape was pressed, or the keyboard went elsewhere."""
    height_changed = Signal(float)
    """How high frame and foot are together, in logical pixels."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = _Words(self)
        self._what = ElidedLabel("", self, ink=Ink.TEXT3, size=Size.META)
        self._saved = PlainLabel("", self, ink=Ink.TEXT3, size=Size.META, tabular=True)
        leave = PlainLabel(_("Esc to finish"), self, ink=Ink.TEXT3, size=Size.META)
        foot = QHBoxLayout()
        set_margins(foot, AROUND, 0, AROUND, 0)
        foot.setSpacing(14)
        foot.addWidget(self._what, 1)
        foot.addWidget(self._saved)
        foot.addWidget(leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND - 2, AROUND, 0)
        layout.setSpacing(0)
        layout.addWidget(self._words, 1)
        layout.addLayout(foot)
        foot.setContentsMargins(0, 6, 0, 7)
        self._high = 0.0
        self._font = self._words.font()
        self._words.textChanged.connect(self._text_changed)
        self._words.left.connect(self.finished)
        self._words.escaped.connect(self.finished)
        self._words.document().documentLayout().documentSizeChanged.connect(self._measure)
        Theme.current().changed.connect(self._put_on)
        self.setFocusProxy(self._words)
        self.hide()

    def open(
        self, text: str, style: LaidStyle, marks: Sequence[Span], what: str, *, tabs: bool
    ) -> None:
        """Edit a text.

        Args:
            style: As the page sets it, so that nothing jumps.
            marks: Found words; they stay marked while one types.
            what: What is being edited, for the foot.
            tabs: Tab writes a tab (in tables) instead of leaving.
        """
        document, words = self._words.document(), self._words
        words.blockSignals(True)
        document.setUndoRedoEnabled(False)
        self._font = style.font
        words.setFont(style.font)
        words.setPlainText(text)
        words.setTabChangesFocus(not tabs)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(style.line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor.mergeBlockFormat(lines)
        document.setUndoRedoEnabled(True)
        words.blockSignals(False)
        self._what.setText(what)
        self._saved.setText("")
        self._mark(marks)
        self._put_on()
        self._measure()

    def text(self) -> str:
        """What stands in it now."""
        # `toPlainText` turns no-break spaces into plain ones: evidence keeps every character.
        return self._words.document().toRawText().translate(_BREAKS)

    def put_cursor(self, at: int) -> None:
        """Put the cursor at a place in UTF-16 units; below 0 at the end."""
        cursor = self._words.textCursor()
        if at < 0:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        else:
            cursor.setPosition(min(at, len(self._words.document().toRawText())))
        self._words.setTextCursor(cursor)

    def say_saved(self, when: str) -> None:
        """Say in the foot when it was saved."""
        self._saved.setText(_("Saved {time}").format(time=when) if when else "")

    def wanted_height(self) -> float:
        """Of frame and foot together."""
        return self._words.document().size().height() + AROUND - 2 + self._foot_height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw page, frame, and the line above the foot."""
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        fill(painter, whole, Radius.CONTROL, tokens.page)
        line = QRectF(2, whole.bottom() - self._foot_height() + 1, whole.width() - 4, 1)
        painter.fillRect(line, QColor(tokens.line))
        outline(painter, whole, Radius.CONTROL, tokens.accent, Grid.FOCUS)

    def _foot_height(self) -> int:
        return Theme.current().scaled(_FOOT)

    def _mark(self, marks: Sequence[Span]) -> None:
        tokens, made = Theme.current().tokens, []
        for mark in marks:
            # The binding has no constructor with values; the fields are set one by one.
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._words.document())
            cursor.setPosition(mark.start)
            cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
            one.cursor = cursor
            one.format.setBackground(QColor(tokens.mark_ground))
            one.format.setForeground(QColor(tokens.mark_text))
            made.append(one)
        self._words.setExtraSelections(made)

    @Slot()
    def _put_on(self) -> None:
        palette = self._words.palette()
        palette.setColor(palette.ColorRole.Base, QColor(Theme.current().tokens.page))
        self._words.setPalette(palette)
        # A style sheet that changes takes fonts away as well.
        self._words.setFont(self._font)
        self._mark(
            [
                Span(each.cursor.selectionStart(), each.cursor.selectionEnd())
                for each in self._words.extraSelections()
            ]
        )
        self.update()

    @Slot()
    def _text_changed(self) -> None:
        self.typed.emit(self.text())
        self._measure()

    @Slot()
    def _measure(self) -> None:
        high = self.wanted_height()
        if high != self._high:
            self._high = high
            self.height_changed.emit(high)
