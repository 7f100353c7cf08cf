"""Spans of text: records count code points, Qt counts UTF-16 units."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text as Qt counts it: UTF-16 units from `start`, inclusive, to `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many UTF-16 units it holds."""
        return self.end - self.start


def to_units(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans in code points (start, end) as spans in UTF-16 units, sorted and without overlap.

    What lies outside the text is cut off; what is empty vanishes.
    """
    clipped = sorted(
        (max(0, start), min(len(text), end)) for start, end in spans if start < len(text)
    )
    found: list[Span] = []
    plain = text.isascii() or max(text, default="") <= "\uffff"
    last = 0
    for start, end in clipped:
        start = max(start, last)
        if end <= start:
            continue
        last = end
        if plain:
            found.append(Span(start, end))
        else:
            before = units(text[:start])
            found.append(Span(before, before + units(text[start:end])))
    return tuple(found)


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def sliced(text: str, span: Span) -> str:
    """The part of a text that a span in UTF-16 units names."""
    if max(text, default="") <= "\uffff":
        return text[span.start : span.end]
    data = text.encode("utf-16-le", "surrogatepass")
    return data[2 * span.start : 2 * span.end].decode("utf-16-le", "ignore")
