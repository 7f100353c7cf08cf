"""Entries of the audit log that were lost before an archive was salvaged.

The entry that tells of the salvage names them, and is signed like every other: who removes an entry
cannot say so afterwards without the archive's key.
"""

import re
from collections.abc import Iterable

from app.records.audit import Act
from app.store.transactions import Reader

_TOLD = "SELECT detail FROM audit WHERE act = :act"

_GAP = re.compile(r"lost:(\d+)(?:-(\d+))?")


def gaps_detail(gaps: Iterable[str]) -> str:
    """How the entry names them.

    Args:
        gaps: Numbers of entries, as `5` or `7-9`.
    """
    return " ".join(f"lost:{each}" for each in gaps)


def known_gaps(reader: Reader) -> frozenset[range]:
    """The numbers that entries about a salvage say are lost."""
    return frozenset(
        range(int(first), int(last or first) + 1)
        for (detail,) in reader.rows(_TOLD, {"act": str(Act.SALVAGED)})
        for first, last in _GAP.findall(detail)
    )
