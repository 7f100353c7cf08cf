"""The head of the audit log on paper: twelve words and a QR code of the same value."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from reportlab.platypus.flowables import CondPageBreak, Flowable

from app.archive.audit_words import head_words
from app.dossier.paragraph import ShapedParagraph
from app.dossier.plain_pdf import PlainCanvas
from app.dossier.qr_square import QrSquare
from app.dossier.shaping import Shaper
from app.dossier.style import BODY, CELL, HEADING
from app.translation import _

SIDE = 86.0
"""Of the code, in points."""

_WORDS_PER_LINE = 4
_ROOM = 250.0
"""The explanation and the square stand on one page."""

_TEXT = replace(BODY, size=9.6, leading=14.6)
_WORDS = replace(CELL, size=10.4, leading=16.4)


def audit_annex(head: str, shaper: Shaper, *, with_words: bool) -> Iterator[Flowable]:
    """What the custody annex says about the log.

    Args:
        head: 64 hex digits, made for this dossier.
        with_words: Print the words too; not where one of them is a protected name.
    """
    yield CondPageBreak(_ROOM)
    yield ShapedParagraph(_("Audit log of the archive"), replace(HEADING, before=20), shaper)
    for words in (
        _(
            "The archive writes down what is done in it, and each entry holds the hash of the one "
            "before. The value below stands for the entry of the last change to a record of this "
            "dossier, and so for every entry before that."
        ),
        _(
            "Keep this page. The archive can be asked whether its log still holds what the value "
            "stands for: if anything up to that entry was changed or removed later, it does not. "
            "The value was made for this dossier alone and is not that of any other."
        ),
    ):
        yield ShapedParagraph(words, _TEXT, shaper)
    yield _Head(head, shaper, with_words=with_words)


class _Head(Flowable):
    """The square, with the words at its right."""

    def __init__(self, head: str, shaper: Shaper, *, with_words: bool) -> None:
        super().__init__()
        self._square = QrSquare(head.upper(), SIDE)
        self._left = SIDE + 2 * self._square.margin
        self._lines: list[ShapedParagraph] = []
        if with_words:
            words = head_words(bytes.fromhex(head))
            self._lines = [
                ShapedParagraph(" ".join(words[at : at + _WORDS_PER_LINE]), _WORDS, shaper, "en")
                for at in range(0, len(words), _WORDS_PER_LINE)
            ]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The whole width and the square's height, in points."""
        for line in self._lines:
            line.wrap(aW - self._left, aH)
        self.width, self.height = aW, SIDE + 2 * self._square.margin
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the canvas' origin; ReportLab calls this after `wrap`."""
        canvas = cast(PlainCanvas, self.canv)
        # At its left the page's own margin is free.
        self._square.draw(canvas, 0, self._square.margin)
        heights = [line.line_count * line.style.leading for line in self._lines]
        top = (self.height + sum(heights)) / 2
        for line, height in zip(self._lines, heights, strict=True):
            top -= height
            line.draw_lines(canvas, self._left, top)
