"""A paragraph in any script: broken into lines, put in order, drawn, split across pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from reportlab.platypus.flowables import Flowable

from app.dossier.bidi_order import levels_of, needs_order, visual_order
from app.dossier.line_breaks import break_points, may_cut
from app.dossier.plain_pdf import PlainCanvas
from app.dossier.scripts import RIGHT_TO_LEFT, script_of_text
from app.dossier.shaping import Piece, Shaper
from app.dossier.style import SCALED, TALLER, Align, TextStyle
from app.dossier.written_text import written

# A paragraph is not split so that fewer lines than this stand alone on either page.
_LEAST_LINES = 2
_SPACES_PER_TAB = 4
# The line around glyphs of a font without a strong weight, in em.
_THICK = 0.028


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


class ShapedParagraph(Flowable):
    """One paragraph of untrusted text. Nothing in it is markup.

    Args:
        text: Any text; line ends are kept.
        language: BCP 47 of the text, or None. What the text is written in decides where the two
            disagree.
        script: Script group that sets fonts and direction whatever the text is written in: for
            lines of the dossier's own that quote titles and names.
    """

    def __init__(
        self,
        text: str,
        style: TextStyle,
        shaper: Shaper,
        language: str | None = None,
        *,
        script: str | None = None,
    ) -> None:
        super().__init__()
        self._text = written(text).replace("\t", " " * _SPACES_PER_TAB)
        self._shaper = shaper
        self._script = script or script_of_text(self._text, language)
        scale = SCALED.get(self._script, 1.0)
        self.style = replace(
            style,
            size=round(style.size * scale, 2),
            leading=round(style.leading * TALLER.get(self._script, 1.0), 2),
        )
        self.right_to_left = self._script in RIGHT_TO_LEFT
        self._lines: list[Line] | None = None
        self._broken_for = -1.0

    @property
    def line_count(self) -> int:
        """Lines after the last `wrap`."""
        return len(self._lines or ())

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's name)
        """Least distance to what stands above, in points."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802 (ReportLab's name)
        """Least distance to what stands below, in points."""
        return self.style.after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Break into lines of the width given, in points; returns width and height."""
        self.width = aW
        self.height = len(self.lines(aW)) * self.style.leading
        return aW, self.height

    def lines(self, width: float) -> list[Line]:
        """The lines at a width in points."""
        if self._lines is None or (self._broken_for != width and self._text):
            limit = width * 1000 / self.style.size
            breaker = _Breaker(self._shaper, self.style, self._script, self.right_to_left)
            self._lines = breaker.lines(self._text, limit)
            self._broken_for = width
        return self._lines

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Two paragraphs, the first of which fits the height; nothing if none would."""
        lines = self.lines(aW)
        fitting = int((aH + 0.01) / self.style.leading)
        if fitting >= len(lines):
            return [self]
        fitting = min(fitting, len(lines) - _LEAST_LINES)
        if fitting < _LEAST_LINES:
            return []
        return [*self.cut(fitting)]

    def cut(self, count: int) -> tuple["ShapedParagraph", "ShapedParagraph"]:
        """The first lines and the rest, as paragraphs of their own."""
        lines = self._lines or []
        return self._part(lines[:count], last=False), self._part(lines[count:], last=True)

    def last_line_width(self) -> float:
        """How far the last line reaches, in points."""
        return self._lines[-1].width * self.style.size / 1000 if self._lines else 0

    def first_lines(self, count: int) -> "ShapedParagraph":
        """The first lines alone, after `wrap`."""
        return self.cut(count)[0]

    def draw(self) -> None:
        """Draw at the canvas' origin; ReportLab calls this after `wrap`."""
        self.draw_lines(cast(PlainCanvas, self.canv), 0, 0)

    def draw_lines(self, canvas: PlainCanvas, left: float, bottom: float) -> None:
        """Draw with the lower left corner at a point of the canvas."""
        lines = self._lines or []
        style = self.style
        top = bottom + len(lines) * style.leading
        # The baseline lies so that letters stand in the middle of their line.
        baseline = top - style.leading / 2 - style.size * 0.34
        red, green, blue = style.colour
        colour = f"{red:.3f} {green:.3f} {blue:.3f}"
        out = [f"{colour} rg {colour} RG BT"]
        marks: list[str] = []
        for line in lines:
            x = left + self._indent(line)
            out.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
            out.append(line_code(line.pieces, style.size))
            if line.marked:
                marks.extend(outline_code(line.pieces, style.size, x, baseline))
            baseline -= style.leading
        out.append("ET")
        out.extend(marks)
        canvas.write("\n".join(out))

    def _indent(self, line: Line) -> float:
        free = self.width - line.width * self.style.size / 1000
        align = self.style.align
        if align is Align.CENTRE:
            return free / 2
        at_end = align is Align.END
        return free if at_end != self.right_to_left else 0

    def _part(self, lines: list[Line], *, last: bool) -> "ShapedParagraph":
        part = ShapedParagraph.__new__(ShapedParagraph)
        Flowable.__init__(part)
        part._text = ""
        part._shaper, part._script = self._shaper, self._script
        part.style = replace(self.style, before=0) if last else replace(self.style, after=0)
        part.right_to_left = self.right_to_left
        part._lines, part._broken_for = lines, self._broken_for
        part.width, part.height = self.width, len(lines) * self.style.leading
        return part


