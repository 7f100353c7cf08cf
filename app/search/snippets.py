"""The lines that show why a record was found: a few words around what was asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.records.postings import Phrase, PostingsField, Terms
from app.records.record import Attachment
from app.search.marks import Mark, MarkSet, merged_places, placed_marks

WIDTH = 220
MOST = 3
# A long text has shown what it has to show after this many paragraphs that hold a word.
_ENOUGH = 24
_LEAD = 60
_ELLIPSIS = "…"
_BREAKS = re.compile(r"\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """A text that may be shown for a hit; already masked for whoever looks.

    Attributes:
        field: The part of the record it belongs to.
        text: One paragraph.
        language: What it was analysed as, BCP 47.
        segment: The paragraph's id in the record, or None where it has none.
        file: The attached file that it stands in, or None.
    """

    field: PostingsField
    text: str
    language: str | None = None
    segment: int | None = None
    file: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A part of a text with the places to mark.

    Attributes:
        field: The part of the record it comes from.
        text: About 220 characters, with an ellipsis where it was cut; on one line.
        marks: `(start, end)` in code points of `text`, in order, without overlap.
        segment: The paragraph's id in the record, or None.
        start: Where in the paragraph the snippet begins, in code points.
        file: The attached file that it comes from, or None.
    """

    field: PostingsField
    text: str
    marks: tuple[tuple[int, int], ...]
    segment: int | None = None
    start: int = 0
    file: Attachment | None = None


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a text around marks."""

    shown: ShownText
    place: int
    start: int
    end: int
    parts: frozenset[int]
    weight: float
    marks: tuple[tuple[int, int], ...]


def make_snippets(
    texts: Iterable[ShownText],
    marks: MarkSet,
    *,
    most: int = MOST,
    width: int = WIDTH,
) -> tuple[Snippet, ...]:
    """Choose the stretches that show most of what was asked for, in the order of the texts.

    Args:
        texts: Paragraphs in reading order; those of attached files last. They are looked into only
            for what the record itself does not show.
        marks: What the question asks for.
        most: Snippets wanted; the second and third only come if they show something.
        width: Length of a snippet in code points.

    Returns:
        None, if no text holds a word that was asked for.
    """
    windows: list[_Window] = []
    seen: set[Terms | Phrase] = set()
    for place, shown in enumerate(texts):
        wanted = marks.within(shown.field)
        if shown.field is PostingsField.ATTACHMENT and seen.issuperset(wanted.parts):
            break
        found = placed_marks(shown.text, shown.language, wanted)
        if found:
            windows.append(_best_window(shown, place, found, width))
            seen.update(wanted.parts[mark.part] for mark in found)
            if len(windows) >= _ENOUGH:
                break
    chosen: list[_Window] = []
    told: set[tuple[PostingsField, int]] = set()
    while windows and len(chosen) < most:
        best = max(windows, key=lambda window: (_gain(window, told), -window.place))
        windows.remove(best)
        chosen.append(best)
        told.update((best.shown.field, part) for part in best.parts)
    chosen.sort(key=lambda window: window.place)
    return tuple(_snippet(window) for window in chosen)


def opening_snippet(texts: Iterable[ShownText], *, width: int = WIDTH) -> tuple[Snippet, ...]:
    """Show the beginning of the first text, where a question asked for no word."""
    for shown in texts:
        if shown.text.strip():
            start, end = _stretch(shown.text, 0, 0, width)
            return (_snippet(_Window(shown, 0, start, end, frozenset(), 0.0, ())),)
    return ()


def _gain(window: _Window, told: set[tuple[PostingsField, int]]) -> float:
    new = sum((window.shown.field, part) not in told for part in window.parts)
    return 10.0 * new + window.weight


def _best_window(shown: ShownText, place: int, found: list[Mark], width: int) -> _Window:
    """Find the stretch with the most different parts of the question, then the most marks."""
    found.sort(key=lambda mark: mark.start)
    best: tuple[float, int, int, int] | None = None
    last = 0
    for first in range(len(found)):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1].end <= found[first].start + width - _LEAD:
            last += 1
        inside = found[first : last + 1]
        value = 10.0 * len({mark.part for mark in inside}) + min(len(inside), 9)
        if best is None or value > best[0]:
            best = (value, first, last, len(inside))
    assert best is not None
    value, first, last, _ = best
    start, end = _stretch(shown.text, found[first].start, found[last].end, width)
    parts = frozenset(mark.part for mark in found[first : last + 1])
    return _Window(shown, place, start, end, parts, value, merged_places(found))


def _stretch(text: str, first: int, last: int, width: int) -> tuple[int, int]:
    """Widen a stretch to the width of a snippet, and to whole words where they are near."""
    if len(text) <= width:
        return 0, len(text)
    start = max(0, min(first - _LEAD, len(text) - width))
    end = min(len(text), max(start + width, last))
    if start > 0:
        space = _BREAKS.search(text, start, min(start + 24, first))
        start = space.end() if space else start
    if end < len(text):
        cut = max(
            text.rfind(" ", max(last, end - 24), end), text.rfind("\n", max(last, end - 24), end)
        )
        end = cut if cut > last else end
    return start, end


def _snippet(window: _Window) -> Snippet:
    shown = window.shown
    before = _ELLIPSIS if window.start > 0 else ""
    after = _ELLIPSIS if window.end < len(shown.text) else ""
    shift = len(before) - window.start
    places = tuple(
        (start + shift, end + shift)
        for start, end in window.marks
        if start >= window.start and end <= window.end
    )
    line = _BREAKS.sub(" ", shown.text[window.start : window.end])
    return Snippet(
        field=shown.field,
        text=f"{before}{line}{after}",
        marks=places,
        segment=shown.segment,
        start=window.start,
        file=shown.file,
    )
