"""Rich Text Format (RTF 1.9), through striprtf."""

import re

from striprtf.striprtf import rtf_to_text

from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Block, BlockKind, ReadText, Trouble

_TITLE = re.compile(r"\{\\title ([^{}\\]{1,300})\}")
_CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")


def read(data: bytes) -> ReadText:
    """Read an RTF.

    Raises:
        UnreadableError: It does not begin as one, or holds no text.
    """
    if not data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    # The format itself is ASCII; whatever is not, older programs wrote in the stated code page.
    stated = _CODE_PAGE.search(data[:4096].decode("latin-1"))
    encoding = f"cp{stated[1]}" if stated else "cp1252"
    try:
        source = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        source = data.decode("latin-1")
    title = _TITLE.search(source[:20_000])
    text: str = rtf_to_text(  # type: ignore[no-untyped-call]
        source, encoding=encoding, errors="strict"
    )
    return ReadText(
        title=" ".join(title[1].split()) if title else "",
        blocks=tuple(_block(line) for line in text.splitlines() if line.strip(" |\t\x00")),
    )


def _block(line: str) -> Block:
    # striprtf ends every cell of a table with a bar, and nothing else.
    if line.endswith("|") and line.count("|") > 1:
        return Block(kind=BlockKind.ROW, cells=tuple(cell.strip() for cell in line[:-1].split("|")))
    return Block(kind=BlockKind.PARAGRAPH, text=line.strip())


SAMPLE = b"{\\rtf1\\ansi\\ansicpg1252 A\\par}"
"""The smallest document."""
