"""Words become lines: broken where they may be, and put in the order they are seen in."""

from dataclasses import dataclass

from app.dossier.bidi_order import levels_of, needs_order, visual_order
from app.dossier.line_breaks import break_points, may_cut
from app.dossier.shaping import NO_WORD, Piece, Voice

# Spaces that vanish at the end of a line.
_SPACES = " \u3000\u1680\u205f\u200b"


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces from left to right.

    Attributes:
        width: Of all pieces, in 1/1000 em.
        marked: Whether any piece has outlines.
    """

    pieces: tuple[Piece, ...]
    width: int
    marked: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece at an embedding level; a line holds them in reading order."""

    piece: Piece
    level: int


def fill_lines(text: str, voice: Voice, limit: float, *, base: int) -> list[Line]:
    """All lines of a paragraph, filled one after the other; an empty text has one empty line.

    Args:
        text: Written text; its line ends are kept.
        limit: Width of a line in 1/1000 em.
        base: 1 for a paragraph from right to left, 0 otherwise.
    """
    lines: list[Line] = []
    for part in text.split("\n"):
        if base or needs_order(part):
            lines.extend(_OrderedFiller(part, voice, limit, base).lines())
        else:
            lines.extend(_fill_plain(part, voice, limit))
    return lines


def _fill_plain(text: str, voice: Voice, limit: float) -> list[Line]:
    """Lines of a text that runs from left to right throughout."""
    shape = voice.shape
    lines: list[Line] = []
    line: list[Piece] = []
    width = start = 0
    gap = NO_WORD
    for end in break_points(text):
        token = text[start:end]
        bare = token.rstrip(_SPACES)
        word = shape(bare)
        words = [word]
        if word.width > limit:
            words = [
                shape(text[at:to]) for at, to in _cut(text, start, start + len(bare), voice, limit)
            ]
        for part in words:
            if line and width + gap.width + part.width > limit:
                lines.append(_line(tuple(line), width))
                line = [*part.pieces]
                width = part.width
            else:
                if line:
                    line += gap.pieces
                    width += gap.width
                line += part.pieces
                width += part.width
            gap = NO_WORD
        if len(bare) < len(token):
            gap = shape(token[len(bare) :])
        start = end
    lines.append(_line(tuple(line), width))
    return lines


class _OrderedFiller:
    """Fills lines with words of both directions."""

    def __init__(self, text: str, voice: Voice, limit: float, base: int) -> None:
        self._text = text
        self._voice = voice
        self._limit = limit
        self._levels = levels_of(text, base)

    def lines(self) -> list[Line]:
        """All lines, each in the order it is seen in."""
        lines: list[Line] = []
        line: list[_Placed] = []
        gap: list[_Placed] = []
        width = gap_width = start = 0
        for end in break_points(self._text):
            bare = start + len(self._text[start:end].rstrip(_SPACES))
            parts = [(start, bare)]
            if self._width(start, bare) > self._limit:
                parts = _cut(self._text, start, bare, self._voice, self._limit)
            for at, to in parts:
                word, word_width = self._placed(at, to)
                if line and width + gap_width + word_width > self._limit:
                    lines.append(self._seen(line, width))
                    line, width = [], 0
                elif line:
                    line += gap
                    width += gap_width
                line += word
                width += word_width
                gap, gap_width = [], 0
            gap, gap_width = self._placed(bare, end)
            start = end
        lines.append(self._seen(line, width))
        return lines

    def _width(self, start: int, end: int) -> int:
        return self._placed(start, end)[1]

    def _placed(self, start: int, end: int) -> tuple[list[_Placed], int]:
        """What stands between two places of the text, in reading order, and how wide it is."""
        placed: list[_Placed] = []
        width = 0
        while start < end:
            level = self._levels[start]
            stop = start + 1
            while stop < end and self._levels[stop] == level:
                stop += 1
            word = self._voice.shape(self._text[start:stop], bool(level & 1))
            # Pieces of one level come from left to right.
            pieces = reversed(word.pieces) if level & 1 else word.pieces
            placed += [_Placed(piece, level) for piece in pieces]
            width += word.width
            start = stop
        return placed, width

    @staticmethod
    def _seen(line: list[_Placed], width: int) -> Line:
        return _line(tuple(each.piece for each in visual_order(line)), width)


def _cut(text: str, start: int, stop: int, voice: Voice, limit: float) -> list[tuple[int, int]]:
    """Cut a word that no line can hold into parts that fit, as few as need be."""
    parts: list[tuple[int, int]] = []
    # Few letters are narrower than this; what shrinks below tries again.
    most = max(1, int(limit / 250))
    while start < stop:
        end = min(stop, start + most)
        while end > start + 1:
            cut = _back_to_cut(text, start, end, stop)
            wide = voice.shape(text[start:cut]).width
            if wide <= limit:
                end = cut
                break
            end = start + max(1, min(cut - start - 1, int((cut - start) * limit / wide)))
        while end < stop and not may_cut(text, end):
            end += 1
        parts.append((start, end))
        start = end
    return parts


def _back_to_cut(text: str, start: int, end: int, stop: int) -> int:
    while start + 1 < end < stop and not may_cut(text, end):
        end -= 1
    return end


def _line(pieces: tuple[Piece, ...], width: int) -> Line:
    marked = any(piece.outlines for piece in pieces)
    return Line(pieces=pieces, width=width, marked=marked)
