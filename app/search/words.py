"""What a word is: the one definition that indexing, questions, snippets and marks share.

A word is a run of letters, digits and their marks. A number may hold separators of thousands.
Scripts without spaces between words, and Korean, whose particles grow onto the words, give runs
that are cut into overlapping bigrams of letters with their marks; the last letter of a run stands
alone as well, so that every letter begins a term and a single one is found by prefix.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from app.search.folding import IGNORABLE, normalise, unmelt
from app.search.languages import Script

# Longer "words" are no words; both sides cut them here.
MAX_TERM = 64
# Stands between paragraphs, so that no phrase runs across.
BOUNDARY = "\u241e"

# Han, kana and bopomofo; writers put no space between words, but copying leaves some behind.
_HAN = (
    "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00016fe0-\U00016fe4\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
# Hangul and its jamo.
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"
# One space, or a line break with its indentation, between Han or kana parts nothing.
_STRAY_SPACE = f"(?<=[{_HAN}])(?: |\\n[ \\t]*)(?=[{_HAN}])"
# Thai and Lao, Burmese with its extensions, Khmer.
_SOUTH_EAST_ASIAN_BLOCKS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0x1780, 0x17DD),
)  # fmt: skip
# What may stand between groups of three digits.
THOUSANDS = ",.'\u2019\u066c"

_SCRIPT_RANGES: tuple[tuple[str, str, Script], ...] = (
    ("a", "\u024f", Script.LATIN),
    ("\u1e00", "\u1eff", Script.LATIN),
    ("\u0250", "\u02af", Script.LATIN),
    ("\u2c60", "\u2c7f", Script.LATIN),
    ("\ua720", "\ua7ff", Script.LATIN),
    ("\u0370", "\u03ff", Script.GREEK),
    ("\u1f00", "\u1fff", Script.GREEK),
    ("\u0400", "\u052f", Script.CYRILLIC),
    ("\u0530", "\u058f", Script.ARMENIAN),
    ("\u0590", "\u05ff", Script.HEBREW),
    ("\u0600", "\u077f", Script.ARABIC),
    ("\u08a0", "\u08ff", Script.ARABIC),
    ("\u0900", "\u097f", Script.DEVANAGARI),
    ("\u0b80", "\u0bff", Script.TAMIL),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or run as it stands in a text.

    Attributes:
        text: The normalised characters.
        places: For each of them the code points of the text it came from, `(start, end)`.
        unspaced: It is a run of a script that is cut into bigrams.
    """

    text: str
    places: list[tuple[int, int]]
    unspaced: bool


def _ranges(codes: Iterator[int]) -> str:
    """Write code points as the inside of a character class."""
    parts: list[str] = []
    first = last = -2
    for code in codes:
        if code == last + 1:
            last = code
            continue
        if first >= 0:
            parts.append(f"{chr(first)}-{chr(last)}")
        first = last = code
    if first >= 0:
        parts.append(f"{chr(first)}-{chr(last)}")
    return "".join(parts)


def _south_east_asian(categories: str) -> str:
    return _ranges(
        code
        for first, last in _SOUTH_EAST_ASIAN_BLOCKS
        for code in range(first, last + 1)
        if unicodedata.category(chr(code))[0] in categories
    )


def _unspaced_class() -> str:
    return _HAN + _HANGUL + _south_east_asian("LM")


_UNSPACED = re.compile(f"[{_unspaced_class()}]")


@cache
def _unit_pattern() -> re.Pattern[str]:
    """A letter of an unspaced script with the marks that hang on it."""
    return re.compile(f".[{_south_east_asian('M')}\u3099\u309a]{{0,7}}", re.DOTALL)


def _mark_class(unspaced: re.Pattern[str]) -> str:
    # Marks end in plane 1, but for the variation selectors, which are of no concern.
    return _ranges(
        code
        for code in range(0x300, 0x1F000)
        if unicodedata.category(chr(code))[0] == "M" and not unspaced.match(chr(code))
    )


@cache
def word_pattern() -> re.Pattern[str]:
    """Compile the definition of a word, for normalised text.

    A match is a run of an unspaced script, a number or a word.
    """
    unspaced = _unspaced_class()
    marks = _mark_class(_UNSPACED) + IGNORABLE
    letters = f"[^\\W_{unspaced}{IGNORABLE}]"
    return re.compile(
        f"[{unspaced}](?:[{unspaced}{IGNORABLE}]+|{_STRAY_SPACE})*"
        f"|(?<![^\\W_])\\d{{1,3}}(?:[{THOUSANDS}]\\d{{3}})+(?![^\\W_])"
        f"|{letters}+(?:[{marks}]+{letters}*)*"
    )


_ASCII_WORD = re.compile("(?<![^\\W_])\\d{1,3}(?:[,.']\\d{3})+(?![^\\W_])|[a-z0-9]+")
_SEPARATORS = re.compile(f"[{THOUSANDS}]")
_UNSEEN = re.compile(f"[{IGNORABLE}\\s]+")
_JOINS = re.compile(_STRAY_SPACE)


