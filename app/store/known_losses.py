"""Attachments that were lost before an archive was salvaged: their records still name them."""

import json
from collections.abc import Iterable

from app.store.state_table import read_state, write_state
from app.store.transactions import Reader, Writer

_KEY = "salvage.lost-attachments"


def known_losses(reader: Reader) -> frozenset[str]:
    """SHA-256 of the contents; adding one again with its record makes it whole."""
    return frozenset(json.loads(read_state(reader, _KEY) or "[]"))


def note_losses(writer: Writer, sha256s: Iterable[str]) -> None:
    """Remember that these were lost, beside those that were before."""
    lost = known_losses(writer).union(sha256s)
    if lost:
        write_state(writer, _KEY, json.dumps(sorted(lost)))
