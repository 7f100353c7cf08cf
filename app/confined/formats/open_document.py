"""OpenDocument texts (ODT, FODT; OASIS OpenDocument 1.3): every paragraph a reader sees, in order.

Deleted text that was tracked, and comments, are not part of the text. Hidden text comes apart, so
that a person can see that there is some.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from app.confined.formats.packed_xml import packed_files, parsed, part
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Block, BlockKind, ReadText, Trouble

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_UNSEEN = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms"))
_MOST_SPACES = 1_000


def read(data: bytes) -> ReadText:
    """Read an ODT, or its flat form that is one XML file.

    Raises:
        UnreadableError: It is locked, damaged, too large or no such document.
    """
    if data.lstrip()[:1] == b"<":
        root = parsed(data)
        return ReadText(title=_title(root), blocks=tuple(_body(root, root)))
    packed = packed_files(data)
    content = part(packed, "content.xml") if not _is_locked(packed) else None
    if content is None:
        raise UnreadableError(Trouble.LOCKED if _is_locked(packed) else Trouble.NOT_THIS_FORMAT)
    blocks = tuple(_body(content, part(packed, "styles.xml")))
    return ReadText(title=_title(part(packed, "meta.xml")), blocks=blocks)


def _body(root: "etree._Element", styles: "etree._Element | None") -> Iterator[Block]:
    found = root.find(f".//{_OFFICE}text")
    if found is None:
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    hidden = _take_out_hidden(found, (root, styles))
    yield from _blocks(found, in_list=False)
    yield from (Block(kind=BlockKind.HIDDEN, text=text) for text in hidden)


def _take_out_hidden(
    body: "etree._Element", places: "tuple[etree._Element | None, ...]"
) -> list[str]:
    """Take out of the body what is not shown, and tell what it says."""
    names = {
        style.get(f"{_STYLE}name")
        for root in places
        for style in (root.iter(f"{_STYLE}style") if root is not None else ())
        for properties in style.iter(f"{_STYLE}text-properties")
        if properties.get(f"{_TEXT}display") == "none"
    }
    found: list[str] = []
    for element in [*body.iter()]:
        own = element.tag in (f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph")
        above = element.getparent()
        if above is None or not (own or element.get(f"{_TEXT}style-name") in names):
            continue
        said = " ".join("".join(str(each) for each in element.itertext()).split())
        found += [said] if said else []
        before, tail = element.getprevious(), element.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            above.text = (above.text or "") + tail
        above.remove(element)
    return found


def _blocks(root: "etree._Element", *, in_list: bool) -> Iterator[Block]:
    for child in root:
        if child.tag in _UNSEEN or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_TABLE}table":
            yield from _rows(child)
        elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield from _paragraph(child, in_list=in_list)
        else:
            yield from _blocks(child, in_list=in_list or child.tag == f"{_TEXT}list")


def _paragraph(element: "etree._Element", *, in_list: bool) -> Iterator[Block]:
    notes: list[etree._Element] = []
    text = "".join(_text(element, notes)).strip()
    level = element.get(f"{_TEXT}outline-level") or "1"
    if text and element.tag == f"{_TEXT}h":
        rank = int(level) if level.isdecimal() else 1
        yield Block(kind=BlockKind.HEADING, text=text, level=min(max(rank, 1), 10))
    elif text:
        yield Block(kind=BlockKind.ITEM if in_list else BlockKind.PARAGRAPH, text=text)
    for note in notes:
        said = " ".join(block.text for block in _blocks(note, in_list=False) if block.text)
        if said:
            yield Block(kind=BlockKind.NOTE, text=said)


def _text(element: "etree._Element", notes: "list[etree._Element]") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c") or "1"
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield " "
        elif child.tag == f"{_TEXT}note":
            body = child.find(f"{_TEXT}note-body")
            if body is not None:
                notes.append(body)
        elif child.tag not in _UNSEEN and isinstance(child.tag, str):
            # Paragraphs within a frame within a paragraph follow as if they stood there.
            yield from _text(child, notes)
        yield child.tail or ""


def _rows(table: "etree._Element") -> Iterator[Block]:
    for row in table.iter(f"{_TABLE}table-row"):
        above = next((each for each in row.iterancestors() if each.tag == f"{_TABLE}table"), None)
        if above is not table:
            continue
        cells = tuple(
            " ".join(block.text or " ".join(block.cells) for block in _blocks(cell, in_list=False))
            for cell in row
            if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
        )
        if any(cells):
            yield Block(kind=BlockKind.ROW, cells=cells)


def _is_locked(packed: zipfile.ZipFile) -> bool:
    manifest = part(packed, "META-INF/manifest.xml")
    return manifest is not None and manifest.find(f".//{_MANIFEST}encryption-data") is not None


def _title(root: "etree._Element | None") -> str:
    found = None if root is None else root.find(f".//{_OFFICE}meta/{_DC}title")
    return "" if found is None else " ".join((found.text or "").split())


def _sample() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{_OFFICE[1:-1]}" xmlns:t="{_TEXT[1:-1]}"><o:body>'
            "<o:text><t:p>A</t:p></o:text></o:body></o:document-content>",
        )
    return made.getvalue()


SAMPLE = _sample()
"""The smallest document."""