def shortened(
    words: str,
    style: TextStyle,
    shaper: Shaper,
    language: str | None,
    *,
    width: float,
    most: int,
) -> ShapedParagraph:
    """A paragraph of at most so many lines at a width in points, cut with an ellipsis."""
    # No line holds more letters than this; what is beyond need not be shaped to be cut.
    words = words[: int(width / style.size * 8) * most]
    paragraph = ShapedParagraph(words, style, shaper, language)
    paragraph.wrap(width, 0)
    while paragraph.line_count > most:
        keep = max(1, int(len(words) * min(0.97, most / paragraph.line_count)))
        words = words[:keep].rstrip()
        paragraph = ShapedParagraph(words + "…", style, shaper, language)
        paragraph.wrap(width, 0)
    return paragraph


def line_code(pieces: Sequence[Piece], size: float) -> str:
    """Text-showing operators for pieces that stand side by side."""
    out: list[str] = []
    shown: list[str] = []
    font, thick = "", False
    for piece in pieces:
        if piece.font.key != font or piece.thickened is not thick:
            if shown:
                out.append(f"[{''.join(shown)}] TJ")
                shown = []
            if piece.thickened is not thick:
                thick = piece.thickened
                out.append(f"2 Tr {size * _THICK:.3f} w" if thick else "0 Tr")
            if piece.font.key != font:
                font = piece.font.key
                out.append(f"/{font} {size:g} Tf")
        shown.append(piece.code)
    if shown:
        out.append(f"[{''.join(shown)}] TJ")
    if thick:
        out.append("0 Tr")
    return " ".join(out)


def outline_code(pieces: Sequence[Piece], size: float, left: float, baseline: float) -> list[str]:
    """Path operators for the glyphs that are drawn beside the text, in the fill colour."""
    scale = size / 1000
    out: list[str] = []
    x = left
    for piece in pieces:
        for mark in piece.outlines:
            path = piece.font.outline(mark.glyph)
            if path:
                right, up = x + mark.x * scale, baseline + mark.y * scale
                paint = f"{_THICK * 1000:.0f} w {path} B" if piece.thickened else f"{path} f"
                out.append(f"q {scale:.5f} 0 0 {scale:.5f} {right:.2f} {up:.2f} cm {paint} Q")
        x += piece.width * scale
    return out


