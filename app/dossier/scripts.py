"""Which script a text is written in, and so which fonts and which direction it needs."""

import re
from collections import Counter
from functools import lru_cache

# Languages whose script is not Latin, Cyrillic or Greek, with the ranges that show their script.
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ko", "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"),
    ("ja", "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
    ("ar", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"),
    ("he", "\u0590-\u05ff\ufb1d-\ufb4f"),
    ("th", "\u0e00-\u0e7f"),
    ("hi", "\u0900-\u097f\ua8e0-\ua8ff"),
)
_FOREIGN = re.compile("[" + "".join(ranges for _, ranges in _SCRIPTS) + "]")
_EACH = tuple((language, re.compile(f"[{ranges}]")) for language, ranges in _SCRIPTS)
_LETTER = re.compile(r"[^\W\d_]")

# Languages written in a script of the table, by primary subtag; everything else is Latin-like.
_WRITTEN_IN = {
    "ko": "ko", "ja": "ja", "zh": "zh", "yue": "zh", "wuu": "zh", "lzh": "zh",
    "ar": "ar", "fa": "ar", "ur": "ar", "ps": "ar", "ckb": "ar", "ug": "ar", "sd": "ar",
    "he": "he", "yi": "he", "th": "th", "hi": "hi", "mr": "hi", "ne": "hi", "sa": "hi",
}  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "he"})
LATIN = "en"


@lru_cache(4096)
def script_of_language(language: str) -> str:
    """The script group of a BCP 47 tag: ko, ja, zh, ar, he, th, hi, or `en` for all others."""
    primary = language.replace("_", "-").split("-", 1)[0].casefold()
    return _WRITTEN_IN.get(primary, LATIN)


def script_of_text(text: str, language: str | None) -> str:
    """The script group a paragraph is set in.

    The stated language decides as long as its script is there at all; a Korean line inside an
    English record is Korean nevertheless.

    Args:
        text: The paragraph.
        language: BCP 47 tag of the paragraph or its record, or None.
    """
    stated = script_of_language(language or "und")
    if not _FOREIGN.search(text):
        return LATIN if _LETTER.search(text) else stated
    counts = Counter({script: len(pattern.findall(text)) for script, pattern in _EACH})
    if stated == "ja" and counts["zh"]:
        counts["ja"] += counts.pop("zh")
    elif counts["ja"] and stated != "zh":
        # Kana and Han together are Japanese.
        counts["ja"] += counts.pop("zh", 0)
    elif stated == "ko" and counts["ko"]:
        counts["ko"] += counts.pop("zh", 0)
    foreign = sum(counts.values())
    latin = len(_LETTER.findall(text)) - foreign
    if stated != LATIN and counts[stated] * 4 >= latin:
        return stated
    best, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    # One ideograph or syllable says about as much as two Latin letters and more.
    return best if count * 2 > latin else LATIN
