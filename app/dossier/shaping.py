"""Words become glyphs: fonts chosen, shaped by HarfBuzz, encoded for the page.

Everything is kept in 1/1000 em, so that one shaped word serves every size.
"""

import itertools
from dataclasses import dataclass
from operator import attrgetter

import uharfbuzz as hb
from bidi.mirror import MIRRORED

from app.dossier.embedded_font import EmbeddedFont
from app.dossier.fonts import FontFace, Typeface, font_order, font_runs, is_ignorable, wants_weight
from app.dossier.written_text import code_point

# How many shaped words are remembered; a book of 2,000 pages in one language has about 30,000.
_REMEMBERED = 60_000
_FEATURES = {"kern": True, "liga": True}


@dataclass(frozen=True, slots=True)
class Outline:
    """A glyph drawn as a shape, so that it cannot be read as text of its own.

    Attributes:
        x, y: From the beginning of its piece on the baseline, in 1/1000 em.
    """

    glyph: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one font that stay together, from left to right.

    Attributes:
        code: Strings and shifts of a PDF `TJ` array (ISO 32000-1, 9.4.3).
        width: In 1/1000 em.
        level: Embedding level after UAX #9.
        outlines: Glyphs that are drawn beside the text.
        thickened: To be drawn with a thin line around, since the font has no strong weight.
    """

    font: EmbeddedFont
    code: str
    width: int
    level: int = 0
    outlines: tuple[Outline, ...] = ()
    thickened: bool = False


class Shaper:
    """Shapes the words of one document and remembers its fonts and its words."""

    def __init__(self) -> None:
        self.fonts: dict[str, EmbeddedFont] = {}
        self._words: dict[tuple[str, Typeface, str, int], tuple[Piece, ...]] = {}
        self._buffer = hb.Buffer()

    def shape(self, text: str, typeface: Typeface, script: str, level: int) -> tuple[Piece, ...]:
        """Glyphs of a word, or of any text without line ends, at one embedding level.

        Args:
            text: Written text; its order is that of reading.
            script: Script group that orders the fonts.
            level: Even for left to right, odd for right to left.

        Returns:
            Pieces from left to right.
        """
        key = (text, typeface, script, level)
        known = self._words.get(key)
        if known is not None:
            return known
        pieces: list[Piece] = []
        for face, start, end in font_runs(text, font_order(typeface, script)):
            stretch = text[start:end]
            if face is None:
                plain = "".join("" if is_ignorable(c) else code_point(c) for c in stretch)
                pieces.extend(self.shape(plain, Typeface.FURNITURE, "en", level & ~1))
            else:
                pieces.append(self._piece(face, stretch, level, wants_weight(face, typeface)))
        if level & 1:
            pieces.reverse()
        if len(self._words) >= _REMEMBERED:
            self._words.clear()
        result = self._words[key] = tuple(pieces)
        return result

    def _font(self, face: FontFace) -> EmbeddedFont:
        font = self.fonts.get(face.name)
        if font is None:
            font = self.fonts[face.name] = EmbeddedFont(face, len(self.fonts) + 1)
        return font

    def _piece(self, face: FontFace, text: str, level: int, thickened: bool) -> Piece:
        font = self._font(face)
        rtl = bool(level & 1)
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(face.font, buffer, _FEATURES)
        glyphs = [
            _Glyph(info.codepoint, info.cluster, position)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        bounds = sorted({*(glyph.cluster for glyph in glyphs), len(text)})
        following = dict(itertools.pairwise(bounds))
        writer = _Writer(font)
        for cluster, members in itertools.groupby(glyphs, key=attrgetter("cluster")):
            meaning = text[cluster : following[cluster]]
            writer.cluster(list(members), meaning, rtl=rtl)
        return writer.piece(level, thickened=thickened)


class _Glyph:
    """A shaped glyph, in 1/1000 em."""

    __slots__ = ("advance", "cluster", "glyph", "x", "y")

    def __init__(self, glyph: int, cluster: int, position: hb.GlyphPosition) -> None:
        self.glyph = glyph
        self.cluster = cluster
        self.advance = int(position.x_advance)
        self.x = int(position.x_offset)
        self.y = int(position.y_offset)


def _shares(text: str, count: int, *, rtl: bool) -> list[str]:
    """A cluster's text, shared out to the glyphs that show it, from left to right.

    Which glyph has which part does not matter, as long as they read right together. Programs that
    extract text turn a run from right to left around, letter by letter, and mirror its brackets;
    so what they are given is what they would see.
    """
    shares = [*text[: count - 1], text[count - 1 :]]
    if not rtl:
        return shares
    return [
        "".join(MIRRORED.get(character, character) for character in reversed(share))
        for share in reversed(shares)
    ]


class _Writer:
    """Collects glyphs as parts of a TJ array, joining neighbours that need no shift.

    Of a cluster (a letter with its marks, a conjunct) the glyphs that take up space share the
    whole text, the others are drawn as outlines: a mark that were text of its own would be read
    apart from its letter, on another line or in another order.
    """

    def __init__(self, font: EmbeddedFont) -> None:
        self._font = font
        self._parts: list[str] = []
        self._open: list[str] = []
        self._outlines: list[Outline] = []
        self._pen = 0
        # Where the page's text position stands, if no shift is written.
        self._at = 0

    def cluster(self, glyphs: list[_Glyph], text: str, *, rtl: bool) -> None:
        """Add the glyphs of one cluster, from left to right."""
        carriers = glyphs
        if len(glyphs) > 1:
            wide = [glyph for glyph in glyphs if glyph.advance > 0 and glyph.y == 0]
            carriers = (wide or glyphs)[: len(text)]
        shares = dict(zip(map(id, carriers), _shares(text, len(carriers), rtl=rtl), strict=True))
        for glyph in glyphs:
            share = shares.get(id(glyph))
            if share is not None:
                self._show(glyph, share)
            else:
                self._outlines.append(Outline(glyph=glyph.glyph, x=self._pen + glyph.x, y=glyph.y))
            self._pen += glyph.advance

    def piece(self, level: int, *, thickened: bool) -> Piece:
        """Everything added, as one piece."""
        self._move_to(self._pen)
        self._close()
        code = " ".join(self._parts)
        return Piece(
            font=self._font,
            # A number at the end must not run into one at the beginning of the next piece.
            code=code if code.endswith(">") else code + " ",
            width=self._pen,
            level=level,
            outlines=tuple(self._outlines),
            thickened=thickened,
        )

    def _show(self, glyph: _Glyph, text: str) -> None:
        self._move_to(self._pen + glyph.x)
        self._open.append(self._font.code(glyph.glyph, text))
        self._at += self._font.advance(glyph.glyph)

    def _move_to(self, place: int) -> None:
        if place != self._at:
            self._close()
            self._parts.append(str(self._at - place))
            self._at = place

    def _close(self) -> None:
        if self._open:
            self._parts.append("<" + "".join(self._open) + ">")
            self._open.clear()
