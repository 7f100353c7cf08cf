"""The text of a record as flowables: each kind of segment in its own look, numbered at the edge."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus.flowables import CondPageBreak, Flowable

from app.dossier.document import WIDTH
from app.dossier.paragraph import ShapedParagraph
from app.dossier.rows import Cell, Row, RowLook
from app.dossier.shaping import Shaper
from app.dossier.style import (
    ACCENT,
    BODY,
    BODY_NARROW,
    CAPTION,
    HEADING,
    LINE,
    NOTE,
    NUMBER,
    PULL_QUOTE,
    QUESTION,
    QUESTION_NARROW,
    SPEAKER,
    Align,
    TextStyle,
)
from app.dossier.tables import room_for, table_rows
from app.dossier.written_text import one_line, written
from app.records.record import Record
from app.records.text import Segment, Translation
from app.records.vocabularies import SegmentRole
from app.translation import _

GUTTER = 28.0
BETWEEN = 20.0
TEXT_WIDTH = WIDTH - GUTTER
_HALF = (TEXT_WIDTH - BETWEEN) / 2
_BULLET = 14.0
# A list item that brings its own sign or number gets no second one.
_HAS_A_SIGN = re.compile(r"\s*(?:[•·‣◦▪▫●○■□–—\-*・※]|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s)")
_STYLES = {
    SegmentRole.HEADING: HEADING,
    SegmentRole.QUESTION: QUESTION,
    SegmentRole.PULL_QUOTE: PULL_QUOTE,
    SegmentRole.CAPTION: CAPTION,
    SegmentRole.EDITOR_NOTE: NOTE,
}
_NARROW = {
    SegmentRole.HEADING: replace(HEADING, size=10.4, leading=14.4, before=6, after=0),
    SegmentRole.QUESTION: QUESTION_NARROW,
    SegmentRole.PULL_QUOTE: replace(PULL_QUOTE, size=10.4, leading=15.4),
    SegmentRole.CAPTION: replace(CAPTION, after=0),
    SegmentRole.EDITOR_NOTE: replace(NOTE, after=0),
}
_BARRED = frozenset({SegmentRole.PULL_QUOTE, SegmentRole.EDITOR_NOTE})


class SegmentSetter:
    """Sets the segments of one record, and notes every paragraph it was given."""

    def __init__(self, shaper: Shaper, record: Record, translation: Translation | None) -> None:
        self._shaper = shaper
        self._language = record.language
        self._translation = translation
        self._texts = (
            {each.segment: each.text for each in translation.segments} if translation else {}
        )
        self._speaker = ""

    def flowables(self, segments: tuple[Segment, ...]) -> Iterator[Flowable]:
        """Everything that shows these segments, in order. Empty ones show nothing."""
        for segment in segments:
            other = self._texts.get(segment.id, "")
            if not one_line(segment.text) and not one_line(other):
                continue
            if segment.distressing:
                yield from self._warning()
            yield from self._speaking(segment)
            if segment.role is SegmentRole.TABLE:
                yield from self._table(segment, segment.text, segment.language or self._language)
                if one_line(other) and self._translation:
                    yield from self._table(None, other, self._translation.language)
            elif one_line(other):
                yield from self._pair(segment, other)
            else:
                yield from self._single(segment)

    def _warning(self) -> Iterator[Flowable]:
        yield CondPageBreak(60)
        words = _("The next paragraph may be distressing to read.")
        yield self._row(ShapedParagraph(words, replace(NOTE, after=2), self._shaper), 2)

    def _speaking(self, segment: Segment) -> Iterator[Flowable]:
        """Who speaks, where that changes, and where in the recording."""
        speaker = one_line(segment.speaker)
        parts = [speaker if speaker != self._speaker else "", one_line(segment.timecode)]
        self._speaker = speaker
        words = " · ".join(part for part in parts if part)
        if words:
            yield CondPageBreak(SPEAKER.leading + 2 * BODY.leading + 4)
            paragraph = ShapedParagraph(words, SPEAKER, self._shaper, self._language)
            yield self._row(paragraph, 0, before=3)

    def _single(self, segment: Segment) -> Iterator[Flowable]:
        style = _STYLES.get(segment.role, BODY)
        paragraph = self._paragraph(segment.text, style, segment.language or self._language)
        if segment.role is SegmentRole.HEADING:
            yield CondPageBreak(style.before + style.leading + style.after + 2.2 * BODY.leading)
        # The number stands where the line begins, and so does the gutter.
        left, width = (0.0 if paragraph.right_to_left else GUTTER), TEXT_WIDTH
        cells = [self._number(segment, paragraph, outside=True)]
        bar = None
        if segment.role in _BARRED:
            colour = ACCENT if segment.role is SegmentRole.PULL_QUOTE else LINE
            bar = (TEXT_WIDTH - 2 if paragraph.right_to_left else GUTTER + 1, colour)
            left, width = left + (0 if paragraph.right_to_left else 14), width - 14
        elif segment.role is SegmentRole.LIST_ITEM:
            if not _HAS_A_SIGN.match(written(segment.text)):
                cells.append(self._bullet(paragraph))
            inset = 0 if paragraph.right_to_left else _BULLET
            left, width = left + inset, width - _BULLET
        cells.append(Cell(paragraph=paragraph, left=left, width=width))
        look = RowLook(before=style.before, after=self._after(segment, style), bar=bar)
        if segment.role is SegmentRole.EDITOR_NOTE:
            yield CondPageBreak(NOTE.leading * 3)
            head = ShapedParagraph(_("Editor’s note"), SPEAKER, self._shaper)
            label = Cell(paragraph=head, left=left, width=width)
            yield Row((label, cells.pop(0)), RowLook(before=4, bar=bar))
        yield Row(tuple(cells), look)

    def _pair(self, segment: Segment, other: str) -> Iterator[Flowable]:
        """Original at the left, translation at the right, first lines level."""
        assert self._translation is not None
        style = _NARROW.get(segment.role, BODY_NARROW)
        original = self._paragraph(segment.text, style, segment.language or self._language)
        beside = self._paragraph(other, style, self._translation.language)
        if segment.role is SegmentRole.HEADING:
            yield CondPageBreak(style.before + style.leading + 3 * BODY.leading)
        cells = (
            self._number(segment, original),
            Cell(paragraph=original, left=GUTTER, width=_HALF),
            Cell(paragraph=beside, left=GUTTER + _HALF + BETWEEN, width=_HALF),
        )
        yield Row(cells, RowLook(before=style.before, after=9))

    def _table(self, segment: Segment | None, text: str, language: str) -> Iterator[Flowable]:
        """A table with its number beside the first row."""
        rows = table_rows(text, self._shaper, language, left=GUTTER, width=TEXT_WIDTH)
        if segment is not None and rows:
            rows[0] = rows[0].with_first(self._number(segment, rows[0].first))
        yield CondPageBreak(room_for(rows))
        yield from rows

    def _paragraph(self, text: str, style: TextStyle, language: str) -> ShapedParagraph:
        return ShapedParagraph(text.strip(), style, self._shaper, language)

    def _number(self, segment: Segment, beside: ShapedParagraph, *, outside: bool = False) -> Cell:
        """The segment's number, its line as high as the first line beside it.

        Args:
            outside: At the right margin, if the text beside it runs from right to left.
        """
        right = outside and beside.right_to_left
        align = Align.END if right else Align.START
        style = replace(NUMBER, leading=beside.style.leading, align=align)
        number = ShapedParagraph(str(segment.id), style, self._shaper)
        return Cell(paragraph=number, left=TEXT_WIDTH + 6 if right else 0, width=GUTTER - 6)

    def _bullet(self, beside: ShapedParagraph) -> Cell:
        right = beside.right_to_left
        style = replace(
            BODY, leading=beside.style.leading, align=Align.END if right else Align.START
        )
        left = TEXT_WIDTH - _BULLET if right else GUTTER + 2
        return Cell(
            paragraph=ShapedParagraph("•", style, self._shaper), left=left, width=_BULLET - 2
        )

    def _after(self, segment: Segment, style: TextStyle) -> float:
        return 3.4 if segment.role is SegmentRole.LIST_ITEM else style.after

    @staticmethod
    def _row(paragraph: ShapedParagraph, after: float, before: float = 0) -> Row:
        cell = Cell(paragraph=paragraph, left=GUTTER, width=TEXT_WIDTH)
        return Row((cell,), RowLook(before=before, after=after))
