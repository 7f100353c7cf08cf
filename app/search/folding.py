"""Spellings that mean the same letter become one: case, width, diacritics, digits, Arabic forms.

Text is first normalised as a whole (NFKC, then case folding: both are fast), then every word by
the rules of its language. Terms that come out hold no ASCII character but letters and digits.
"""

import re
import unicodedata
from functools import cache

from app.search.languages import Language, Script

# No-break, figure, thin and narrow no-break space between groups of three digits: `1 076`.
_SPACED_NUMBER = re.compile("(?<=\\d)[\u00a0\u2007\u2009\u202f](?=\\d{3}(?!\\d))")
_ARABIC_THOUSANDS = "\u066c"
# Footnote marks and fractions, which NFKC would melt into the word or number before them.
_RAISED = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u215f\u2189"
_RAISED_SIGN = re.compile(f"[{_RAISED}]")
_MELTING = re.compile(f"[{_RAISED}\u00a0\u2007\u2009\u202f]")

_TURKIC = str.maketrans({"I": "ı", "İ": "i"})

# Not seen, and not meant: soft hyphen, zero-width space and joiners, direction marks, BOM,
# tatweel, variation selectors.
IGNORABLE = (
    "\u00ad\u034f\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff"
)
_IGNORED = re.compile(f"[{IGNORABLE}]")

# Marks that are dropped when their letter does not need them: Latin, Greek and Cyrillic
# diacritics; Hebrew points; Arabic vowel and Quranic marks; the Devanagari nukta, which writers
# leave out at will. Vowel signs of Indic scripts are letters to a reader and stay.
_LOOSE_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)

# Letters that carry no separable mark, and spellings that writers mix.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
        "ı": "i", "ŧ": "t", "ŋ": "ng", "ĸ": "k", "ə": "e",
    }
)  # fmt: skip
_ARABIC = str.maketrans(
    {
        "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و",
        "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك",
    }
)  # fmt: skip
# What the Arabic stemmer has to be told: it takes a final ya away, but no alef maksura and no
# Persian ya. Alef and ta marbuta it tells apart to some use, and is given as they were written.
_ARABIC_ENDINGS = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك"})
# Candrabindu and anusvara mark the same nasal for most writers of Hindi.
_DEVANAGARI = str.maketrans({"ँ": "ं"})
# These are letters of their own in every language that writes them.
_CYRILLIC_KEEPS = frozenset("йїўѓќ")


def normalise(text: str, *, turkic: bool = False) -> str:
    """Bring text to the form in which words are looked for: NFKC and case folding.

    Args:
        text: Any text; lone surrogates and control characters are harmless.
        turkic: Fold capital I to the dotless letter, as Turkish and Azerbaijani do.
    """
    if turkic:
        text = text.translate(_TURKIC)
    if text.isascii():
        return text.lower()
    text = unmelt(text)
    return unicodedata.normalize("NFKC", text).casefold()


def unmelt(text: str) -> str:
    """Set apart what NFKC would melt together, changing no length.

    A space inside a number becomes a separator of thousands; raised signs become spaces.
    """
    if _MELTING.search(text) is None:
        return text
    return _RAISED_SIGN.sub(" ", _SPACED_NUMBER.sub(_ARABIC_THOUSANDS, text))


def fold_word(word: str, language: Language) -> str:
    """Fold one normalised word by the rules of its language; may come out empty."""
    if word.isascii():
        return word
    word = _IGNORED.sub("", unicodedata.normalize("NFC", word))
    word = _fold_digits(word)
    if language.keeps != "*":
        keeps = _kept(language)
        if keeps.isdisjoint(word):
            word = _bare(word)
        else:
            word = "".join(char if char in keeps else _bare(char) for char in word)
    if language.script is Script.ARABIC:
        word = word.translate(_ARABIC)
    elif language.script is Script.DEVANAGARI:
        word = word.translate(_DEVANAGARI)
    return unicodedata.normalize("NFC", word)


def ready_to_stem(word: str, language: Language) -> str:
    """Unify the letters of a normalised word that would lead its stemmer to two stems."""
    return word.translate(_ARABIC_ENDINGS) if language.stemmer == "arabic" else word


def skeleton(term: str) -> str:
    """Give a term without any diacritic, as somebody without the right keyboard types it."""
    return term if term.isascii() else unicodedata.normalize("NFC", _bare(term))


def _bare(text: str) -> str:
    loose = _LOOSE_MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", loose.translate(_LETTERS))


@cache
def _kept(language: Language) -> frozenset[str]:
    if language.script is Script.CYRILLIC:
        return _CYRILLIC_KEEPS | frozenset(language.keeps)
    return frozenset(language.keeps)


def _fold_digits(word: str) -> str:
    if not any(char.isdecimal() and char > "9" for char in word):
        return word
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)


def table_signature() -> str:
    """Spell out the tables of this file, for the version of the analysis."""
    tables = (_LETTERS, _ARABIC, _ARABIC_ENDINGS, _DEVANAGARI, sorted(_CYRILLIC_KEEPS), _TURKIC)
    return repr((tables, IGNORABLE, _LOOSE_MARKS.pattern, _MELTING.pattern))
