"""Where a line may end (Unicode Standard Annex 14, by `uniseg`), made fast by classes.

`uniseg` follows the standard rule by rule at about 12,000 characters a second, some four pages.
Two things make up for that without changing its answers: text is cut where no rule looks across,
and what remains is asked for by its *shape*, in which every letter is `a`, every syllable `가`,
every ideograph `字`; shapes repeat endlessly and are remembered. Korean words are kept whole
(as `word-break: keep-all` in CSS), and Thai, which is written without spaces, may also break
before a vowel that opens a syllable.
"""

import re
import unicodedata
from functools import lru_cache

from uniseg.linebreak import LineBreak, line_break, line_break_boundaries

_HANGUL = frozenset({LineBreak.H2, LineBreak.H3, LineBreak.JL, LineBreak.JV, LineBreak.JT})
_LETTERS = frozenset({LineBreak.AL, LineBreak.AI, LineBreak.XX, LineBreak.SG})
_LETTER, _SYLLABLE, _IDEOGRAPH, _DIGIT = "a", "가", "字", "1"
_HEBREW, _MARK = "א", "\u0301"
_TOKEN = re.compile(r"[^ ]* *")
# Between two ideographs a line may always end, and no rule looks across; between two letters never.
_CUT = re.compile("(?<=字)(?=字)")
# A token longer than this is looked at in windows: `uniseg` takes time by the square of a run of
# marks or joiners. Between two windows no line ends.
_LONGEST = 80
_THAI = re.compile("[\u0e00-\u0e7f]")
_THAI_VOWEL = re.compile("(?<=[\u0e01-\u0e3a\u0e45-\u0e4e])(?=[\u0e40-\u0e44])")


class _Shapes(dict[int, str]):
    """Each character's stand-in: the same line breaking class, and the same width class."""

    def __missing__(self, code: int) -> str:
        shape = self[code] = _stand_in(chr(code))
        return shape


_SHAPES = _Shapes()


def break_points(text: str) -> list[int]:
    """The offsets after which a line may end, the last being the text's length.

    Args:
        text: Written text without line ends. Spaces belong to what stands before them.
    """
    points: list[int] = []
    start = 0
    for token in _TOKEN.finditer(text):
        end = token.end()
        if end < len(text) and not _ends_alone(text, token):
            continue
        if start < end:
            _inside(text[start:end], start, points)
            start = end
    return points


def may_cut(text: str, at: int) -> bool:
    """Whether a word too long for any line may be cut here: not within what is read as one."""
    before, after = text[at - 1], text[at]
    if after in "\u200c\u200d\ufe0e\ufe0f" or before == "\u200d":
        return False
    if "\udc00" <= after <= "\udfff":
        return False
    return unicodedata.category(after)[0] != "M" and after != "\u0e33"


def _ends_alone(text: str, token: re.Match[str]) -> bool:
    """Whether a line may end after this token whatever else stands on either side (LB18)."""
    end = token.end()
    word = token[0].rstrip(" ")
    if not word or end == token.start() + len(word):
        return False
    last, following = word[-1], text[end]
    if unicodedata.category(last) in ("Ps", "Pi") or last in "\u200b—⸺⸻":
        return False
    return _SHAPES[ord(following)] in (_LETTER, _HEBREW, _SYLLABLE, _IDEOGRAPH, _DIGIT)


def _inside(token: str, offset: int, points: list[int]) -> None:
    shape = token.translate(_SHAPES)
    if _IDEOGRAPH not in shape and len(shape) <= _LONGEST:
        points.extend(offset + at for at in _shape_breaks(shape))
    else:
        for piece in _CUT.split(shape):
            for start in range(0, len(piece), _LONGEST):
                found = _shape_breaks(piece[start : start + _LONGEST])
                whole = start + _LONGEST >= len(piece)
                points.extend(offset + at for at in (found if whole else found[:-1]))
                offset += min(_LONGEST, len(piece) - start)
    if _THAI.search(token):
        base = points[-1] - len(token)
        points.extend(base + match.start() for match in _THAI_VOWEL.finditer(token))
        points.sort()


@lru_cache(32768)
def _shape_breaks(shape: str) -> tuple[int, ...]:
    return tuple(line_break_boundaries(shape, property=_korean_words))


def _korean_words(character: str) -> LineBreak:
    """The class of a character, Korean syllables behaving like letters (keep-all)."""
    kind = line_break(character)
    return LineBreak.AL if kind in _HANGUL else kind


def _stand_in(character: str) -> str:
    kind = line_break(character)
    if kind in _HANGUL:
        return _SYLLABLE
    if kind in _LETTERS and not _counts_for_itself(character):
        return _LETTER
    if kind == LineBreak.HL:
        return _HEBREW
    if kind == LineBreak.CM:
        return _MARK
    if kind == LineBreak.SA:
        return _MARK if unicodedata.category(character) in ("Mn", "Mc") else _LETTER
    if kind == LineBreak.NU:
        return _DIGIT
    if kind == LineBreak.ID and unicodedata.category(character) == "Lo":
        return _IDEOGRAPH
    return character


def _counts_for_itself(character: str) -> bool:
    """Rules LB19a and LB28a look at width and at the dotted circle beside the class."""
    return character == "\u25cc" or unicodedata.east_asian_width(character) in "FWH"
