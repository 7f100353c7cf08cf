"""In which order a line of mixed directions stands (Unicode Standard Annex 9).

Levels come from python-bidi's readable implementation, step by step; what it lacks is added
between the steps: isolates (X5a to X6a) and paired brackets (N0).
"""

import unicodedata
from typing import Protocol, TypedDict, TypeVar

from bidi import algorithm
from bidi.mirror import MIRRORED

_RIGHT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_ISOLATES = {"\u2066": 0, "\u2067": 1, "\u2068": None}
_POP_ISOLATE = "\u2069"
_OBJECT = "\ufffc"
_DEEPEST = 60
_CLOSING = {
    opening: closing
    for opening, closing in MIRRORED.items()
    if unicodedata.category(opening) == "Ps" and unicodedata.category(closing) == "Pe"
}


class _Entry(TypedDict):
    """A character as python-bidi's algorithm carries it."""

    ch: str
    type: str
    orig: str
    level: int
    at: int


class HasLevel(Protocol):
    """Anything that stands on a line at an embedding level."""

    @property
    def level(self) -> int:
        """Embedding level after UAX #9; odd runs from right to left."""


_Item = TypeVar("_Item", bound=HasLevel)


def needs_order(text: str) -> bool:
    """Whether anything in the text runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(each) in _RIGHT for each in text)


def levels_of(text: str, base: int) -> list[int]:
    """The embedding level of every character.

    Args:
        text: One paragraph.
        base: 0 if the paragraph runs from left to right, 1 otherwise.
    """
    parts = list(_isolated(text)) if base < _DEEPEST else []
    if not parts:
        return _plain_levels(text, base)
    outer = list(text)
    for start, end, _ in parts:
        outer[start:end] = _OBJECT * (end - start)
    levels = _plain_levels("".join(outer), base)
    for start, end, direction in parts:
        inner = text[start:end]
        odd = _first_strong(inner) if direction is None else direction
        level = base + 1 if (base + 1) % 2 == odd else base + 2
        levels[start:end] = levels_of(inner, level)
    return levels


def visual_order(items: list[_Item]) -> list[_Item]:
    """Items of one line, from left to right (rule L2)."""
    if not items:
        return []
    highest = max(item.level for item in items)
    lowest_odd = min((item.level for item in items if item.level & 1), default=highest + 1)
    ordered = list(items)
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = end + 1
    return ordered


def _isolated(text: str) -> list[tuple[int, int, int | None]]:
    """Outermost isolates: first place inside, end, direction or None for the first strong one."""
    if not any(each in text for each in _ISOLATES):
        return []
    found: list[tuple[int, int, int | None]] = []
    depth, start, direction = 0, 0, None
    for at, character in enumerate(text):
        if character in _ISOLATES:
            if depth == 0:
                start, direction = at + 1, _ISOLATES[character]
            depth += 1
        elif character == _POP_ISOLATE and depth:
            depth -= 1
            if depth == 0 and at > start:
                found.append((start, at, direction))
    if depth and start < len(text):
        found.append((start, len(text), direction))
    return found


def _first_strong(text: str) -> int:
    depth = 0
    for character in text:
        if character in _ISOLATES:
            depth += 1
        elif character == _POP_ISOLATE:
            depth = max(0, depth - 1)
        elif depth == 0:
            kind = unicodedata.bidirectional(character)
            if kind in ("L", "R", "AL"):
                return int(kind != "L")
    return 0


def _plain_levels(text: str, base: int) -> list[int]:
    """Levels of a text whose isolates have been dealt with."""
    for mark in (*_ISOLATES, _POP_ISOLATE):
        text = text.replace(mark, _OBJECT)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "LR"[base & 1]
    algorithm.get_embedding_levels(text, storage)
    for at, entry in enumerate(storage["chars"]):
        entry["at"] = at
        entry["type"] = entry["type"] or "L"  # unassigned code points have no class of their own
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    for run in storage["runs"]:
        entries = storage["chars"][run["start"] : run["start"] + run["length"]]
        _resolve_brackets(entries, run["sor"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [-1] * len(text)
    for entry in storage["chars"]:
        levels[entry["at"]] = entry["level"]
    for at, level in enumerate(levels):
        if level < 0:  # X9 removed it: it stands where its neighbour stands
            levels[at] = levels[at - 1] if at else base
    return levels


def _resolve_brackets(entries: list[_Entry], before: str) -> None:
    """Rule N0: a pair of brackets takes the direction of what it encloses, or of its context.

    Args:
        entries: One level run after rule W7.
        before: The direction at the start of the run (sos).
    """
    for start, end in _bracket_pairs(entries):
        embedding = "LR"[entries[start]["level"] & 1]
        inside = {_strong(entries[at]["type"]) for at in range(start + 1, end)} - {None}
        if embedding in inside:
            direction = embedding
        elif inside:
            context = (_strong(entries[at]["type"]) for at in range(start - 1, -1, -1))
            earlier = next((each for each in context if each), before)
            direction = earlier if earlier in inside else embedding
        else:
            continue
        for at in (start, end):
            entries[at]["type"] = direction
            following = at + 1
            while following < len(entries) and entries[following]["orig"] == "NSM":
                entries[following]["type"] = direction
                following += 1


def _bracket_pairs(entries: list[_Entry]) -> list[tuple[int, int]]:
    """Pairs in the order of their opening brackets (BD16, with its stack of 63)."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, entry in enumerate(entries):
        if entry["type"] != "ON":
            continue
        character = entry["ch"]
        closing = _CLOSING.get(character)
        if closing is not None:
            if len(stack) == 63:
                return []
            stack.append((closing, at))
        elif any(character == expected for expected, _ in stack):
            while stack:
                expected, opened = stack.pop()
                if expected == character:
                    pairs.append((opened, at))
                    break
    return sorted(pairs)


def _strong(kind: str) -> str | None:
    """L or R as rule N0 counts them: numbers are R."""
    if kind == "L":
        return "L"
    return "R" if kind in ("R", "EN", "AN") else None
