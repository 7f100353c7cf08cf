"""Which format a file has, told by its first bytes; its name decides only where they cannot."""

import re
import zipfile
from io import BytesIO

from app.confined.forms import FileFormat

MEDIA_TYPES = {
    FileFormat.WEB_PAGE: "text/html",
    FileFormat.PDF: "application/pdf",
    FileFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.OPEN_DOCUMENT: "application/vnd.oasis.opendocument.text",
    FileFormat.RICH_TEXT: "application/rtf",
    FileFormat.MAIL: "message/rfc822",
}
"""As registered with IANA."""

PLAIN_TEXT = "text/plain"

_HYPERTEXT = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_TAG = re.compile(rb"<(?:head|body|div|p|h1|title|meta|table)\b", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL_HEAD = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}", re.MULTILINE
)  # RFC 5322, section 2.2: names, a colon, folded lines
_MAIL_SIGNS = re.compile(rb"^(?:Received|Message-ID|MIME-Version|Return-Path):", re.I | re.M)
_FLAT_OPEN_DOCUMENT = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HEAD = 4096


def format_of(name: str, data: bytes) -> FileFormat | None:
    """The format that the confined worker has to read, or None for plain text.

    Args:
        name: The file's name; its ending tells a locked Word document from other locked files.
        data: Its bytes.
    """
    head = data[:_HEAD]
    ending = name.rpartition(".")[2].lower()
    if b"%PDF-" in head[:1024]:
        return FileFormat.PDF
    if head.lstrip().startswith(b"{\\rtf"):
        return FileFormat.RICH_TEXT
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if head.startswith(_OLE) and ending == "docx":
        return FileFormat.WORD
    if head.lstrip().startswith(b"<?xml") and _FLAT_OPEN_DOCUMENT in head:
        return FileFormat.OPEN_DOCUMENT
    if _is_web_page(head, ending):
        return FileFormat.WEB_PAGE
    return FileFormat.MAIL if _is_mail(head, ending) else None


def media_type_of(name: str, data: bytes) -> str:
    """The media type that an original is kept with."""
    found = format_of(name, data)
    return PLAIN_TEXT if found is None else MEDIA_TYPES[found]


def _is_web_page(head: bytes, ending: str) -> bool:
    begin = head.replace(b"\x00", b"")
    if _HYPERTEXT.match(begin) is not None:
        return True
    return ending in ("html", "htm", "xhtml") and _TAG.search(begin) is not None


def _packed(data: bytes) -> FileFormat | None:
    """What a ZIP holds, by its list of names alone: nothing is unpacked here."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        return None
    if "word/document.xml" in names:
        return FileFormat.WORD
    return FileFormat.OPEN_DOCUMENT if "content.xml" in names else None


def _is_mail(head: bytes, ending: str) -> bool:
    lines = head.replace(b"\r\n", b"\n")
    if ending == "eml":
        return re.match(rb"[!-9;-~]+:", lines) is not None
    return _MAIL_HEAD.match(lines) is not None and _MAIL_SIGNS.search(lines) is not None
