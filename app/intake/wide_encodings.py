"""UTF-16 and UTF-32 without a mark at their beginning, where what comes out is a text.

Almost any bytes are UTF-16 of something, mostly Chinese. A text is told by what people write: few
scripts, signs that exist, spaces or stops.
"""

import unicodedata
from collections import Counter

_ENCODINGS = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
_SAMPLE = 64 * 1024
_STOPS = frozenset(" \n,.،。、，؟।།်።")
_FEWEST_STOPS = 0.004
"""Of all signs; a page of Tibetan has more, and bytes that only seem to be Chinese none."""
_MOST_ODD = 0.002
_MOST_SCRIPTS = 3
_IN_THEM = 0.98
_MOST_PAIRS = 0.5
_ODD = frozenset(("Cc", "Cn", "Co", "Cs"))
_BESIDE_CJK = frozenset(
    ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH", "FULLWIDTH", "BOPOMOFO", "HANGUL")
)
_LAYOUT = frozenset("\t\n\v\f\r\x85")


def guess_wide_encoding(data: bytes) -> str:
    """The encoding that makes a text of the bytes; empty where none does.

    Args:
        data: The whole file.
    """
    if b"\x00" not in data[:_SAMPLE]:
        # Every text has a sign of ASCII somewhere: a line end, a figure, a space.
        return ""
    best, most = "", 0.0
    for encoding, width in _ENCODINGS:
        if len(data) % width:
            continue
        text = _beginning(data, encoding, width)
        share = _stops(text)
        if share > max(most, _FEWEST_STOPS) and _is_text(text):
            best, most = encoding, share
    return best


def odd_share(text: str) -> float:
    """How much of it are control signs, private signs and such that do not exist."""
    odd = sum(unicodedata.category(sign) in _ODD and sign not in _LAYOUT for sign in text)
    return odd / max(len(text), 1)


def _beginning(data: bytes, encoding: str, width: int) -> str:
    end = _SAMPLE if len(data) > _SAMPLE else len(data)
    # A sign of four bytes may be cut through where the sample ends.
    for cut in (end, end - width):
        try:
            return data[:cut].decode(encoding)
        except UnicodeError:
            continue
    return ""


def _stops(text: str) -> float:
    return sum(sign in _STOPS for sign in text) / max(len(text), 1)


def _is_text(text: str) -> bool:
    return odd_share(text) <= _MOST_ODD and _of_few_scripts(text) and not _of_pairs_of_letters(text)


def _of_few_scripts(text: str) -> bool:
    counted: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        if sign.isalpha():
            script = unicodedata.name(sign, "?").split()[0]
            counted["CJK" if script in _BESIDE_CJK else script] += count
    commonest = sum(count for _script, count in counted.most_common(_MOST_SCRIPTS))
    return commonest >= _IN_THEM * counted.total()


def _of_pairs_of_letters(text: str) -> bool:
    """Whether signs beyond Latin are mostly pairs of ASCII letters that stood beside each other.

    Of true Chinese every fourth sign is such a pair. Kana would be pairs with a nought.
    """
    wide = [ord(sign) for sign in text if ord(sign) > 0xFF]
    pairs = sum(
        0x20 <= code >> 8 < 0x7F and code >> 8 != 0x30 and 0x20 <= code & 0xFF < 0x7F
        for code in wide
    )
    return pairs > _MOST_PAIRS * len(wide)
