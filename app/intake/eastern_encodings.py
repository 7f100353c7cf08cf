"""Texts in the old encodings of Chinese, Japanese and Korean, with two bytes for most signs.

Almost any bytes can be read in several of them; the right one gives the signs that a language
uses most (`frequent-signs.tsv`), or kana.
"""

import re
from functools import cache

from app.intake.words import rows

# Japanese goes first: its kana lie in the same place in the Chinese and Korean sets.
_ENCODINGS = (
    ("cp932", "ja"), ("euc_jp", "ja"), ("euc_jis_2004", "ja"), ("cp949", "ko"), ("johab", "ko"),
    ("gb18030", "zh"), ("cp950", "zh"), ("big5hkscs", "zh"),
)  # fmt: skip
_KANA = re.compile("[\u3041-\u3093\u30a1-\u30f6\u30fc]")
_EASTERN = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\uff61-\uff9f]")
_LEAST = {"ja": 0.15, "ko": 0.25, "zh": 0.15}
_FEWEST_SIGNS = 12


def guess_eastern_encoding(sample: bytes) -> str | None:
    """The encoding that makes Chinese, Japanese or Korean of the bytes.

    Args:
        sample: Text that does not end within a sign.

    Returns:
        Python's name of the encoding; None where none fits well.
    """
    best, chosen = 0.0, None
    for encoding, language in _ENCODINGS:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        signs = len(_EASTERN.findall(text))
        if signs < _FEWEST_SIGNS or len(_PRIVATE.findall(text)) > 0.02 * signs:
            continue
        share = _share(text, language) / signs
        score = share / _LEAST[language]
        if score >= 1 and score > best + 1e-9:
            best, chosen = score, encoding
    return chosen


def _share(text: str, language: str) -> float:
    if language == "ja":
        return len(_KANA.findall(text))
    frequent = _frequent(language)
    return sum(sign in frequent for sign in text)


@cache
def _frequent(language: str) -> frozenset[str]:
    return frozenset(
        sign for tag, signs in rows("frequent-signs") if tag == language for sign in signs
    )
