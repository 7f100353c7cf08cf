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
from app.dossier.scripts import LATIN
from app.dossier.written_text import code_point

# How many words a voice remembers; a book of 2,000 pages in one language has about 30,000.
_REMEMBERED = 50_000
# Direction marks, embeddings and isolates have done their work when a line is in order; copied
# text is without them.
_DIRECTIONS = dict.fromkeys(
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), None
)
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
        outlines: Glyphs that are drawn beside the text.
        thickened: To be drawn with a thin line around, since the font has no strong weight.
    """

    font: EmbeddedFont
    code: str
    width: int
    outlines: tuple[Outline, ...] = ()
    thickened: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces that stay together, and how wide they are, in 1/1000 em."""

    pieces: tuple[Piece, ...]
    width: int


NO_WORD = Word((), 0)


class Voice:
    """A typeface in one script group of one document, with the words it has set."""

    def __init__(self, shaper: "Shaper", typeface: Typeface, script: str) -> None:
        self._shaper = shaper
        self._typeface = typeface
        self._order = font_order(typeface, script)
        self._words: tuple[dict[str, Word], dict[str, Word]] = ({}, {})

    def shape(self, text: str, rtl: bool = False) -> Word:
        """Glyphs of a word, or of any text without line ends, in one direction.

        Args:
            text: Written text; its order is that of reading.

        Returns:
            Pieces from left to right.
        """
        words = self._words[rtl]
        known = words.get(text)
        if known is None:
            if len(words) >= _REMEMBERED:
                words.clear()
            known = words[text] = self._shaped(text.translate(_DIRECTIONS), rtl)
        return known

    def _shaped(self, text: str, rtl: bool) -> Word:
        pieces: list[Piece] = []
        for face, start, end in font_runs(text, self._order) if text else ():
            stretch = text[start:end]
            if face is None:
                plain = "".join("" if is_ignorable(c) else code_point(c) for c in stretch)
                notation = self._shaper.voice(Typeface.FURNITURE, LATIN).shape(plain)
                pieces.extend(reversed(notation.pieces) if rtl else notation.pieces)
            else:
                thickened = wants_weight(face, self._typeface)
                pieces.append(self._shaper.piece(face, stretch, rtl=rtl, thickened=thickened))
        if rtl:
            pieces.reverse()
        return Word(tuple(pieces), sum(piece.width for piece in pieces))


class Shaper:
    """The fonts of one document, and the voices that use them."""

    def __init__(self) -> None:
        self.fonts: dict[str, EmbeddedFont] = {}
        self._voices: dict[tuple[Typeface, str], Voice] = {}
        self._buffer = hb.Buffer()

    def voice(self, typeface: Typeface, script: str) -> Voice:
        """The voice for a typeface and a script group of `app.dossier.scripts`."""
        known = self._voices.get((typeface, script))
        if known is None:
            known = self._voices[typeface, script] = Voice(self, typeface, script)
        return known

    def _font(self, face: FontFace) -> EmbeddedFont:
        font = self.fonts.get(face.name)
        if font is None:
            font = self.fonts[face.name] = EmbeddedFont(face, len(self.fonts) + 1)
        return font

    def piece(self, face: FontFace, text: str, *, rtl: bool, thickened: bool) -> Piece:
        """Shape a stretch that one font can set."""
        font = self._font(face)
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
        return writer.piece(thickened=thickened)


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

    def piece(self, *, thickened: bool) -> Piece:
        """Everything added, as one piece."""
        self._move_to(self._pen)
        self._close()
        code = " ".join(self._parts)
        return Piece(
            font=self._font,
            # A number at the end must not run into one at the beginning of the next piece.
            code=code if code.endswith(">") else code + " ",
            width=self._pen,
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
