"""The formats that the confined worker reads: bytes become a `ReadText`, one module for each."""

from app.confined.formats import mail, open_document, pdf, rich_text, web_page, word
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import FileFormat, ReadText

__all__ = ["UnreadableError", "read", "take_tools"]

_READERS = {
    FileFormat.WEB_PAGE: web_page.read,
    FileFormat.PDF: pdf.read,
    FileFormat.WORD: word.read,
    FileFormat.OPEN_DOCUMENT: open_document.read,
    FileFormat.RICH_TEXT: rich_text.read,
    FileFormat.MAIL: mail.read,
}


def read(format: FileFormat, data: bytes) -> ReadText:
    """Read a file.

    Raises:
        UnreadableError: With the reason. Other exceptions mean that it is damaged in a way nobody
            thought of.
    """
    return _READERS[format](data)


def take_tools() -> None:
    """Import everything that reading may need: once shut in, no module can be found any more."""
    import encodings.aliases
    import importlib
    from contextlib import suppress

    for name in {*encodings.aliases.aliases.values(), "idna", "utf_8_sig", "raw_unicode_escape"}:
        # Some belong to another system.
        with suppress(ImportError):
            importlib.import_module(f"encodings.{name}")
    for format, sample in _SAMPLES.items():
        with suppress(UnreadableError):
            read(format, sample)


# Small files of each format: reading one brings in what a library imports only when it works.
_SAMPLES = {
    FileFormat.WEB_PAGE: web_page.SAMPLE,
    FileFormat.PDF: pdf.SAMPLE,
    FileFormat.WORD: word.SAMPLE,
    FileFormat.OPEN_DOCUMENT: open_document.SAMPLE,
    FileFormat.RICH_TEXT: rich_text.SAMPLE,
    FileFormat.MAIL: mail.SAMPLE,
}
