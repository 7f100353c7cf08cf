"""Cues: words by which a line of a pasted page gives away what it is for.

One pass over the words of a line finds all of them. Tables: `resources/words/cues.tsv`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.intake.words import rows


class Cue(StrEnum):
    """What a word or phrase speaks for; also its name in the table."""

    MENU = "menu"
    ACTION = "action"
    LEGAL = "legal"
    RIGHTS = "rights"
    RELATED = "related"
    COMMENTS = "comments"
    COMMENT_MARK = "comment_mark"
    SOCIAL = "social"
    CAPTION = "caption"
    BYLINE = "byline"
    PUBLISHED = "published"
    UPDATED = "updated"
    ROLE = "role"
    EDITOR_NOTE = "editor_note"
    PUBLISHER = "publisher"
    KICKER = "kicker"
    PAGE_TOP = "page_top"
    ADVERT = "advert"


# Where in a line a phrase has to stand to count. Captions are looked for in the first words and
# in the last ones ("… Korea Photo by A. Person"); the rest anywhere in what is looked at.
_WHOLE_LINE = frozenset({Cue.MENU, Cue.KICKER, Cue.ADVERT})
_BEGINNING = frozenset(
    {
        Cue.RELATED, Cue.COMMENTS, Cue.BYLINE, Cue.PUBLISHED, Cue.UPDATED, Cue.EDITOR_NOTE,
        Cue.PAGE_TOP,
    }
)  # fmt: skip

# Long paragraphs are only looked at near their ends: that is where a cue means something.
_HEAD_WORDS = 24
_TAIL_WORDS = 8

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[©@&+=/(]")
# Chinese and Japanese signs, Thai, Hangul: words are not set apart reliably, phrases are looked
# for as pieces of the text.
# What a mail address looks like after a content network hid it; "email" says nothing there.
_HIDDEN_ADDRESS = re.compile(r"\[email.{1,3}protected\]")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_STEM = 3


@dataclass(frozen=True, slots=True)
class _Phrase:
    cue: Cue
    words: tuple[str, ...]
    open_end: bool
    second: str = ""


class _Lexicon:
    """All phrases, sorted for one pass."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[_Phrase]] = {}
        self.by_stem: dict[str, list[_Phrase]] = {}
        self.pieces: dict[Cue, list[str]] = {}
        for name, _, phrases in rows("cues"):
            for phrase in phrases.split(" | "):
                self._take(Cue(name), phrase.strip())
        self.piece_patterns = {
            cue: re.compile("|".join(map(re.escape, sorted(pieces, key=len, reverse=True))))
            for cue, pieces in self.pieces.items()
        }

    def _take(self, cue: Cue, phrase: str) -> None:
        if _UNSPACED.search(phrase):
            self.pieces.setdefault(cue, []).append(phrase)
            return
        open_end = phrase.endswith("*")
        words = tuple(tokens(phrase.strip("*")))
        if not words:
            return
        whole_second = len(words) > 1 and not (open_end and len(words) == 2)
        entry = _Phrase(cue, words, open_end, words[1] if whole_second else "")
        if len(words) == 1 and open_end:
            self.by_stem.setdefault(words[0][:_STEM], []).append(entry)
        else:
            self.by_word.setdefault(words[0], []).append(entry)


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


def spelled(text: str) -> list[str]:
    """The words of a line as they are spelled, and the few signs that cues are made of."""
    return _TOKEN.findall(_HIDDEN_ADDRESS.sub("", text) if "[" in text else text)


def tokens(text: str) -> list[str]:
    """The same in lower case, with straight apostrophes: what cues are compared with."""
    return [word.lower().replace("’", "'") for word in spelled(text)]


def find_cues(text: str, words: list[str] | None = None) -> dict[Cue, int]:
    """Count the cues of one line.

    Args:
        text: The line without its bullet.
        words: Its `tokens`, if they are at hand.
    """
    words = tokens(text) if words is None else words
    found: dict[Cue, int] = {}
    if len(words) > _HEAD_WORDS + _TAIL_WORDS:
        tail = words[-_TAIL_WORDS:]
        _match(words[:_HEAD_WORDS], found, at_start=True, whole=False)
        _match(tail, found, at_start=False, whole=False)
    else:
        _match(words, found, at_start=True, whole=True)
    if not text.isascii() and _UNSPACED.search(text):
        _match_pieces(text, found)
    return found


def _match(words: list[str], found: dict[Cue, int], *, at_start: bool, whole: bool) -> None:
    lexicon = _lexicon()
    by_word, by_stem = lexicon.by_word, lexicon.by_stem
    following = (*words[1:], "")
    for place, word in enumerate(words):
        for phrase in by_word.get(word, ()):
            # Most phrases fall at their second word.
            if phrase.second and phrase.second != following[place]:
                continue
            if _fits(phrase, words, place, at_start=at_start, whole=whole):
                found[phrase.cue] = found.get(phrase.cue, 0) + 1
        for phrase in by_stem.get(word[:_STEM], ()):
            if word.startswith(phrase.words[0]) and _allowed(
                phrase, len(words), place, at_start=at_start, whole=whole
            ):
                found[phrase.cue] = found.get(phrase.cue, 0) + 1


def _fits(phrase: _Phrase, words: list[str], place: int, *, at_start: bool, whole: bool) -> bool:
    length = len(phrase.words)
    if length > 1:
        window = words[place : place + length]
        if phrase.open_end:
            if window[:-1] != list(phrase.words[:-1]) or len(window) < length:
                return False
            if not window[-1].startswith(phrase.words[-1]):
                return False
        elif window != list(phrase.words):
            return False
    return _allowed(phrase, len(words), place, at_start=at_start, whole=whole)


def _allowed(phrase: _Phrase, count: int, place: int, *, at_start: bool, whole: bool) -> bool:
    if phrase.cue in _WHOLE_LINE:
        return whole and place == 0 and count == len(phrase.words)
    if phrase.cue in _BEGINNING:
        # "12 comments": a number may go before.
        return at_start and place <= 1
    if phrase.cue is Cue.CAPTION and len(phrase.words) == 1:
        # "Photo: …" begins a caption; within a sentence the word says nothing.
        return (at_start and place == 0) or phrase.words[0] == "©"
    return True


def _match_pieces(text: str, found: dict[Cue, int]) -> None:
    head = text[:60].strip()
    ends = head if len(text) <= 80 else head + " " + text[-20:]
    for cue, pattern in _lexicon().piece_patterns.items():
        if cue in _WHOLE_LINE:
            hit = pattern.fullmatch(head) is not None and len(text) <= 60
        elif cue in _BEGINNING:
            match = pattern.search(head[:12])
            hit = match is not None and match.start() <= 4
        else:
            hit = pattern.search(ends) is not None
        if hit:
            found[cue] = found.get(cue, 0) + 1
