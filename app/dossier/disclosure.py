"""The disclosure check: does the finished file hold a name that it must not hold?

What is found is what somebody recorded. People nobody marked are not found.
"""

import getpass
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.dossier.read_back import ReadDossier

# Accounts named so belong to everybody, and their names are words.
_COMMON_ACCOUNTS = frozenset(
    {"admin", "administrator", "guest", "home", "owner", "root", "test", "user", "users"}
)
_SEPARATORS = re.compile(r"[\s\-‐‑–_.,·’'`´ʼ]+")
# Telephone numbers: at least eight digits with the usual separators, led by + or 0 or a bracket.
PHONE = re.compile(r"(?<![\w.,])(?:\+|00|\(?0)\d(?:[\s().\-/]?\d){6,13}(?![\w])")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# How much of the next page is looked at together with a page, for names across the page's end.
_OVERLAP = 120


class LeakKind(StrEnum):
    """What was found."""

    PROTECTED_NAME = "protected-name"
    PATTERN = "pattern"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Something that should not be in the file.

    Attributes:
        page: Counted from 1; 0 for the outline, the metadata and the file's name.
        words: As they stand there.
    """

    page: int
    words: str
    kind: LeakKind


def disclosure_check(
    dossier: ReadDossier,
    protected: Iterable[str],
    *,
    patterns: Iterable[re.Pattern[str]] = (),
    accounts: Iterable[str] | None = None,
    file_name: str = "",
) -> tuple[Leak, ...]:
    """Search the text of every page, the outline, the metadata and the file name.

    Names are found in any case, with or without marks on their letters, spaces and hyphens, and
    with family name first or last.

    Args:
        protected: Real names and aliases that must not appear.
        patterns: What else must not appear, such as `PHONE` and `EMAIL`.
        accounts: Names of accounts on this computer; None for the present one.
    """
    names = list(_names(protected, LeakKind.PROTECTED_NAME))
    names += _names(account_names() if accounts is None else accounts, LeakKind.ACCOUNT)
    wanted = tuple(patterns)
    leaks: list[Leak] = []
    for page, text, own in _texts(dossier, file_name):
        leaks.extend(_in_text(page, text, own, names, wanted))
    return tuple(dict.fromkeys(leaks))


def account_names() -> tuple[str, ...]:
    """The name this computer knows its present user by, unless it says nothing."""
    try:
        name = getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ()
    return () if len(name) < 3 or name.casefold() in _COMMON_ACCOUNTS else (name,)


@dataclass(frozen=True, slots=True)
class _Name:
    """A spelling without case, marks and separators."""

    folded: str
    kind: LeakKind
    whole: bool


def _texts(dossier: ReadDossier, file_name: str) -> Iterator[tuple[int, str, int]]:
    """Page, text, and how much of the text is the page's own: what begins later is the next's."""
    for page, following in itertools.zip_longest(dossier.pages, dossier.pages[1:]):
        # The running head, a line of its own, comes between the parts of a name cut by a page.
        rest = following.text.split("\n", 1)[-1][:_OVERLAP] if following else ""
        yield page.number, f"{page.text}\n{rest}", len(page.text)
    others = [words for _level, words, _page in dossier.outline]
    others += [value for _key, value in dossier.information]
    for words in (*others, file_name):
        yield 0, words, len(words)


def _names(names: Iterable[str], kind: LeakKind) -> Iterator[_Name]:
    for name in names:
        parts = [_folded(part)[0] for part in _SEPARATORS.split(name)]
        parts = [part for part in parts if part]
        if not parts or len("".join(parts)) < 2:
            continue
        spaced = all(unicodedata.category(c)[0] != "L" or _in_spaced_script(c) for c in name)
        turned = {tuple(parts[at:] + parts[:at]) for at in range(len(parts))}
        for order in sorted({*turned, tuple(reversed(parts))}):
            yield _Name("".join(order), kind, spaced)


def _in_text(
    page: int, text: str, own: int, names: list[_Name], patterns: tuple[re.Pattern[str], ...]
) -> Iterator[Leak]:
    folded, places = _folded(text)
    for name in names:
        at = folded.find(name.folded)
        while at >= 0:
            start, end = places[at], places[at + len(name.folded) - 1] + 1
            if start < own and (not name.whole or _is_whole(text, start, end)):
                words = " ".join(text[start:end].split())
                yield Leak(page=page, words=words, kind=name.kind)
            at = folded.find(name.folded, at + 1)
    for pattern in patterns:
        for match in pattern.finditer(text, 0, own):
            words = " ".join(match[0].split())
            yield Leak(page=page, words=words, kind=LeakKind.PATTERN)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case, marks and separators, and where each character came from."""
    folded: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        parts = _FOLDED[character]
        folded.append(parts)
        places += [at] * len(parts)
    return "".join(folded), places


class _Folding(dict[str, str]):
    """Letters and digits without case and marks; everything else is nothing."""

    def __missing__(self, character: str) -> str:
        parts = unicodedata.normalize("NFKD", character.casefold())
        folded = "".join(part for part in parts if unicodedata.category(part)[0] in "LN")
        self[character] = folded
        return folded


_FOLDED = _Folding()


def _in_spaced_script(character: str) -> bool:
    """Whether words of this script stand alone: nothing is joined to a name as a particle is."""
    name = unicodedata.name(character, "")
    return name.startswith(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"))


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalpha() and not after.isalpha()
