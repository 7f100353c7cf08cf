"""A font inside the PDF: only the glyphs used, each told which text it stands for.

Codes are given to pairs of glyph and text in the order of first use, not to glyphs: where one
glyph stands for different characters (a hyphen and a soft one, a ligature and its parts) each
meaning has a code of its own, so that copied text reads as it was written, also above U+FFFF.
ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

import hashlib
import zlib
from typing import cast

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from app.dossier.fonts import FontFace
from app.dossier.glyph_path import glyph_path

# Past this many codes a glyph is no longer given a second meaning; there are 65,535 in all and
# no font here has more than 23,164 glyphs.
_MEANINGS = 40_000
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "post", "DSIG", "STAT", "vhea", "vmtx", "kern")
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class EmbeddedFont:
    """One font of one document.

    Attributes:
        key: Its name in the page's resources, such as `F3`.
        face: The font file it comes from.
    """

    def __init__(self, face: FontFace, number: int) -> None:
        self.face = face
        self.key = f"F{number}"
        self._codes: dict[tuple[int, str], str] = {}
        self._of_glyph: dict[int, str] = {}
        self._entries: list[tuple[int, str]] = []
        self._advances: dict[int, int] = {}
        self._outlines: dict[int, str] = {}

    def code(self, glyph: int, text: str) -> str:
        """Four hex digits that show a glyph and mean a text."""
        known = self._codes.get((glyph, text))
        if known is not None:
            return known
        if len(self._entries) >= _MEANINGS and glyph in self._of_glyph:
            return self._of_glyph[glyph]
        self._entries.append((glyph, text))
        code = f"{len(self._entries):04X}"
        self._codes[glyph, text] = code
        self._of_glyph.setdefault(glyph, code)
        return code

    def advance(self, glyph: int) -> int:
        """The glyph's own width in 1/1000 em."""
        known = self._advances.get(glyph)
        if known is None:
            known = self._advances[glyph] = int(self.face.font.get_glyph_h_advance(glyph))
        return known

    def outline(self, glyph: int) -> str:
        """Path operators that draw the glyph in 1/1000 em; empty where it shows nothing."""
        known = self._outlines.get(glyph)
        if known is None:
            known = self._outlines[glyph] = glyph_path(self.face, glyph)
        return known

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802 (ReportLab's name)
        """Write the font into the document; ReportLab calls this when the last page is done."""
        plan, data = self._subset()
        name = f"{_tag(data)}+{self.face.name}"
        program = _stream(data)
        program.dictionary["Length1"] = len(data)
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                "Flags": 4,
                "FontBBox": self._box(),
                "ItalicAngle": -12 if "Italic" in self.face.name else 0,
                "Ascent": self.face.ascent,
                "Descent": -self.face.descent,
                "CapHeight": 714,
                "StemV": 80,
                "FontFile2": _reference(document, program),
            }
        )
        widths = " ".join(str(self.advance(glyph)) for glyph, _ in self._entries)
        glyphs = b"\0\0" + b"".join(plan[glyph].to_bytes(2, "big") for glyph, _ in self._entries)
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": _reference(document, descriptor),
                "DW": 1000,
                "W": f"[1 [{widths}]]",
                "CIDToGIDMap": _reference(document, _stream(glyphs)),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([_reference(document, descendant)]),
                "ToUnicode": _reference(document, _stream(self._to_unicode().encode("ascii"))),
            }
        )
        fonts = cast(pdfdoc.PDFDictionary, document.idToObject[pdfdoc.BasicFonts])
        fonts[self.key] = _reference(document, font)

    def _subset(self) -> tuple[dict[int, int], bytes]:
        """The font reduced to the used glyphs, and where each glyph went."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({glyph for glyph, _ in self._entries})
        wanted.sets(hb.SubsetInputSets.UNICODE).clear()
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            {int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED_TABLES}
        )
        wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
        plan = hb.SubsetPlan(self.face.face, wanted)
        moved = {glyph: plan.old_to_new_glyph_mapping[glyph] for glyph, _ in self._entries}
        return moved, bytes(plan.execute().blob.data)

    def _box(self) -> str:
        """The bounding box of all glyphs, from the font's own `head` table."""
        head = bytes(self.face.face.reference_table("head").data)
        corners = (int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42))
        return "[" + " ".join(str(corner) for corner in corners) + "]"

    def _to_unicode(self) -> str:
        lines = [
            f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for number, (_, text) in enumerate(self._entries, 1)
            if text
        ]
        blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
        body = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return _CMAP_HEAD + body + _CMAP_TAIL


def _tag(data: bytes) -> str:
    """Six capital letters that name a subset (ISO 32000-1, 9.6.4), the same for the same bytes."""
    value = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    letters = []
    for _ in range(6):
        value, rest = divmod(value, 26)
        letters.append(chr(ord("A") + rest))
    return "".join(letters)


def _stream(data: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=zlib.compress(data, 9))
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return stream


def _reference(
    document: pdfdoc.PDFDocument, content: pdfdoc.PDFObject
) -> pdfdoc.PDFObjectReference:
    """Make it an object of its own and refer to it."""
    reference: pdfdoc.PDFObjectReference = document.Reference(content)  # type: ignore[no-untyped-call]
    return reference
