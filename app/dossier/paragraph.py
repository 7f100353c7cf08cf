"""A paragraph in any script: broken into lines, put in order, drawn, split across pages."""

from dataclasses import replace
from typing import cast

from reportlab.platypus.flowables import Flowable

from app.dossier.line_code import line_code, outline_code
from app.dossier.line_filling import Line, fill_lines
from app.dossier.plain_pdf import PlainCanvas
from app.dossier.scripts import RIGHT_TO_LEFT, script_of_text
from app.dossier.shaping import Shaper
from app.dossier.style import SCALED, TALLER, Align, TextStyle
from app.dossier.written_text import written

# A paragraph is not split so that fewer lines than this stand alone on either page.
_LEAST_LINES = 2
_SPACES_PER_TAB = 4


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
            voice = self._shaper.voice(self.style.typeface, self._script)
            self._lines = fill_lines(self._text, voice, limit, base=int(self.right_to_left))
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
