"""What passes between the program and its confined worker: bytes in, one small message out.

A frame is the length of a JSON head (4 bytes, big-endian), the length of the bytes that follow it
(8 bytes), the head and the bytes. Nothing that comes from a worker is trusted: heads are bounded
and checked field by field against the dataclasses here.
"""

import json
import struct
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeVar

from app.confined.entries import SourceEntry
from app.records.capture import CaptureData
from app.records.tree import FormError, from_tree, to_tree

MOST_BYTES_IN = 64 * 1024 * 1024
MOST_BYTES_OUT = 24 * 1024 * 1024
MOST_BLOCKS = 100_000
"""A book of 2,000 pages has fewer lines; what has more is made to keep somebody waiting."""
_LENGTHS = struct.Struct(">IQ")

T = TypeVar("T")


class FileFormat(StrEnum):
    """Formats that the worker reads."""

    WEB_PAGE = "web-page"
    WEB_ARCHIVE = "web-archive"
    PDF = "pdf"
    WORD = "word"
    OPEN_DOCUMENT = "open-document"
    RICH_TEXT = "rich-text"
    PICTURE = "picture"
    RECORDING = "recording"
    MAIL = "mail"
    MARTUS = "martus"
    TABLE = "table"
    REFERENCES = "references"


class Container(StrEnum):
    """Formats that hold other files, which `app/confined/opener.py` takes out one by one."""

    ZIP = "zip"
    MAIL_BOX = "mail-box"


class BlockKind(StrEnum):
    """What a piece of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    NOTE = "note"
    HIDDEN = "hidden"


class Landmark(StrEnum):
    """The part of a web page that something stands in, by the nearest element that says so."""

    NONE = ""
    ARTICLE = "article"
    MAIN = "main"
    NAVIGATION = "navigation"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    FORM = "form"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a block stands in the tree of a web page.

    Attributes:
        element: Name of the nearest element that is a block: `p`, `li`, `div`.
        link_share: Letters within links, in percent of its letters.
        bold_share: Letters in bold, in percent.
        speaks_for: Elements around it whose class or id speaks of an article's text.
        speaks_against: Those whose class or id speaks of menus, comments or advertisements.
        depth: Elements around it.
        groups: Numbers of the two nearest elements around it that hold other blocks as well.
    """

    landmark: Landmark = Landmark.NONE
    element: str = ""
    link_share: int = 0
    bold_share: int = 0
    speaks_for: int = 0
    speaks_against: int = 0
    depth: int = 0
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item, or row of a table; or what a reader does not get to see.

    Attributes:
        text: Without line ends.
        cells: Of a row.
        level: Of a heading, 1 for the highest.
        page: Where the format has pages, from 1.
        around: In web pages.
    """

    kind: BlockKind
    text: str = ""
    cells: tuple[str, ...] = ()
    level: int = 0
    page: int = 0
    around: Surroundings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InnerFile:
    """A file within the file: an attachment of a letter, a picture.

    Attributes:
        size: Of its bytes.
    """

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHead:
    """What a letter says over its text, in its own words.

    Attributes:
        sender: Name and address, as they stand there.
        addressees: All of them.
        copied: Who got a copy.
        hidden: Who got one without the others being told.
        sent: Day and time as the sender's program wrote them.
    """

    subject: str = ""
    sender: str = ""
    addressees: str = ""
    copied: str = ""
    hidden: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What a file says.

    Attributes:
        title: As the file itself states it; empty where it does not.
        authors: Who signed it, as the file states it for readers to see.
        date: ISO 8601 day or time that the file states for itself; empty where it states none.
        updated: The same for its last change.
        language: BCP 47, as stated.
        publisher: As stated.
        address: Of a web page, as it states it itself.
        pages: How many there are, where the format has pages.
        pages_without_text: Of those, pages that are only pictures.
        columns: Heads of a table.
        entries: Of a file that holds many: rows, bulletins, references.
        capture: Of pictures, sound and film.
        letter: Of a letter.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    updated: str = ""
    language: str = ""
    publisher: str = ""
    address: str = ""
    blocks: tuple[Block, ...] = ()
    pages: int = 0
    pages_without_text: int = 0
    files: tuple[InnerFile, ...] = ()
    columns: tuple[str, ...] = ()
    entries: tuple[SourceEntry, ...] = ()
    capture: CaptureData = field(default_factory=CaptureData)
    letter: LetterHead = LetterHead()


class Act(StrEnum):
    """What a worker does with a file.

    READ tells what it says, DRAW shows its pages as pixels, CLEAN makes a picture file anew that
    holds pixels and nothing else.
    """

    READ = "read"
    DRAW = "draw"
    CLEAN = "clean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a worker is to do with the bytes that follow.

    Attributes:
        first: Page to draw first, from 0.
        count: How many pages to draw at most.
        width: Of a drawn page, in pixels.
        gap_at: Where bytes of a very large file are left out; they are not looked at.
        gap: How many are.
    """

    format: FileFormat
    act: Act = Act.READ
    first: int = 0
    count: int = 0
    width: int = 0
    gap_at: int = 0
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """The size of a drawn page; its pixels follow, a line after the other, three bytes each."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of an order.

    Attributes:
        trouble: Why the file could not be read, as the name of a `Trouble`; empty where it was.
        pages: How many the file has, where some were drawn.
        drawn: The pages whose pixels follow.
        media_type: Of the picture file that follows; empty where none was made.
    """

    trouble: str = ""
    text: ReadText | None = None
    pages: int = 0
    drawn: tuple[DrawnPage, ...] = ()
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a file of files holds, said once before its members.

    Attributes:
        count: Of the members that follow; 0 where only the end will tell.
        unmarked: Bytes of names that do not say their encoding, as Latin-1, one a line.
        trouble: Why it cannot be opened, as the name of a `Trouble`; empty where it can.
    """

    count: int = 0
    unmarked: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in a file of files; its bytes follow.

    Attributes:
        name: With the folders that it stands in there. A name, and never a path.
        unmarked: The name is bytes of an unknown encoding, as Latin-1.
        trouble: Why it cannot be taken out, as the name of a `Trouble`; empty where it can.
        last: None comes after this, which is none itself.
    """

    name: str = ""
    unmarked: bool = False
    trouble: str = ""
    last: bool = False


