"""Rich Text Format (RTF 1.9), through striprtf."""

import re

from striprtf.striprtf import rtf_to_text

from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Block, BlockKind, ReadText, Trouble

_TITLE = re.compile(r"\{\\title ([^{}\\]{1,300})\}")
_HIDDEN_WORD = re.compile(r"\\v(?![a-z])")
_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\.|[{}]|[^\\{}]+|\\",
    re.DOTALL,
)
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
    seen, hidden = _parted(source)
    text = _plain(seen, encoding)
    unseen = " ".join(_plain(f"{{\\rtf1 {hidden}}}", encoding).split()) if hidden else ""
    return ReadText(
        title=" ".join(title[1].split()) if title else "",
        blocks=(
            *(_block(line) for line in text.splitlines() if line.strip(" |\t\x00")),
            *((Block(kind=BlockKind.HIDDEN, text=unseen),) if unseen else ()),
        ),
    )


def _plain(source: str, encoding: str) -> str:
    text: str = rtf_to_text(  # type: ignore[no-untyped-call]
        source, encoding=encoding, errors="strict"
    )
    return text


def _parted(source: str) -> tuple[str, str]:
    """The source without what is hidden (`\\v`), and the text that is, both as RTF.

    The word holds until it is taken back or its group ends.
    """
    if _HIDDEN_WORD.search(source) is None:
        return source, ""
    seen: list[str] = []
    hidden: list[str] = []
    groups = [False]
    for token in _TOKEN.finditer(source):
        found = token[0]
        if found == "{":
            groups.append(groups[-1])
        elif found == "}" and len(groups) > 1:
            groups.pop()
        elif token["word"] == "v":
            groups[-1] = token["number"] != "0"
            continue
        says = token["word"] in (None, "u", "par", "line", "tab") and found not in "{}"
        (hidden if says and groups[-1] else seen).append(found)
    return "".join(seen), "".join(hidden)


def _block(line: str) -> Block:
    # striprtf ends every cell of a table with a bar, and nothing else.
    if line.endswith("|") and line.count("|") > 1:
        return Block(kind=BlockKind.ROW, cells=tuple(cell.strip() for cell in line[:-1].split("|")))
    return Block(kind=BlockKind.PARAGRAPH, text=line.strip())


SAMPLE = b"{\\rtf1\\ansi\\ansicpg1252 A\\par}"
"""The smallest document."""
