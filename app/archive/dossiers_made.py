"""The register of dossiers: which record each of their codes stands for, and who decided what.

It stands here, below the room that makes dossiers, because destroying a record has to reach it.
"""

from dataclasses import dataclass, replace

from app.records.canonical import dump, parse_json
from app.records.tree import from_tree, to_tree
from app.store.state_table import read_state, write_state
from app.store.transactions import Reader, Writer

_KEY = "dossiers.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One record of a dossier: its code there, its id here, and why it was included.

    Attributes:
        id: Empty where the record was destroyed.
        override: The written reason, where a person included it against an objection.
    """

    code: str
    id: str = ""
    override: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEntry:
    """One dossier that was written.

    Attributes:
        made_at: UTC, ISO 8601.
        date: The date printed in it.
        sha256: Of the file.
    """

    code: str
    made_at: str
    made_by: str
    title: str
    purpose: str
    recipient: str
    date: str
    sha256: str
    records: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    entries: tuple[MadeEntry, ...] = ()


def read_dossiers(reader: Reader) -> tuple[MadeEntry, ...]:
    """Every dossier that was written, oldest first."""
    text = read_state(reader, _KEY)
    return from_tree(_Register, parse_json(text.encode())).entries if text else ()


def add_dossier(writer: Writer, entry: MadeEntry) -> None:
    """Keep one more."""
    _write(writer, (*read_dossiers(writer), entry))


def forget_in_dossiers(writer: Writer, id: str) -> None:
    """Forget which code a destroyed record had, and why it was included; that one was stays."""
    before = read_dossiers(writer)
    after = tuple(
        replace(
            entry,
            records=tuple(
                KeyLine(code=line.code) if line.id == id else line for line in entry.records
            ),
        )
        for entry in before
    )
    if after != before:
        _write(writer, after)


def _write(writer: Writer, entries: tuple[MadeEntry, ...]) -> None:
    write_state(writer, _KEY, dump(to_tree(_Register(entries=entries))).decode())
