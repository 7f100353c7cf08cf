"""Files that hold many entries become drafts, one for each entry."""

from collections.abc import Callable, Iterator

from app.confined.forms import FileFormat, ReadText
from app.confined.worker import Worker
from app.intake.decoding import decode
from app.intake.draft import Draft, RefusedEntry
from app.intake.entry_drafts import EntryParts, EntrySource, drafts_of_entries
from app.intake.martus import bulletins
from app.intake.references import references
from app.intake.source_tables import rows


def read_entries(
    source: EntrySource, data: bytes, format: FileFormat, worker: Worker
) -> tuple[tuple[Draft, ...], tuple[RefusedEntry, ...]]:
    """The drafts of a file's entries, and those that become none, each with its reason.

    Raises:
        InputError: The file is empty, damaged, in no known encoding, too large, or holds no entry.
    """
    # What is plain text comes in any encoding; which one it is tells the text as a whole.
    plain = format in _PLAIN
    read = worker.read(format, decode(data).text.encode() if plain else data)
    return drafts_of_entries(_WAYS[format](read), source)


def _table(read: ReadText) -> Iterator[EntryParts]:
    return rows(read.columns, read.entries)


_PLAIN = (FileFormat.TABLE, FileFormat.REFERENCES)
_WAYS: dict[FileFormat, Callable[[ReadText], Iterator[EntryParts]]] = {
    FileFormat.MARTUS: lambda read: bulletins(read.entries),
    FileFormat.TABLE: _table,
    FileFormat.REFERENCES: lambda read: references(read.entries),
}
"""How the entries of a format are taken apart."""
