"""The one table of languages: which script, which stemmer, which letters keep their marks.

Adding a language is adding a row. Stemmers are Snowball's, by the names PyStemmer gives them.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Script(StrEnum):
    """Writing systems that analysis tells apart (ISO 15924 codes)."""

    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    GREEK = "Grek"
    ARABIC = "Arab"
    HEBREW = "Hebr"
    ARMENIAN = "Armn"
    DEVANAGARI = "Deva"
    TAMIL = "Taml"
    UNSPACED = "Zsym"
    OTHER = "Zyyy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How words of one language are folded and stemmed.

    Attributes:
        code: BCP 47 primary subtag; `und-…` rows serve text whose language is not known.
        script: The script this row applies to; words in other scripts use that script's first row.
        stemmer: Snowball algorithm, or empty for none.
        keeps: Letters whose diacritic makes them another letter; `*` keeps every diacritic.
        turkic: Capital I is the dotless letter.
        many_endings: Words change so much that short beginnings help to bring them together.
    """

    code: str
    script: Script
    stemmer: str = ""
    keeps: str = ""
    turkic: bool = False
    many_endings: bool = False


# The first row of a script serves words in that script whose language is not stated.
LANGUAGES: tuple[Language, ...] = (
    Language(code="en", script=Script.LATIN, stemmer="english"),
    Language(code="ru", script=Script.CYRILLIC, stemmer="russian"),
    Language(code="el", script=Script.GREEK, stemmer="greek"),
    Language(code="ar", script=Script.ARABIC, stemmer="arabic", many_endings=True),
    Language(code="he", script=Script.HEBREW),
    Language(code="hy", script=Script.ARMENIAN, stemmer="armenian"),
    Language(code="hi", script=Script.DEVANAGARI, stemmer="hindi"),
    Language(code="ta", script=Script.TAMIL, stemmer="tamil"),
    Language(code="und-unspaced", script=Script.UNSPACED),
    Language(code="und", script=Script.OTHER),
    Language(code="az", script=Script.LATIN, keeps="çğıöşüə", turkic=True),
    Language(code="ca", script=Script.LATIN, stemmer="catalan"),
    Language(code="cs", script=Script.LATIN, stemmer="czech"),
    Language(code="da", script=Script.LATIN, stemmer="danish", keeps="æøå"),
    Language(code="de", script=Script.LATIN, stemmer="german"),
    Language(code="eo", script=Script.LATIN, stemmer="esperanto"),
    Language(code="es", script=Script.LATIN, stemmer="spanish", keeps="ñ"),
    Language(code="et", script=Script.LATIN, stemmer="estonian", keeps="äöõü"),
    Language(code="eu", script=Script.LATIN, stemmer="basque"),
    Language(code="fi", script=Script.LATIN, stemmer="finnish", keeps="åäö"),
    Language(code="fr", script=Script.LATIN, stemmer="french"),
    Language(code="ga", script=Script.LATIN, stemmer="irish"),
    Language(code="hu", script=Script.LATIN, stemmer="hungarian"),
    Language(code="id", script=Script.LATIN, stemmer="indonesian"),
    Language(code="it", script=Script.LATIN, stemmer="italian"),
    Language(code="lt", script=Script.LATIN, stemmer="lithuanian"),
    Language(code="nb", script=Script.LATIN, stemmer="norwegian", keeps="æøå"),
    Language(code="nn", script=Script.LATIN, stemmer="norwegian", keeps="æøå"),
    Language(code="no", script=Script.LATIN, stemmer="norwegian", keeps="æøå"),
    Language(code="nl", script=Script.LATIN, stemmer="dutch"),
    Language(code="pl", script=Script.LATIN, stemmer="polish"),
    Language(code="pt", script=Script.LATIN, stemmer="portuguese"),
    Language(code="ro", script=Script.LATIN, stemmer="romanian"),
    Language(code="st", script=Script.LATIN, stemmer="sesotho"),
    Language(code="sv", script=Script.LATIN, stemmer="swedish", keeps="åäö"),
    Language(
        code="tr",
        script=Script.LATIN,
        stemmer="turkish",
        keeps="çğıöşü",
        turkic=True,
        many_endings=True,
    ),
    Language(code="vi", script=Script.LATIN, keeps="*"),
    Language(code="sr", script=Script.CYRILLIC, stemmer="serbian"),
    Language(code="bg", script=Script.CYRILLIC),
    Language(code="uk", script=Script.CYRILLIC),
    Language(code="fa", script=Script.ARABIC, stemmer="persian"),
    Language(code="ur", script=Script.ARABIC),
    Language(code="ne", script=Script.DEVANAGARI, stemmer="nepali"),
    Language(code="mr", script=Script.DEVANAGARI),
    Language(code="yi", script=Script.HEBREW, stemmer="yiddish"),
)

_BY_CODE = {row.code: row for row in LANGUAGES}


def script_default(script: Script) -> Language:
    """Give the row for words in this script whose language is not stated."""
    return next(row for row in LANGUAGES if row.script is script)


@cache
def rows_of(script: Script) -> tuple[Language, ...]:
    """Give every row of a script, the default first."""
    return tuple(row for row in LANGUAGES if row.script is script)


@cache
def row_for(language: str | None, script: Script) -> Language:
    """Give the row for a word in `script` within a text in `language`.

    Args:
        language: A BCP 47 tag such as `pt-BR`, or None where it is not known.
        script: The script of the word itself: an English name in a Korean text is English.
    """
    primary = (language or "").replace("_", "-").split("-")[0].lower()
    row = _BY_CODE.get(primary)
    if row is not None and row.script is script:
        return row
    return script_default(script)
