"""Attachments that were lost before an archive was salvaged: their records still name them.

Beside each stands which records miss it, so that it is theirs again once its content is added.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.store.state_table import drop_state, read_state, write_state
from app.store.transactions import Reader, Writer

_KEY = "salvage.lost-attachments"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedBy:
    """A record that names a lost attachment, and how: see the table `attachments`."""

    record: int
    role: str
    name: str
    media_type: str
    position: int


def known_losses(reader: Reader) -> frozenset[str]:
    """SHA-256 of the contents."""
    return frozenset(_read(reader))


def losses_of_row(key: str, value: str) -> frozenset[str]:
    """The same from a row of the table `state` of another archive."""
    return frozenset(json.loads(value)) if key == _KEY else frozenset()


def note_losses(writer: Writer, sha256s: Iterable[str]) -> None:
    """Remember that these are lost, beside those that were before."""
    losses = _read(writer)
    for sha256 in sha256s:
        losses.setdefault(sha256, [])
    _write(writer, losses)


def miss(writer: Writer, record: int, missed: Iterable[tuple[str, MissedBy]]) -> None:
    """Say which of the lost contents a record names now, by their SHA-256."""
    losses = _read(writer)
    if not losses:
        return
    for sha256, entries in losses.items():
        losses[sha256] = [each for each in entries if each.record != record]
    for sha256, each in missed:
        losses[sha256].append(each)
    _write(writer, losses)


def found_again(writer: Writer, sha256: str) -> tuple[MissedBy, ...]:
    """A content is there again; which records missed it."""
    losses = _read(writer)
    missed = losses.pop(sha256, None)
    if missed is None:
        return ()
    _write(writer, losses)
    return tuple(missed)


def forget_losses(writer: Writer, record: int) -> tuple[str, ...]:
    """A record is destroyed: what it alone missed is missed by nobody any more.

    Returns:
        SHA-256 of the contents that it missed.
    """
    losses = _read(writer)
    missed = tuple(
        sha256 for sha256, entries in losses.items() if any(e.record == record for e in entries)
    )
    for sha256 in missed:
        left = [each for each in losses.pop(sha256) if each.record != record]
        if left:
            losses[sha256] = left
    if missed:
        _write(writer, losses)
    return missed


def _read(reader: Reader) -> dict[str, list[MissedBy]]:
    return {
        sha256: [
            MissedBy(record=record, role=role, name=name, media_type=media_type, position=position)
            for record, role, name, media_type, position in entries
        ]
        for sha256, entries in json.loads(read_state(reader, _KEY) or "{}").items()
    }


def _write(writer: Writer, losses: dict[str, list[MissedBy]]) -> None:
    if not losses:
        drop_state(writer, _KEY)
        return
    tree = {
        sha256: [[each.record, each.role, each.name, each.media_type, each.position] for each in m]
        for sha256, m in losses.items()
    }
    write_state(writer, _KEY, json.dumps(tree, ensure_ascii=False, sort_keys=True))
