"""Whether everything that was handed in can be read in the finished file."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.dossier.body import in_body_order, shown_translation
from app.dossier.cover import usual_classification
from app.dossier.fonts import uncovered
from app.dossier.order import DossierOrder, DossierRecord
from app.dossier.read_back import ReadDossier, ReadPage
from app.dossier.written_text import code_point, one_line, written

# White space, hyphens, direction marks, joiners, controls: extraction adds, drops and moves them.
_LEFT_ASIDE = re.compile(
    "[\\s\\-\u00ad\u2010\u2011\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\x00-\x1f\x7f-\x9f\U000e0100-\U000e01ef]+"
)
_WORD = re.compile(r"\w+")
_RIGHT = frozenset({"R", "AL", "AN"})
# A paragraph that goes on over a page is found in pieces; none is shorter than this.
_SHORTEST_PIECE = 8
_MOST_ATTEMPTS = 200
# How many letters after a piece may agree with the rest by chance.
_CHANCE = 12
# How far beyond the last find the next is looked for, before the whole text is searched.
_NEAR = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingParagraph:
    """A paragraph that was handed in and cannot be found in the file.

    Attributes:
        code: The record it belongs to.
        segment: Its number; 0 for the title.
    """

    code: str
    segment: int


def missing_paragraphs(order: DossierOrder, dossier: ReadDossier) -> tuple[MissingParagraph, ...]:
    """Paragraphs of the order that the file's text does not hold.

    Of a paragraph with words from right to left it is asked that all its words are there, since
    extraction guesses the order of mixed directions from what it sees.
    """
    reader = _Reader(order, dossier)
    missing: list[MissingParagraph] = []
    for entry in in_body_order(order):
        for segment, text in _handed_in(order, entry):
            if not reader.has(text):
                missing.append(MissingParagraph(code=entry.code, segment=segment))
    return tuple(dict.fromkeys(missing))


def compared(text: str) -> str:
    """Text without what extraction changes: compatibility forms, white space, hyphens."""
    return _LEFT_ASIDE.sub("", unicodedata.normalize("NFKD", text))


class _Reader:
    """The text of the whole file, searched from where the last paragraph was found."""

    def __init__(self, order: DossierOrder, dossier: ReadDossier) -> None:
        words = (one_line(order.code), order.classification or usual_classification(order.purpose))
        head = compared(" · ".join(word for word in words if word))
        self._text = "".join(_without_head(page, head) for page in dossier.pages)
        self._pages = dossier.pages
        self._words: set[str] | None = None
        self._at = 0

    def has(self, text: str) -> bool:
        wanted = compared(_as_shown(text))
        found = self._text.find(wanted, self._at, self._at + len(wanted) + _NEAR)
        if found >= 0:
            self._at = found
            return True
        if any(unicodedata.bidirectional(character) in _RIGHT for character in text):
            return self._has_words(text) or self._has_pieces(wanted)
        return self._has_pieces(wanted) or wanted in self._text

    def _has_pieces(self, wanted: str) -> bool:
        """Whether the text is there in pieces, one after the other.

        A paragraph beside its translation is cut where the page ends, and what follows each piece
        may by chance begin as the paragraph goes on: then a shorter piece is the right one.
        """
        text = self._text[self._at : self._at + len(wanted) * 3 + _NEAR]
        waiting = [(0, 0)]
        for _attempt in range(_MOST_ATTEMPTS):
            if not waiting:
                return False
            done, after = waiting.pop()
            longest = _longest_start(wanted[done:], text, after)
            if done + longest == len(wanted):
                return True
            shortest = max(_SHORTEST_PIECE, longest - _CHANCE)
            for length in range(shortest, longest + 1):
                place = text.find(wanted[done : done + length], after)
                waiting.append((done + length, place + length))
        return False

    def _has_words(self, text: str) -> bool:
        if self._words is None:
            self._words = {
                compared(word)
                for page in self._pages
                for word in _WORD.findall(unicodedata.normalize("NFKC", page.text))
            }
        shown = unicodedata.normalize("NFKC", _as_shown(text))
        words = {compared(word) for word in _WORD.findall(shown)}
        # A word too long for its column goes on in the next line.
        return all(word in self._words or word in self._text for word in words)


def _longest_start(wanted: str, text: str, after: int) -> int:
    """The length of the longest beginning of `wanted` that the text holds."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if text.find(wanted[:middle], after) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def _without_head(page: ReadPage, head: str) -> str:
    text = compared(page.text)
    for start in (f"{page.number}{head}", f"{head}{page.number}"):
        if text.startswith(start):
            return text[len(start) :]
    return text


def _as_shown(text: str) -> str:
    """As the page shows it: characters that no font has by their number."""
    shown = written(text)
    for character in uncovered(shown):
        shown = shown.replace(character, code_point(character))
    return shown


def _handed_in(order: DossierOrder, entry: DossierRecord) -> Iterator[tuple[int, str]]:
    """Every text of a record that the dossier shows, with its segment's number."""
    record = entry.record
    yield 0, record.title
    yield 0, record.text.summary
    translation = shown_translation(order, entry)
    beside = {each.segment: each.text for each in translation.segments} if translation else {}
    for segment in record.text.segments:
        for text in (segment.text, beside.get(segment.id, "")):
            for part in re.split(r"[\t\n]", written(text)):
                if part.strip():
                    yield segment.id, part
