"""How each kind of text looks on paper: sizes, leading, colours, distances.

All lengths in points. Colours are those of the program's light theme, so that the preview and the
paper agree.
"""

from dataclasses import dataclass
from enum import Enum

from app.dossier.fonts import Typeface

INK = (0.125, 0.129, 0.141)
QUIET = (0.314, 0.322, 0.310)
FAINT = (0.384, 0.388, 0.373)
ACCENT = (0.090, 0.400, 0.373)
LINE = (0.78, 0.77, 0.74)
HAIR = (0.886, 0.878, 0.855)
GROUND = (0.953, 0.949, 0.933)

Colour = tuple[float, float, float]


class Align(Enum):
    """Where lines stand between the margins; start and end follow the reading direction."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """The look of a paragraph.

    Attributes:
        leading: From baseline to baseline, for Latin; taller scripts get more.
        before: Least distance to what stands above.
        after: Least distance to what stands below.
    """

    size: float
    leading: float
    typeface: Typeface = Typeface.READING
    colour: Colour = INK
    align: Align = Align.START
    before: float = 0
    after: float = 0


# How much more leading a script needs than Latin, from the heights of its letters and marks.
TALLER = {"ar": 1.16, "th": 1.14, "hi": 1.12, "ko": 1.06, "ja": 1.06, "zh": 1.06, "he": 1.04}
# Scripts whose letters look larger or smaller than Latin at the same size.
SCALED = {"ar": 1.1, "ko": 0.96, "ja": 0.97, "zh": 0.97, "th": 1.02, "hi": 1.02, "he": 1.02}

BODY = TextStyle(size=10.2, leading=15.6, after=6.6)
BODY_NARROW = TextStyle(size=9.6, leading=14.4, after=0)
QUESTION = TextStyle(
    size=10.2, leading=15.6, typeface=Typeface.READING_ITALIC, colour=QUIET, after=6.6
)
QUESTION_NARROW = TextStyle(size=9.6, leading=14.4, typeface=Typeface.READING_ITALIC, colour=QUIET)
SPEAKER = TextStyle(size=8, leading=11.5, typeface=Typeface.FURNITURE_STRONG, colour=QUIET)
NUMBER = TextStyle(size=7.2, leading=15.6, typeface=Typeface.FURNITURE, colour=FAINT)
HEADING = TextStyle(size=11.6, leading=16, typeface=Typeface.READING_BOLD, before=9, after=4)
PULL_QUOTE = TextStyle(
    size=11.6, leading=17.6, typeface=Typeface.READING_ITALIC, colour=INK, before=4, after=10
)
CAPTION = TextStyle(
    size=8.4, leading=12.2, typeface=Typeface.FURNITURE, colour=QUIET, before=1, after=8
)
NOTE = TextStyle(size=9, leading=13.4, typeface=Typeface.FURNITURE, colour=QUIET, after=8)
CELL = TextStyle(size=8.4, leading=12, typeface=Typeface.FURNITURE)
CELL_HEAD = TextStyle(size=8, leading=12, typeface=Typeface.FURNITURE_STRONG, colour=QUIET)
CELL_QUIET = TextStyle(size=8.4, leading=12, typeface=Typeface.FURNITURE, colour=QUIET)
RUNNING = TextStyle(size=7.6, leading=10, typeface=Typeface.FURNITURE, colour=FAINT)
PART_TITLE = TextStyle(size=19, leading=25, typeface=Typeface.READING_BOLD, after=10)
RECORD_TITLE = TextStyle(size=15.5, leading=21, typeface=Typeface.READING_BOLD, after=4)
RECORD_LINE = TextStyle(
    size=9.4, leading=13.6, typeface=Typeface.READING_ITALIC, colour=QUIET, after=3
)  # fmt: skip
SUMMARY = TextStyle(size=10.2, leading=15.6, colour=QUIET, before=4, after=10)
SMALL = TextStyle(size=8.4, leading=12.4, typeface=Typeface.FURNITURE, colour=QUIET, after=5)
LABEL = TextStyle(size=8, leading=12.4, typeface=Typeface.FURNITURE_STRONG, colour=QUIET)
COVER_TITLE = TextStyle(size=27, leading=34, typeface=Typeface.READING_BOLD)
COVER_TITLE_LONG = TextStyle(size=19, leading=25, typeface=Typeface.READING_BOLD)
COVER_CODE = TextStyle(
    size=11, leading=15, typeface=Typeface.FURNITURE_STRONG, colour=ACCENT, after=8
)
COVER_FACT = TextStyle(size=10, leading=15, typeface=Typeface.READING)
CONTENTS_PART = TextStyle(
    size=9.6, leading=14, typeface=Typeface.FURNITURE_STRONG, before=9, after=3
)
CONTENTS_LINE = TextStyle(size=10, leading=14.2, after=3.4)
