"""What one line looks like, whatever stands around it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from app.intake.cues import Cue, find_cues, spelled
from app.intake.lines import Line
from app.intake.words import function_words, month_numbers, word_pieces

# Average letters of a word in scripts without spaces between words (measured on the Universal
# Declaration of Human Rights against its translations with spaces).
_WIDE_LETTERS_PER_WORD = 1.7
_SOUTH_EAST_LETTERS_PER_WORD = 4.5

_WIDE_RANGES = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SOUTH_EAST_RANGES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WIDE = re.compile(f"[{_WIDE_RANGES}]")
_SOUTH_EAST = re.compile(f"[{_SOUTH_EAST_RANGES}]")
_UNSPACED_RUN = re.compile(f"[{_WIDE_RANGES}{_SOUTH_EAST_RANGES}]+")
_SEMITIC = re.compile("[\u05d0-\u05ea\u0621-\u064a]")
_HANGUL = re.compile("[\uac00-\ud7a3]")

_SENTENCE_END = re.compile(
    r"(?:[.!?。！？؟।…։።‽](?:[\"'”’»)\]」』）】›]|\s*\[\d+\]|\d{1,2}$)*|다[\"'”’」』]?)$"
)
_SENTENCE = re.compile(r"[.!?؟।](?=[\"'”’»)\]]*(?:\s|$))|[。！？]")
_COMMA = re.compile(r"[,;，、،；]")
_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(
    r"https?:|www\.|\S@\S|\[email|\w\.(?:com|org|net|info|html?)\b", re.IGNORECASE
)
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|svg|gif|webp|bmp|ico|mp4|mp3|pdf)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s[|·•/›»>~–]\s|\|| {3,}")
_GLUED = re.compile(r"[a-zà-ÿа-яё.!?\d][A-ZÀ-ÞА-ЯЁ][a-zà-ÿа-яё]")
_QUOTES = frozenset("\"“„«「『‘»'")
# What the patterns above need to be found at all; looking for one sign is much quicker.
_STOP_SIGNS = frozenset(".!?؟।。！？…։‽")
_COMMA_SIGNS = frozenset(",;，、،；")
_SEPARATOR_SIGNS = frozenset("|·•/›»>~–")
_FILE_ENDING = re.compile(r"\.(?:png|jpe?g|svg|gif|webp|bmp|ico|mp4|mp3|pdf)\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(
    r"(?<!\d)(?:\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?!\d)"
)
_AGO = re.compile(
    r"\b\d+\s*(?:[smhdw]|sec\w*|min\w*|hours?|hrs?|days?|weeks?|months?|years?)\.?\s+ago\b"
    r"|\b(?:an?|one) (?:minute|hour|day|week|month|year) ago\b"
    r"|\bvor \d+ (?:minuten?|stunden?|tag|woche|monat|jahr)|\bil y a \d+|\bhace \d+"
    r"|\d+\s*(?:分钟前|分鐘前|小时前|小時前|天前|分前|時間前|日前|분 전|시간 전|일 전)"
    r"|\d+ (?:часов|часа|минут|минуты|дней|дня) назад|منذ \d+"
)
_AGO_WORDS = ("ago", "vor ", "il y a", "hace", "前", "전", "назад", "منذ")
_SPEAKS_TO = frozenset(
    [
        "i",
        "we",
        "my",
        "our",
        "you",
        "your",
        "ich",
        "wir",
        "mein",
        "unser",
        "sie",
        "ihr",
        "ihre",
        "je",
        "nous",
        "vous",
        "votre",
        "yo",
        "su",
        "tu",
    ]
)
_ENDS_OPEN = ("...", "…", "[…]", "»", "›", ">", "→", "[...]")
_LOOKED_AT = 180
_SHORT_LINE = 60
_CONTENT_LOOKED_AT = 400


class Shape(NamedTuple):
    """Measures of one line. A named tuple, since a page makes hundreds of them.

    Attributes:
        words: Words; signs of scripts without spaces count as their usual share of a word.
        function_share: Share of small words ("the", "of"), 0 to 1.
        sentences: Ends of sentences.
        ends_sentence: Whether the line ends as a sentence does.
        comma_rate: Commas per word.
        capital_share: Share of words with a capital; 0.3 where the script has none.
        digit_share: Share of signs that are digits.
        prose: Words, if the line reads like running prose, else less, down to 0.
        cues: What its words speak for.
        variety: Different words per word.
        content: Its words that say what it is about, in lower case; pieces of two signs in scripts
            without spaces.
    """

    words: float
    letters: int
    function_share: float
    sentences: int
    ends_sentence: bool
    comma_rate: float
    capital_share: float
    digit_share: float
    prose: float
    cues: dict[Cue, int]
    has_date: bool
    has_ago: bool
    has_address: bool
    file_names: int
    separators: int
    glued: int
    opens_quote: bool
    ends_open: bool
    ends_colon: bool
    all_capitals: bool
    capital_start: bool
    speaks_to: bool
    variety: float
    content: frozenset[str]

    def has(self, cue: Cue) -> bool:
        """Whether a cue was found."""
        return cue in self.cues

    @property
    def short(self) -> bool:
        """Not a sentence, and short: what menus and lists of headlines are made of."""
        return self.words < 9 and not self.ends_sentence


def measure_all(lines: Sequence[Line]) -> tuple[Shape, ...]:
    """The shapes of all lines; menus that stand twice on a page are looked at once."""
    known: dict[str, Shape] = {}
    result = []
    for line in lines:
        shape = known.get(line.raw)
        if shape is None:
            shape = known[line.raw] = measure(line)
        result.append(shape)
    return tuple(result)


def measure(line: Line) -> Shape:
    """Look at one line by itself."""
    if len(line.raw) <= _SHORT_LINE:
        return _measured_again(line.text, line.bare, line.raw)
    return _measured(line.text, line.bare, line.raw)


@lru_cache(maxsize=10_000)
def _measured_again(text: str, bare: str, raw: str) -> Shape:
    """Short lines are the same on many pages: "Home", "Contact", the menu of a site."""
    return _measured(text, bare, raw)


def _measured(text: str, bare: str, raw: str) -> Shape:
    signs = set(text)
    spelling = spelled(bare)
    lower = " ".join(spelling).lower().replace("’", "'").split(" ") if spelling else []
    words, small = _count_words(text, lower)
    function_share = min(small / words, 1.0) if words >= 1 else 0.0
    capitals = sum([word[0].isupper() for word in spelling])
    cased = capitals + sum([word[0].islower() for word in spelling])
    digits = sum(map(len, _DIGITS.findall(text)))
    commas = 0 if signs.isdisjoint(_COMMA_SIGNS) else len(_COMMA.findall(text))
    stops = not signs.isdisjoint(_STOP_SIGNS)
    sentences = len(_SENTENCE.findall(text)) if stops else 0
    ends_sentence = (stops or "다" in signs) and _SENTENCE_END.search(text[-24:]) is not None
    head = text[:_LOOKED_AT]
    cues = find_cues(bare, lower)
    glued = len(_GLUED.findall(text)) if len(text) < 400 else 0
    prose = _prose(words, function_share, ends_sentence=ends_sentence, breaks=commas + sentences)
    if words < 25 and capitals > 0.6 * cased:
        prose = 0.0  # A headline in title case, though it ends in "N.Y."
    return Shape(
        words=words,
        letters=len(text),
        function_share=function_share,
        sentences=sentences,
        ends_sentence=ends_sentence,
        comma_rate=commas / (words + 1),
        capital_share=capitals / cased if cased else 0.3,
        digit_share=digits / len(text),
        prose=_less_for_cues(prose, words, cues, glued),
        cues=cues,
        has_date=digits > 0 and has_date(head, lower),
        has_ago=words < 16 and digits > 0 and _says_ago(head.lower()),
        has_address=_may_hold_address(head) and _ADDRESS.search(head) is not None,
        file_names=len(_FILE_NAME.findall(head)) if _FILE_ENDING.search(head) else 0,
        separators=_count_separators(raw),
        glued=glued,
        opens_quote=text[0] in _QUOTES,
        ends_open=text.endswith(_ENDS_OPEN),
        ends_colon=text.endswith((":", "：")),
        all_capitals=cased > 0 and text.isupper(),
        capital_start=bool(spelling) and spelling[0][0].isupper(),
        speaks_to=not _SPEAKS_TO.isdisjoint(lower[:40]),
        variety=len(set(lower)) / len(lower) if lower else 1.0,
        content=_content(text, lower),
    )


def _says_ago(lower: str) -> bool:
    return any(word in lower for word in _AGO_WORDS) and _AGO.search(lower) is not None


def _count_separators(raw: str) -> int:
    head = raw[:_LOOKED_AT].strip()
    if _SEPARATOR_SIGNS.isdisjoint(head) and "   " not in head:
        return 0
    return len(_SEPARATOR.findall(head))


def _may_hold_address(text: str) -> bool:
    return "." in text or "@" in text or ":/" in text or "[e" in text


def _content(text: str, lower: list[str]) -> frozenset[str]:
    known = function_words()
    words = {word for word in lower if len(word) > 3} - known
    if not text.isascii():
        for run in _UNSPACED_RUN.findall(text[:_CONTENT_LOOKED_AT]):
            words.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(words)


def has_date(text: str, lower_words: list[str]) -> bool:
    """Whether a day is named: in figures, or as a month's name beside a number."""
    if _NUMERIC_DATE.search(text) or "年" in text or "년" in text:
        return True
    months = month_numbers()
    for place, word in enumerate(lower_words[:40]):
        if word in months:
            around = lower_words[max(place - 2, 0) : place] + lower_words[place + 1 : place + 3]
            if any(each[0].isdigit() for each in around):
                return True
    return False


