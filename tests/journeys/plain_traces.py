"""Looking for a text in files, in every form in which a program might have left it plain."""

import base64
from collections.abc import Iterable
from pathlib import Path

from app.search.analysis import text_terms

_SHORTEST_TERM = 6
"""Bytes: shorter ones may come up by chance."""


def plain_forms(text: str) -> dict[str, bytes]:
    """The bytes a text may have in a file, by the name of the form.

    Latin letters are looked for in any case by `traces`, which compares in lower case; other
    scripts come here in every case of theirs.
    """
    forms = {}
    for case, spelled in (("", text), ("small ", text.casefold()), ("capital ", text.upper())):
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            forms[f"{case}{code}"] = spelled.encode(code)
        forms[f"{case}escaped"] = spelled.encode("ascii", "backslashreplace")
        forms[f"{case}hexadecimal"] = spelled.encode().hex().encode()
        for offset in range(3):
            forms[f"{case}base64 at {offset}"] = _base64(spelled.encode(), offset)
    return forms


def _base64(data: bytes, offset: int) -> bytes:
    """The part of a base64 text that is the same whatever stands around the data.

    Args:
        offset: How many bytes into a group of three the data begins.
    """
    spelled = base64.b64encode(bytes(offset) + data)
    end = len(spelled) - (4 if (offset + len(data)) % 3 else 0)
    return spelled[(offset * 8 + 5) // 6 : end]


def search_terms(texts: Iterable[str]) -> set[str]:
    """What search makes of texts: folded and stemmed words that no other text has."""
    terms = {term for text in texts for term in text_terms(text, "en")}
    stems = {stem for term in terms for stem in term.split("·")}
    return {term for term in terms | stems if len(term.encode()) >= _SHORTEST_TERM}


def traces(folder: Path, texts: Iterable[str]) -> list[tuple[str, str, str]]:
    """Where texts stand in plain form below a folder: (file, text, form), names of files too."""
    wanted = [(text, name, form) for text in texts for name, form in plain_forms(text).items()]
    found = []
    for path in sorted(folder.rglob("*")):
        place = str(path.relative_to(folder))
        # Base64 tells small from capital letters; everything else is looked for in any case.
        exact = path.read_bytes() if path.is_file() else b""
        data = exact.lower() + b"\0\0" + place.encode("utf-8", "surrogateescape").lower()
        for text, name, form in wanted:
            if (form in exact) if "base64" in name else (form.lower() in data):
                found.append((place, text, name))
    return found