class _Breaker:
    """Fills lines with words, greedily."""

    def __init__(self, shaper: Shaper, style: TextStyle, script: str, rtl: bool) -> None:
        self._shaper = shaper
        self._typeface = style.typeface
        self._script = script
        self._base = int(rtl)

    def lines(self, text: str, limit: float) -> list[Line]:
        """All lines; an empty text has one empty line.

        Args:
            limit: Width of a line in 1/1000 em.
        """
        lines: list[Line] = []
        for paragraph in text.split("\n"):
            lines.extend(self._fill(paragraph, limit))
        return lines

    def _fill(self, text: str, limit: float) -> list[Line]:
        levels = levels_of(text, self._base) if self._base or needs_order(text) else None
        lines: list[Line] = []
        line: list[Piece] = []
        width = gap_width = 0
        gap: tuple[Piece, ...] = ()
        start = 0
        for end in break_points(text):
            for word, space in self._words(text, start, end, levels, limit):
                word_width = sum(piece.width for piece in word)
                if line and width + gap_width + word_width > limit:
                    lines.append(_finished(line, width, levels is not None))
                    line, width = [], 0
                elif line:
                    line.extend(gap)
                    width += gap_width
                line.extend(word)
                width += word_width
                gap, gap_width = space, sum(piece.width for piece in space)
            start = end
        lines.append(_finished(line, width, levels is not None))
        return lines

    def _words(
        self, text: str, start: int, end: int, levels: list[int] | None, limit: float
    ) -> list[tuple[tuple[Piece, ...], tuple[Piece, ...]]]:
        """What stands between two break points, as (glyphs, the spaces after them).

        It is one word, unless it is too long for any line.
        """
        stop = end
        while stop > start and text[stop - 1] in " \u3000\u1680\u205f\u200b":
            stop -= 1
        if levels is None:
            space = self._shape(text[stop:end], 0) if stop < end else ()
            word = self._shape(text[start:stop], 0)
        else:
            space = self._levelled(text, stop, end, levels)
            word = self._levelled(text, start, stop, levels)
        if sum(piece.width for piece in word) <= limit:
            return [(word, space)]
        parts = [(part, ()) for part in self._cut(text, start, stop, levels, limit)]
        return [*parts[:-1], (parts[-1][0], space)]

    def _cut(
        self, text: str, start: int, stop: int, levels: list[int] | None, limit: float
    ) -> list[tuple[Piece, ...]]:
        """Cut a word that no line can hold into parts that fit, as few as need be."""
        parts: list[tuple[Piece, ...]] = []
        per_line = max(1, int(limit / 450))
        while start < stop:
            end = min(stop, start + per_line)
            while True:
                while start + 1 < end < stop and not may_cut(text, end):
                    end -= 1
                part = self._levelled(text, start, end, levels)
                wide = sum(piece.width for piece in part)
                if wide <= limit or end == start + 1:
                    break
                end = start + max(1, int((end - start) * min(0.95, limit / wide)))
            while end < stop and not may_cut(text, end):
                end += 1
            parts.append(self._levelled(text, start, end, levels))
            start = end
        return parts

    def _levelled(
        self, text: str, start: int, end: int, levels: list[int] | None
    ) -> tuple[Piece, ...]:
        if levels is None:
            return self._shape(text[start:end], 0)
        pieces: list[Piece] = []
        while start < end:
            stop = start + 1
            while stop < end and levels[stop] == levels[start]:
                stop += 1
            shaped = self._shape(text[start:stop], levels[start])
            # Pieces of one level come from left to right; a line is kept in reading order.
            pieces.extend(reversed(shaped) if levels[start] & 1 else shaped)
            start = stop
        return tuple(pieces)

    def _shape(self, text: str, level: int) -> tuple[Piece, ...]:
        return self._shaper.shape(text, self._typeface, self._script, level)


def _finished(line: list[Piece], width: int, mixed: bool) -> Line:
    return Line(
        pieces=tuple(visual_order(line) if mixed else line),
        width=width,
        marked=any(piece.outlines for piece in line),
    )