def unspaced_share(text: str) -> float:
    """Share of the signs that belong to scripts without spaces between words."""
    return sum(map(len, _UNSPACED_RUN.findall(text))) / max(len(text), 1)


def _count_words(text: str, lower: list[str]) -> tuple[float, float]:
    """Words, and how many of them are small words."""
    known = function_words()
    if text.isascii():
        return float(sum([word[0].isalpha() for word in lower])), float(
            sum(map(known.__contains__, lower))
        )
    wide, south_east = len(_WIDE.findall(text)), len(_SOUTH_EAST.findall(text))
    if not wide and not south_east:
        letters = [word for word in lower if word[0].isalpha()]
        small = float(sum(1 for word in letters if word in known))
        if _HANGUL.search(text):
            small += 0.8 * sum(1 for word in letters if word.endswith(word_pieces("ko")))
        elif _SEMITIC.search(text):
            # "And" is a letter at the beginning of a word there.
            small += 0.5 * sum(1 for word in letters if len(word) > 3 and word[0] in "وفוש")
        return float(len(letters)), small
    spaced = [word for word in lower if word[0].isalpha() and not _UNSPACED_RUN.match(word)]
    small = float(sum(1 for word in spaced if word in known))
    pieces = (*word_pieces("zh"), *word_pieces("ja"))
    small += min(sum(text.count(piece) for piece in pieces), wide * 0.45) if wide else 0
    small += sum(text.count(piece) for piece in word_pieces("th")) if south_east else 0
    count = len(spaced) + wide / _WIDE_LETTERS_PER_WORD
    return count + south_east / _SOUTH_EAST_LETTERS_PER_WORD, small


def _prose(words: float, function_share: float, *, ends_sentence: bool, breaks: int) -> float:
    if words >= 7 and function_share >= 0.12 and (ends_sentence or (words >= 20 and breaks)):
        return words
    if words >= 14 and function_share >= 0.2:
        return words / 2
    return 0.0


def _less_for_cues(prose: float, words: float, cues: dict[Cue, int], glued: int) -> float:
    """Calls to subscribe and legal notes are written in sentences too."""
    if not prose:
        return 0.0
    if Cue.LEGAL in cues or Cue.ACTION in cues:
        prose *= 0.6 if words > 35 else 0.25
    if glued >= 2 and words < 40:
        prose *= 0.5
    if Cue.RIGHTS in cues:
        prose *= 0.2
    return prose
