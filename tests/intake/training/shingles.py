"""How well a text was found, in shingles of four words."""

import re
from collections.abc import Set as AbstractSet

_UNSPACED = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f"
)
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")

Shingle = tuple[str, ...]


def tokens(text: str) -> list[str]:
    """Words; every sign of a script without spaces is one."""
    return _TOKEN.findall(text.lower())


def shingles(text: str, size: int = 4) -> set[Shingle]:
    """The different runs of `size` words; a shorter text is one shingle."""
    words = tokens(text)
    found = {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
    return found or ({tuple(words)} if words else set())


def f1(found: AbstractSet[Shingle], wanted: AbstractSet[Shingle]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    if not wanted:
        return (1.0, 1.0, 1.0) if not found else (0.0, 0.0, 0.0)
    both = len(found & wanted)
    precision = both / len(found) if found else 0.0
    recall = both / len(wanted)
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0
