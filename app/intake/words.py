"""The word tables of `resources/words`, read once.

They are plain text so that somebody who knows a language, and no Python, can extend them.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "words"

# Months that people are named after.
_ALSO_NAMES = frozenset({"jan", "april", "may", "mai", "june", "august", "julio", "di", "do", "mo"})


def rows(table: str) -> Iterator[list[str]]:
    """The rows of a table as lists of cells, without its comments.

    Args:
        table: File name without `.tsv`.
    """
    text = (_FOLDER / f"{table}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def function_words() -> frozenset[str]:
    """The small words of all languages with spaces between words."""
    return frozenset(
        word
        for language, words in rows("function-words")
        if "-" not in language
        for word in words.split()
    )


@cache
def word_pieces(script: str) -> tuple[str, ...]:
    """Pieces of words that take the place of small words: `zh`, `ja`, `th`, `ko`."""
    return tuple(
        piece
        for language, words in rows("function-words")
        if language.partition("-")[0] == script and "-" in language
        for piece in words.split()
    )


@cache
def month_numbers() -> dict[str, int]:
    """Lower-case names of months, with their numbers 1 to 12."""
    return {name: int(number) for number, names in rows("months") for name in names.split()}


@cache
def weekday_numbers() -> dict[str, int]:
    """Lower-case names of weekdays, with their ISO numbers (Monday is 1)."""
    return {name: int(number) for number, names in rows("weekdays") for name in names.split()}


@cache
def first_person(language: str, number: str) -> tuple[str, ...]:
    """Words by which somebody speaks of himself.

    Args:
        language: First part of a BCP 47 tag; `und` stands for all languages.
        number: `one` or `many`.
    """
    return tuple(
        word
        for tag, count, words in rows("first-person")
        if language in (tag, "und") and count == number
        for word in words.split()
    )


@cache
def not_names() -> frozenset[str]:
    """Lower-case words that are no part of a person's name in a byline."""
    names = {word for _, words in rows("not-names") for word in words.split()}
    return frozenset(names | (month_numbers().keys() | weekday_numbers().keys()) - _ALSO_NAMES)
