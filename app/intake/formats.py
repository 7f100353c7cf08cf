"""Which format a file has, told by its first bytes; its name decides only where they cannot.

A new format is a name in `FileFormat` (`app/confined/forms.py`), a module with `read` and `SAMPLE`
in `app/confined/formats`, its row in the table there, and its row here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.confined.forms import Container, FileFormat
from app.intake.look import Look, look_at
from app.intake.media_signs import PICTURE_SIGNS, RECORDING_SIGNS

PLAIN_TEXT = "text/plain"


class Becomes(Enum):
    """What intake makes of a format; `app/intake/reading.py` has the function for each.

    A DOCUMENT is one draft of the blocks that the worker tells. MEMBERS are files in a file, each
    of which is looked at anew (`app/intake/gathering.py`). ENTRIES are rows, bulletins or
    references of one file, a draft each (`app/intake/entry_reading.py`). PICTURES and a RECORDING
    have no text: the file is the draft (`app/intake/media_drafts.py`).
    """

    DOCUMENT = "document"
    MEMBERS = "members"
    ENTRIES = "entries"
    PICTURES = "pictures"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatRow:
    """A format that is read.

    Attributes:
        format: What the worker calls it; for `Becomes.MEMBERS` what the opener does.
        media_type: That an original is kept with, as registered with IANA.
        signs: Whether a file is of it.
    """

    format: FileFormat | Container
    media_type: str
    signs: Callable[[Look], bool]
    becomes: Becomes = Becomes.DOCUMENT


_HYPERTEXT = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_TAG = re.compile(rb"<(?:head|body|div|p|h1|title|meta|table)\b", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIELD = rb"[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*"  # RFC 5322, section 2.2: folded lines
_MAIL_HEAD = re.compile(rb"\A(?:" + _FIELD + rb"){3,}")
_MAIL_SIGNS = rb"Received:|Message-ID:|MIME-Version:|Return-Path:"
# RFC 4155, appendix A: a line `From `, address and time, then the head of a letter.
_BOX = re.compile(rb"\AFrom [^\n]*\d\d?:\d\d[^\n]*\n>?" + _FIELD, re.M)
_SAVED_PAGE = rb"Snapshot-Content-Location:|From:\s*\"?<Saved by "
_MARTUS = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<!--.*?-->|<[?!][^>]*>|\]>)*<MartusBulletins\b",
    re.S,
)
_REFERENCE = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*TY  ?- ")
# Office Open XML (ECMA-376, part 2), OpenDocument and EPUB, Java and Android.
_OTHER_PACKAGES = ("[Content_Types].xml", "mimetype", "META-INF/", "AndroidManifest.xml")
_FLAT_OPEN_DOCUMENT = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def _is_pdf(look: Look) -> bool:
    return b"%PDF-" in look.head[:1024]


def _is_rich_text(look: Look) -> bool:
    return look.head.lstrip().startswith(b"{\\rtf")


def _is_word(look: Look) -> bool:
    locked = look.head.startswith(_OLE) and look.ending == "docx"
    return locked or look.packs("word/document.xml")


def _is_open_document(look: Look) -> bool:
    flat = look.head.lstrip().startswith(b"<?xml") and _FLAT_OPEN_DOCUMENT in look.head
    return flat or (look.packs("content.xml") and not look.packs("[Content_Types].xml"))


def _is_packed_folder(look: Look) -> bool:
    """A ZIP that people made: spreadsheets, books and programs are ZIPs as well."""
    other = any(look.packs(name) for name in _OTHER_PACKAGES)
    return look.is_zip and (look.ending == "zip" or not other)


def _is_web_archive(look: Look) -> bool:
    if re.match(_FIELD, _lines(look)) is None:
        return False
    if look.ending in ("mht", "mhtml"):
        return look.says(rb"MIME-Version:|Content-Type:")
    return look.says(rb"Content-Type:\s*multipart/related") and look.says(_SAVED_PAGE)


def _is_web_page(look: Look) -> bool:
    begin = look.head.replace(b"\x00", b"")
    if _HYPERTEXT.match(begin) is not None:
        return True
    return look.ending in ("html", "htm", "xhtml") and _TAG.search(begin) is not None


def _is_martus(look: Look) -> bool:
    """An export of Martus, or one of its forms, which holds no bulletin."""
    begin = look.head.replace(b"\x00", b"")
    return _MARTUS.match(begin) is not None or b"\nExport Version Number:" in b"\n" + begin[:64]


def _is_references(look: Look) -> bool:
    return _REFERENCE.match(look.head.replace(b"\x00", b"")) is not None


def _is_table(look: Look) -> bool:
    """By its name: nothing but that tells a table from a text with commas."""
    return look.ending in ("csv", "tsv")


def _is_box(look: Look) -> bool:
    return _BOX.match(_lines(look)) is not None


def _is_mail(look: Look) -> bool:
    lines = _lines(look)
    if look.ending == "eml":
        return re.match(rb"[!-9;-~]+:", lines) is not None
    return _MAIL_HEAD.match(lines) is not None and look.says(_MAIL_SIGNS)


def _lines(look: Look) -> bytes:
    return look.head.replace(b"\r\n", b"\n")


_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: tuple[FormatRow, ...] = (
    FormatRow(format=FileFormat.PDF, media_type="application/pdf", signs=_is_pdf),
    FormatRow(format=FileFormat.RICH_TEXT, media_type="application/rtf", signs=_is_rich_text),
    FormatRow(format=FileFormat.WORD, media_type=_WORD_TYPE, signs=_is_word),
    FormatRow(
        format=FileFormat.OPEN_DOCUMENT,
        media_type="application/vnd.oasis.opendocument.text",
        signs=_is_open_document,
    ),
    FormatRow(
        format=Container.ZIP,
        media_type="application/zip",
        signs=_is_packed_folder,
        becomes=Becomes.MEMBERS,
    ),
    FormatRow(format=FileFormat.WEB_ARCHIVE, media_type="multipart/related", signs=_is_web_archive),
    FormatRow(format=FileFormat.WEB_PAGE, media_type="text/html", signs=_is_web_page),
    FormatRow(
        format=Container.MAIL_BOX,
        media_type="application/mbox",
        signs=_is_box,
        becomes=Becomes.MEMBERS,
    ),
    FormatRow(format=FileFormat.MAIL, media_type="message/rfc822", signs=_is_mail),
    FormatRow(
        format=FileFormat.MARTUS,
        media_type="application/xml",
        signs=_is_martus,
        becomes=Becomes.ENTRIES,
    ),
    FormatRow(
        format=FileFormat.REFERENCES,
        media_type="application/x-research-info-systems",
        signs=_is_references,
        becomes=Becomes.ENTRIES,
    ),
    FormatRow(
        format=FileFormat.TABLE,
        media_type="text/csv",
        signs=_is_table,
        becomes=Becomes.ENTRIES,
    ),
    *(
        FormatRow(format=FileFormat.PICTURE, media_type=name, signs=sign, becomes=Becomes.PICTURES)
        for name, sign in PICTURE_SIGNS
    ),
    *(
        FormatRow(
            format=FileFormat.RECORDING, media_type=name, signs=sign, becomes=Becomes.RECORDING
        )
        for name, sign in RECORDING_SIGNS
    ),
)
"""The first row whose signs a file has is its format; a file with none of them is plain text."""


def row_of(look: Look) -> FormatRow | None:
    """The format of a file, or None for plain text."""
    return next((row for row in FORMATS if row.signs(look)), None)


def format_of(name: str, data: bytes) -> FileFormat | Container | None:
    """The format that has to be read by a confined process, or None for plain text.

    Args:
        name: The file's name; its ending tells a locked Word document from other locked files.
        data: Its bytes.
    """
    row = row_of(look_at(name, data))
    return None if row is None else row.format


def media_type_of(name: str, data: bytes) -> str:
    """The media type that an original is kept with."""
    row = row_of(look_at(name, data))
    return PLAIN_TEXT if row is None else row.media_type
