"""Texts in the encodings of one byte a letter that were usual before Unicode.

Every such encoding turns any bytes into some letters. The right one is that whose letters one
language is written with; the tables are `letters.tsv` and `function-words.tsv`.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from app.intake.words import rows, word_pieces

# Where several give the same text, the first one is named.
_ENCODINGS = (
    "cp1252", "iso8859_15", "cp1250", "iso8859_2", "iso8859_16", "cp1251", "koi8_r", "koi8_u",
    "cp1254", "iso8859_9", "cp1256", "iso8859_6", "cp1253", "iso8859_7", "cp1255", "iso8859_8",
    "cp1257", "iso8859_13", "iso8859_4", "iso8859_10", "iso8859_3", "iso8859_14", "iso8859_5",
    "cp874", "iso8859_11", "cp1258", "cp866", "cp1125", "cp855", "mac_cyrillic", "mac_roman",
    "mac_latin2", "mac_greek", "mac_turkish", "mac_iceland", "cp850", "cp858", "cp852", "cp775",
    "cp857", "cp437", "cp861", "cp863", "cp865", "cp737", "cp869", "cp862", "cp864", "cp720",
)  # fmt: skip
_MARKS = frozenset("“”„‘’‚«»‹›–—…•·°§©®™€£×½¼¾²³\u00a0\u00ad\u200c\u200d\u200e\u200f")
# Letters that any text may have in a name from elsewhere.
_FOREIGN_LETTERS = frozenset("áâäãåçéèêëíñóôöøüß")
_CAPITAL, _MARK, _FOREIGN, _STRANGE = 0.6, 0.4, -0.4, -2.5
# Share of strange signs that still lets a text pass, and of small words it must have.
_LEAST_FIT = 0.55
_FEWEST_SMALL_WORDS = 0.04
_LOOKED_AT = 24
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess:
    encoding: str
    language: str
    fit: float


@cache
def _letters() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Small letters and capitals of each language."""
    result = {}
    for language, small in rows("letters"):
        capitals = frozenset(small.upper()) - frozenset(small)
        result[language] = (frozenset(small), capitals)
    return result


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {
        language: frozenset(words.split())
        for language, words in rows("function-words")
        if "-" not in language
    }


def guess_encoding(sample: bytes) -> str | None:
    """The encoding of one byte a letter that makes a text of some language of the bytes.

    Returns:
        Python's name of the encoding; None where none fits well.
    """
    counts = Counter(byte for byte in sample if byte >= 0x80)
    if not counts:
        return None
    guesses = sorted(_guesses(counts), key=lambda guess: -guess.fit)[:_LOOKED_AT]
    best: tuple[float, str] | None = None
    texts: dict[str, str] = {}
    for guess in guesses:
        if guess.fit < _LEAST_FIT:
            continue
        if guess.encoding not in texts:
            texts[guess.encoding] = sample.decode(guess.encoding, "ignore").lower()
        small = _small_share(texts[guess.encoding], guess.language)
        if small < _FEWEST_SMALL_WORDS:
            continue
        score = guess.fit + min(small, 0.4)
        if best is None or score > best[0] + 1e-9:
            best = (score, guess.encoding)
    return best[1] if best else None


def _small_share(text: str, language: str) -> float:
    """Share of small words; in Thai, which sets no spaces, of signs in pieces of such words."""
    if language == "th":
        pieces = word_pieces("th")
        return sum(text.count(piece) * len(piece) for piece in pieces) / max(len(text), 1)
    words = _WORD.findall(text)
    known = _small_words().get(language, frozenset())
    return sum(word in known for word in words) / len(words) if words else 0.0


def _guesses(counts: Counter[int]) -> list[_Guess]:
    """How well each encoding's letters fit each language, 1 for nothing but its small letters."""
    total = counts.total()
    result = []
    for encoding in _ENCODINGS:
        signs: Counter[str] = Counter()
        undefined = 0
        for byte, count in counts.items():
            try:
                signs[bytes([byte]).decode(encoding)] += count
            except UnicodeDecodeError:
                undefined += count
        if undefined:
            continue
        for language, (small, capitals) in _letters().items():
            fit = sum(count * _worth(sign, small, capitals) for sign, count in signs.items())
            result.append(_Guess(encoding=encoding, language=language, fit=fit / total))
    return result


def _worth(sign: str, small: frozenset[str], capitals: frozenset[str]) -> float:
    if sign in small:
        return 1.0
    if sign in capitals:
        return _CAPITAL
    if sign in _MARKS:
        return _MARK
    return _FOREIGN if sign in _FOREIGN_LETTERS else _STRANGE
