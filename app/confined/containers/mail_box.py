"""Letters of a mail box (MBOX; RFC 4155), one after the other, however large the box is.

A letter's bytes are what stands between two `From ` lines, untouched.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from app.confined.containers.told import MOST_MEMBERS, Told
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import MOST_BYTES_IN, Contents, Member, Trouble

_BEGIN = re.compile(rb"From [^\n]{0,200}\d\d?:\d\d")
_LONGEST_LINE = 1024 * 1024


def members(file: BinaryIO) -> Iterator[Told]:
    """What is said of the box, then its letters; a name is the letter's number.

    Raises:
        UnreadableError: No letter begins where the box does.
    """
    if _BEGIN.match(file.readline(_LONGEST_LINE)) is None:
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    yield Told(head=Contents())
    for number, (letter, trouble) in enumerate(_letters(file), 1):
        if number > MOST_MEMBERS:
            yield Told(head=Member(name=_name(number), trouble=Trouble.TOO_LARGE))
            return
        yield Told(head=Member(name=_name(number), trouble=trouble), data=letter)


def _name(number: int) -> str:
    return f"{number:05}.eml"


def _letters(file: BinaryIO) -> Iterator[tuple[bytes, str]]:
    lines: list[bytes] = []
    size, blank = 0, False
    while line := file.readline(_LONGEST_LINE):
        if blank and _BEGIN.match(line) is not None:
            yield _letter(lines, size)
            lines, size, blank = [], 0, False
            continue
        size += len(line)
        if size <= MOST_BYTES_IN:
            lines.append(line)
        else:
            lines.clear()
        blank = not line.strip(b"\r\n")
    yield _letter(lines, size)


def _letter(lines: list[bytes], size: int) -> tuple[bytes, str]:
    if size > MOST_BYTES_IN:
        return b"", Trouble.TOO_LARGE
    # The blank line before the next `From ` belongs to the box.
    if lines and not lines[-1].strip(b"\r\n"):
        lines.pop()
    return b"".join(lines), ""
