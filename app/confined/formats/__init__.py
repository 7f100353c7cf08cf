"""The formats that the confined worker reads: bytes become a `ReadText`, one module for each."""

from typing import Protocol

from app.confined.formats import (
    mail,
    martus,
    open_document,
    pdf,
    picture,
    recording,
    references,
    rich_text,
    table,
    web_archive,
    web_page,
    word,
)
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import FileFormat, ReadText

__all__ = ["UnreadableError", "read", "take_tools"]


class FormatModule(Protocol):
    """What a module of a format has.

    Attributes:
        SAMPLE: A small file: reading it brings in what a library imports only when it works.
    """

    SAMPLE: bytes

    def read(self, data: bytes, /) -> ReadText:
        """Read a file; `UnreadableError` with the reason where it cannot."""


_MODULES: dict[FileFormat, FormatModule] = {
    FileFormat.WEB_PAGE: web_page,
    FileFormat.WEB_ARCHIVE: web_archive,
    FileFormat.PDF: pdf,
    FileFormat.WORD: word,
    FileFormat.OPEN_DOCUMENT: open_document,
    FileFormat.RICH_TEXT: rich_text,
    FileFormat.MAIL: mail,
    FileFormat.MARTUS: martus,
    FileFormat.TABLE: table,
    FileFormat.REFERENCES: references,
    FileFormat.PICTURE: picture,
    FileFormat.RECORDING: recording,
}
"""One row for each format."""


def read(format: FileFormat, data: bytes) -> ReadText:
    """Read a file.

    Raises:
        UnreadableError: With the reason. Other exceptions mean that it is damaged in a way nobody
            thought of.
    """
    return _MODULES[format].read(data)


def take_tools() -> None:
    """Import everything that reading may need: once shut in, no module can be found any more."""
    import encodings.aliases
    import importlib
    from contextlib import suppress

    for name in {*encodings.aliases.aliases.values(), "idna", "utf_8_sig", "raw_unicode_escape"}:
        # Some belong to another system.
        with suppress(ImportError):
            importlib.import_module(f"encodings.{name}")
    for module in _MODULES.values():
        with suppress(UnreadableError):
            module.read(module.SAMPLE)
