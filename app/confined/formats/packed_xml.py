"""XML out of a ZIP, as word processors save it, without what either can be made to do."""

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Trouble

_MOST_UNPACKED = 96 * 1024 * 1024
_MOST_ENTRIES = 20_000


def packed_files(data: bytes) -> zipfile.ZipFile:
    """The ZIP in these bytes.

    Raises:
        UnreadableError: It is none, or has more entries than any document.
    """
    try:
        packed = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise UnreadableError(Trouble.DAMAGED) from problem
    if len(packed.infolist()) > _MOST_ENTRIES:
        raise UnreadableError(Trouble.TOO_LARGE)
    return packed


def part(packed: zipfile.ZipFile, name: str) -> "etree._Element | None":
    """The root of one XML part; None where the ZIP has no such part.

    Raises:
        UnreadableError: It is locked, damaged, or unpacks to more than any document.
    """
    try:
        with packed.open(name) as file:
            content = file.read(_MOST_UNPACKED + 1)
    except KeyError:
        return None
    except RuntimeError as problem:  # asks for a password
        raise UnreadableError(Trouble.LOCKED) from problem
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as problem:
        raise UnreadableError(Trouble.DAMAGED) from problem
    if len(content) > _MOST_UNPACKED:
        raise UnreadableError(Trouble.TOO_LARGE)
    return parsed(content)


def parsed(content: bytes) -> "etree._Element":
    """The root of an XML document; entities stay unexpanded, and nothing is fetched.

    Raises:
        UnreadableError: It is no XML, or nested deeper than any document.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise UnreadableError(Trouble.DAMAGED) from problem