def find_words(normalised: str) -> list[str]:
    """List words and runs of a normalised text, numbers still with their separators."""
    pattern = _ASCII_WORD if normalised.isascii() else word_pattern()
    return pattern.findall(normalised)


def without_separators(word: str) -> str:
    """Make `1,076` into `1076`; other words hold no separator."""
    return _SEPARATORS.sub("", word) if word[0].isdecimal() else word


def is_unspaced(word: str) -> bool:
    """Say whether a piece found by `find_words` is a run of an unspaced script."""
    return not word.isascii() and _UNSPACED.match(word) is not None


_MEANS_MUCH = re.compile(f"[{_HAN}{_HANGUL}]")


def has_single_letters(letter: str) -> bool:
    """Say whether a single letter of this script says something: a syllable or an ideograph."""
    return _MEANS_MUCH.match(letter) is not None


def units(run: str) -> list[str]:
    """Cut a run of an unspaced script into letters with their marks."""
    return _unit_pattern().findall(_UNSEEN.sub("", run))


def placed_bigrams(run: Piece) -> Iterator[tuple[str, int, int]]:
    """Give the bigrams of a run with their places, the same as `bigrams(units(run.text))`."""
    seen = [(c, at) for c, at in zip(run.text, run.places, strict=True) if not _UNSEEN.match(c)]
    letters = [
        (match[0], seen[match.start()][1][0], seen[match.end() - 1][1][1])
        for match in _unit_pattern().finditer("".join(char for char, _ in seen))
    ]
    for (first, start, _), (second, _, end) in pairwise(letters):
        yield first + second, start, end
    yield from letters[-1:]


def bigrams(letters: list[str]) -> list[str]:
    """Pair each letter with the next; the last one stands alone."""
    pairs = ["".join(pair) for pair in pairwise(letters)]
    return [*pairs, *letters[-1:]]


def script_of(word: str) -> Script:
    """Name the script of a normalised word by its first letter."""
    for char in word:
        if char.isalpha():
            for first, last, script in _SCRIPT_RANGES:
                if first <= char <= last:
                    return script
            return Script.OTHER
    return Script.OTHER


def pieces(
    text: str, *, turkic: bool = False, only: Container[str] | None = None
) -> Iterator[Piece]:
    """Find words and runs with their places in the text as it was given.

    The same pieces come out as from `find_words(normalise(text))`, in the same order.

    Args:
        text: Any text.
        turkic: See `normalise`.
        only: Pass over all words and runs but these, which is much faster.
    """
    text = unmelt(text)
    normalised = normalise(text, turkic=turkic)
    if _keeps_places(text, normalised):
        yield from _pieces_in(normalised, None, 0, only)
        return
    start = 0
    for gap in [*re.finditer(r"\s+", text), None]:
        end = gap.start() if gap else len(text)
        if gap and _joins(text, gap):
            continue
        chunk = text[start:end]
        folded = normalise(chunk, turkic=turkic)
        kept = _keeps_places(chunk, folded)
        places = None if kept else _places(chunk, folded, turkic=turkic)
        yield from _pieces_in(folded, places, start, only)
        start = gap.end() if gap else end


def _joins(text: str, gap: re.Match[str]) -> bool:
    """Say whether a run may go on after a gap in a text that is not normalised yet."""
    around = text[max(0, gap.start() - 1) : gap.end() + 1]
    return _JOINS.search(normalise(around)) is not None


def _keeps_places(text: str, normalised: str) -> bool:
    """Say whether every character became exactly one: NFKC changed nothing, folding no length."""
    return len(text) == len(normalised) and unicodedata.is_normalized("NFKC", text)


def _pieces_in(
    normalised: str,
    places: list[tuple[int, int]] | None,
    offset: int,
    only: Container[str] | None,
) -> Iterator[Piece]:
    pattern = _ASCII_WORD if normalised.isascii() else word_pattern()
    for match in pattern.finditer(normalised):
        word = match[0]
        if only is not None and word not in only:
            continue
        start, end = match.span()
        if places is None:
            own = [(place, place + 1) for place in range(start + offset, end + offset)]
        else:
            own = [(first + offset, last + offset) for first, last in places[start:end]]
        yield Piece(word, own, is_unspaced(word))


def _places(chunk: str, folded: str, *, turkic: bool) -> list[tuple[int, int]]:
    """Say for each normalised character which code points of the chunk it came from."""
    places: list[tuple[int, int]] = []
    rebuilt: list[str] = []
    start = 0
    while start < len(chunk):
        end = start + 1
        while end < len(chunk) and unicodedata.combining(chunk[end]):
            end += 1
        part = normalise(chunk[start:end], turkic=turkic)
        rebuilt.append(part)
        places.extend([(start, end)] * len(part))
        start = end
    if "".join(rebuilt) != folded:
        # Conjoining jamo and the like reach across: such a chunk is one place.
        return [(0, len(chunk))] * len(folded)
    return places


def table_signature() -> str:
    """Spell out what the definition of a word depends on, for the version of the analysis."""
    return f"{unicodedata.unidata_version} {MAX_TERM} {word_pattern().pattern}"
