"""References as citation programs exchange them (RIS): lines of a tag and a value.

Written by hand and not with a library: every tag is kept under its own name, since those that the
archive has no field for become extra fields, and none may be renamed or dropped on the way.
"""

import re
from collections.abc import Iterator

from app.confined.entries import MOST_ENTRIES, MOST_SIGNS, EntryField, SourceEntry
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import ReadText, Trouble

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|)", re.DOTALL)
_BEGIN, _END = "TY", "ER"


def read(data: bytes) -> ReadText:
    """Read references.

    Args:
        data: In UTF-8, decoded and checked before.

    Raises:
        UnreadableError: There is none in it, or there are too many.
    """
    if len(data) > 4 * MOST_SIGNS:
        raise UnreadableError(Trouble.TOO_LARGE)
    entries = []
    for number, fields in enumerate(_references(data.decode("utf-8-sig")), 1):
        if number > MOST_ENTRIES:
            raise UnreadableError(Trouble.TOO_LARGE)
        entries.append(SourceEntry(number=number, fields=tuple(fields)))
    if not entries:
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    return ReadText(entries=tuple(entries))


def _references(text: str) -> Iterator[list[EntryField]]:
    """One list of fields for each reference; one that is cut off at the end counts too."""
    fields: list[EntryField] = []
    for line in text.splitlines():
        match = _LINE.fullmatch(line.strip("\ufeff\r\n"))
        if match is None:
            if fields and line.strip():
                # A long value goes on in the next line.
                last = fields[-1]
                fields[-1] = EntryField(name=last.name, value=f"{last.value}\n{line.strip()}")
            continue
        tag, value = match[1], (match[2] or "").strip()
        if fields and tag in (_BEGIN, _END):
            yield fields
            fields = []
        if tag == _BEGIN or (tag != _END and fields):
            fields.append(EntryField(name=tag, value=value))
    if fields:
        yield fields


SAMPLE = b"TY  - JOUR\r\nTI  - A\r\nER  - \r\n"
"""A small reference."""
