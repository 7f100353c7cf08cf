"""Word documents (DOCX; ECMA-376, part 1): every paragraph that a reader sees, in its order.

The parts are walked here rather than by a library: those at hand leave out text that was inserted
with changes tracked, and text in boxes, which in a testimony is as much said as all the rest.
What was deleted with changes tracked is not part of the text; comments are not either. Hidden text
comes apart, so that a person can see that there is some.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from app.confined.formats.packed_xml import packed_files, part
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Block, BlockKind, ReadText, Trouble

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LOCKED = b"\xd0\xcf\x11\xe0"
"""An OLE file: DOCX with a password is kept in one, and so is the older DOC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    """What styles say of the text that has them.

    Attributes:
        levels: Of headings, by the style's id; the title's is 1.
        hidden: Styles of text that is not shown.
    """

    levels: dict[str, int]
    hidden: frozenset[str]


def read(data: bytes) -> ReadText:
    """Read a DOCX.

    Raises:
        UnreadableError: It is locked, damaged, too large or no Word document.
    """
    if data.startswith(_LOCKED):
        raise UnreadableError(Trouble.LOCKED)
    packed = packed_files(data)
    root = part(packed, "word/document.xml")
    if root is None:
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    styles = _styles(packed)
    blocks = [*_blocks(root, styles)]
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        notes = part(packed, name)
        if notes is not None:
            blocks += _notes(notes, styles)
    return ReadText(title=_title(packed), blocks=tuple(blocks))


def _blocks(root: "etree._Element", styles: _Styles) -> Iterator[Block]:
    """Paragraphs and rows of tables below an element, in order."""
    for child in root:
        name = _name(child)
        if name == "tbl":
            yield from _rows(child, styles)
        elif name == "p":
            yield from _paragraph(child, styles)
        elif name not in ("del", "moveFrom", "sectPr") and child.tag != _FALLBACK:
            yield from _blocks(child, styles)


def _paragraph(element: "etree._Element", styles: _Styles) -> Iterator[Block]:
    style = _value(element, "pPr", "pStyle")
    hidden: list[str] = []
    whole = "".join(_text(element, styles, hidden)).strip()
    if style in styles.hidden:
        whole, hidden = "", [whole, *hidden]
    text = whole
    if text:
        level = styles.levels.get(style, 0)
        if level:
            yield Block(kind=BlockKind.HEADING, text=text, level=level)
        elif _child(element, "pPr", "numPr") is not None:
            yield Block(kind=BlockKind.ITEM, text=text)
        else:
            yield Block(kind=BlockKind.PARAGRAPH, text=text)
    unseen = "".join(hidden).strip()
    if unseen:
        yield Block(kind=BlockKind.HIDDEN, text=unseen)
    for box in element.iter(f"{_W}txbxContent", f"{_STRICT}txbxContent"):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield from _blocks(box, styles)


def _text(element: "etree._Element", styles: _Styles, hidden: list[str]) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "r" and _is_hidden(child, styles):
            hidden.extend(_text(child, styles, []))
        elif name == "t":
            yield child.text or ""
        elif name in ("tab", "ptab"):
            yield "\t"
        elif name in ("br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "\u2011"
        elif name not in ("del", "moveFrom", "pPr", "rPr", "txbxContent") and (
            child.tag != _FALLBACK
        ):
            yield from _text(child, styles, hidden)


def _rows(table: "etree._Element", styles: _Styles) -> Iterator[Block]:
    for row in table.iter(f"{_W}tr", f"{_STRICT}tr"):
        if _name(row.getparent()) not in ("tbl", "sdtContent", "ins"):
            continue
        cells = [
            _said(_blocks(cell, styles))
            for cell in row.iter(f"{_W}tc", f"{_STRICT}tc")
            if _row_of(cell) is row
        ]
        if any(cells):
            yield Block(kind=BlockKind.ROW, cells=tuple(cells))


def _said(blocks: Iterator[Block]) -> str:
    """What is seen of some blocks, in one line."""
    seen = (each for each in blocks if each.kind is not BlockKind.HIDDEN)
    return " ".join(each.text or " ".join(each.cells) for each in seen)


def _row_of(cell: "etree._Element") -> "etree._Element | None":
    """The row that a cell stands in itself, not that of a table around its table."""
    return next((above for above in cell.iterancestors() if _name(above) == "tr"), None)


def _notes(root: "etree._Element", styles: _Styles) -> Iterator[Block]:
    for note in root:
        # Separator lines are notes too; only they have a type.
        if any(name.endswith("}type") for name in note.attrib):
            continue
        blocks = [*_blocks(note, styles)]
        text = " ".join(each.text for each in blocks if each.kind is not BlockKind.HIDDEN)
        if text.strip():
            yield Block(kind=BlockKind.NOTE, text=text.strip())
        yield from (each for each in blocks if each.kind is BlockKind.HIDDEN)


def _is_hidden(run: "etree._Element", styles: _Styles) -> bool:
    """Whether a run says that it is not shown, or has a style that does."""
    return _says_hidden(run) or _value(run, "rPr", "rStyle") in styles.hidden


def _says_hidden(element: "etree._Element") -> bool:
    for name in ("vanish", "webHidden"):
        found = _child(element, "rPr", name)
        if found is not None:
            value = found.get(f"{_W}val") or found.get(f"{_STRICT}val") or "1"
            return value not in ("0", "false", "off")
    return False


def _styles(packed: zipfile.ZipFile) -> _Styles:
    """What the document's styles say."""
    root = part(packed, "word/styles.xml")
    found: dict[str, int] = {}
    hidden: set[str] = set()
    for style in root if root is not None else ():
        if _name(style) != "style":
            continue
        id = style.get(f"{_W}styleId") or style.get(f"{_STRICT}styleId") or ""
        called = _value(style, "name").lower()
        level = _value(style, "pPr", "outlineLvl")
        if _says_hidden(style):
            hidden.add(id)
        if called == "title":
            found[id] = 1
        elif called.startswith("heading ") and called[8:].isdecimal():
            found[id] = int(called[8:])
        elif level.isdecimal() and int(level) < 9:
            found[id] = int(level) + 1
    return _Styles(levels=found, hidden=frozenset(hidden))


def _title(packed: zipfile.ZipFile) -> str:
    root = part(packed, "docProps/core.xml")
    found = None if root is None else root.find(f"{_DC}title")
    return "" if found is None else " ".join((found.text or "").split())


def _name(element: "etree._Element | None") -> str:
    """The name of an element of WordprocessingML; empty for any other."""
    tag = None if element is None else element.tag
    if isinstance(tag, str) and tag.startswith((_W, _STRICT)):
        return tag.partition("}")[2]
    return ""


def _child(element: "etree._Element", *names: str) -> "etree._Element | None":
    for name in names:
        found = next((child for child in element if _name(child) == name), None)
        if found is None:
            return None
        element = found
    return element


def _value(element: "etree._Element", *names: str) -> str:
    found = _child(element, *names)
    if found is None:
        return ""
    return found.get(f"{_W}val") or found.get(f"{_STRICT}val") or ""


def _sample() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_W[1:-1]}"><w:body><w:p><w:r><w:t>A</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
    return made.getvalue()


SAMPLE = _sample()
"""The smallest document."""
