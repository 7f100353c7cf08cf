"""How names are compared where case and width do not count: tags, collections, places, codes."""

import unicodedata


def fold(text: str) -> str:
    """The text without difference of case, width or surrounding space (NFKC, case-folded)."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