class Trouble(StrEnum):
    """Why a file could not be read.

    A TRAP is put together so that whoever unpacks it runs out of memory, disk or time.
    """

    NOT_THIS_FORMAT = "not-this-format"
    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_LARGE = "too-large"
    ODD_PACKING = "odd-packing"
    TRAP = "trap"


class ByteSource(Protocol):
    """Where a frame is read from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


class NotAFrameError(ValueError):
    """The other side did not keep to the form."""


def frame(head: object, data: bytes = b"") -> bytes:
    """A message as bytes."""
    packed = json.dumps(to_tree(head), ensure_ascii=False).encode("utf-8", "replace")
    return _LENGTHS.pack(len(packed), len(data)) + packed + data


def read_frame(source: ByteSource, kind: type[T], *, most: int) -> tuple[T, bytes] | None:
    """The next message, or None at the end.

    Args:
        most: Bytes that head and data may have together.

    Raises:
        NotAFrameError: It is too large, cut short, or of another form.
    """
    begin = _exactly(source, _LENGTHS.size)
    if not begin:
        return None
    if len(begin) < _LENGTHS.size:
        raise NotAFrameError("cut short")
    head_length, data_length = _LENGTHS.unpack(begin)
    if head_length + data_length > most:
        raise NotAFrameError("too large")
    head, data = _exactly(source, head_length), _exactly(source, data_length)
    if len(head) < head_length or len(data) < data_length:
        raise NotAFrameError("cut short")
    try:
        return from_tree(kind, json.loads(head)), data
    except (FormError, ValueError, RecursionError) as problem:
        raise NotAFrameError("of another form") from problem


def _exactly(source: ByteSource, length: int) -> bytes:
    parts: list[bytes] = []
    while length > 0:
        part = source.read(min(length, 1 << 20))
        if not part:
            break
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
