"""The small words of languages, which say nothing of what a text is about.

Taken together from Whoosh's lists and from `resources/words/function-words.tsv`, which has more
languages and shorter rows. Searching never leaves words out; only likeness does.
"""

from functools import cache, lru_cache
from pathlib import Path

from whoosh.lang.stopwords import stoplists

from app.search.analysis import text_terms

_TABLE = Path(__file__).resolve().parents[2] / "resources" / "words" / "function-words.tsv"
_MOST_LANGUAGES = 64


@cache
def _tables() -> dict[str, frozenset[str]]:
    """Words by the language's first subtag."""
    words = {language: set(listed) for language, listed in stoplists.items()}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, listed = line.split("\t")
            words.setdefault(language, set()).update(listed.split())
    return {language: frozenset(listed) for language, listed in words.items()}


def function_terms(language: str | None) -> frozenset[str]:
    """The terms of a language's small words as the index has them; of all where it is unknown.

    Args:
        language: BCP 47.
    """
    code = (language or "").partition("-")[0].lower()
    return _terms(code if code in _tables() else "", language if code else None)


@lru_cache(maxsize=_MOST_LANGUAGES)
def _terms(code: str, language: str | None) -> frozenset[str]:
    tables = _tables()
    words = tables[code] if code else frozenset().union(*tables.values())
    return frozenset(text_terms(" ".join(sorted(words)), language))
