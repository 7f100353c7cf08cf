"""A field before and after: what went is struck, what came is underlined."""

import difflib
import json
import re
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.translation import _
from app.ui.reader.spans import units
from app.ui.theme import Theme

_WORD = re.compile(r"\w+|\W", re.UNICODE)
_AROUND = 60
_MOST = 1_200


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a difference: kept (0), removed (-1) or added (1)."""

    text: str
    change: int


def pieces_of(before: str, after: str) -> tuple[Piece, ...]:
    """The difference of two values, word by word; long stretches that stayed are shortened."""
    old, new = _readable(before), _readable(after)
    if not old or not new or max(len(old), len(new)) > 50_000:
        whole = ((old[:_MOST], -1), (new[:_MOST], 1))
        return tuple(Piece(text, change) for text, change in whole if text)
    first, second = _WORD.findall(old), _WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=len(first) > 2_000)
    found: list[Piece] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            found.append(Piece("".join(first[i1:i2]), 0))
            continue
        found += [Piece("".join(first[i1:i2]), -1)] if i2 > i1 else []
        found += [Piece("".join(second[j1:j2]), 1)] if j2 > j1 else []
    return _shortened(found)


def _shortened(pieces: list[Piece]) -> tuple[Piece, ...]:
    made: list[Piece] = []
    room = _MOST
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.change == 0 and len(text) > 2 * _AROUND:
            head = text[:_AROUND] if number else ""
            tail = text[-_AROUND:] if number < len(pieces) - 1 else ""
            text = f"{head} … {tail}".strip() if not (head and tail) else f"{head} … {tail}"
            text = text if head else f"{text}"
        if len(text) > room:
            made.append(Piece(text[:room] + "…", piece.change))
            break
        room -= len(text)
        made.append(Piece(text, piece.change))
    return tuple(made)


def _readable(value: str) -> str:
    """A canonical JSON value as a person reads it."""
    if not value:
        return ""
    tree = json.loads(value)
    if isinstance(tree, str):
        return tree
    if isinstance(tree, bool):
        return _("yes") if tree else _("no")
    if isinstance(tree, list):
        return ", ".join(each if isinstance(each, str) else json.dumps(each) for each in tree)
    return "" if tree is None else json.dumps(tree, ensure_ascii=False)


class ChangeWords(QWidget):
    """A difference, drawn. Its words are what a screen reader says."""

    def __init__(self, pieces: tuple[Piece, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces = pieces
        self._layout: QTextLayout | None = None
        self._high = 20.0
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        removed = "".join(piece.text for piece in pieces if piece.change < 0)
        added = "".join(piece.text for piece in pieces if piece.change > 0)
        said = [_("removed: {text}").format(text=removed[:300])] if removed else []
        said += [_("added: {text}").format(text=added[:300])] if added else []
        self.setAccessibleName("; ".join(said))
        Theme.current().changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """Lines break where the width ends."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        self._lay(width)
        return round(self._high)

    def sizeHint(self) -> QSize:
        """At the present width."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pieces."""
        self._lay(self.width())
        painter = QPainter(self)
        painter.setPen(QColor(Theme.current().tokens.text2))
        assert self._layout is not None
        self._layout.draw(painter, QPointF(0, 0))

    def _lay(self, width: int) -> None:
        theme = Theme.current()
        text = "".join(piece.text for piece in self._pieces).replace("\n", "\u2028")
        layout = QTextLayout(text, theme.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        top, even = 0.0, theme.scaled(20)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, width))
            line.setPosition(QPointF(0, top))
            top += max(even, line.height())
        layout.endLayout()
        self._layout, self._high = layout, max(float(even), top)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        tokens, made, start = Theme.current().tokens, [], 0
        for piece in self._pieces:
            length = units(piece.text)
            if piece.change:
                one = QTextLayout.FormatRange()
                one.start, one.length = start, length
                one.format = QTextCharFormat()
                removed = piece.change < 0
                one.format.setForeground(QColor(tokens.bad if removed else tokens.ok))
                one.format.setFontStrikeOut(removed)
                one.format.setFontUnderline(not removed)
                made.append(one)
            start += length
        return made
