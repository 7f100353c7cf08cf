"""Ranking common words without scoring every record that holds them.

A word in the title weighs eight times one in the text. So of a word that stands in hundreds of
titles, only records that have it there come among the first; the others need not be scored.
Measured with 100,000 records against scoring all hits: the first twenty were the same ones (see
docs/search-speed.md). Rarer words are scored wherever they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.records.postings import All, AnyOf, Near, Node, Phrase, PostingsField, Terms
from app.store.postings_match import match_text
from app.store.transactions import Reader

# Records that have a word in the title, from which on only these are scored. Twenty times a page of
# twenty: fewer may be outweighed by a text that says the word again and again.
_COMMON = 400
# Of more alike words (a misspelled one stands for up to 300) the rare ones decide, and looking
# through the titles for each costs more than it saves. Scoring only who holds the rarest was tried:
# 20 ms in place of 110, and one of the first twenty the same.
_MOST_PARTS = 24
# Fewer candidates than this, of words that have to stand together: all hits are scored.
FEWEST = 200

_NUMBERS = "SELECT group_concat(rowid) FROM postings WHERE postings MATCH :match"

_IN_TITLE = f"{{{PostingsField.TITLE.value}}} : "

_Part = Terms | Phrase | Near


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """The records that can come first.

    Attributes:
        numbers: Some of them, a JSON array.
        match: Others match this FTS5 expression; None: there are no others.
    """

    numbers: str
    match: str | None


def first_tier(reader: Reader, node: Node) -> Tier | None:
    """Work out which records can come first.

    Returns:
        None where every hit has to be scored: no word that is asked for is common.
    """
    parts = tuple(dict.fromkeys(_parts(node)))
    if len(parts) > _MOST_PARTS:
        return None
    if not _stands_in_many_titles(reader, parts):
        return None
    numbers: list[str] = []
    rare: list[str] = []
    for part in parts:
        text = match_text(part)
        if text is None:
            continue
        titles = _numbers(reader, _IN_TITLE + text) if _is_counted(part) else ""
        if titles.count(",") + 1 >= _COMMON:
            numbers.append(titles)
        else:
            rare.append(text)
    if not numbers:
        return None
    return Tier(numbers=f"[{','.join(numbers)}]", match=" OR ".join(rare) or None)


def _stands_in_many_titles(reader: Reader, parts: tuple[_Part, ...]) -> bool:
    """Whether all the words together do; most questions end here, at once."""
    texts = [text for part in parts if _is_counted(part) and (text := match_text(part)) is not None]
    if len(texts) < 2:
        return bool(texts)  # Asking for the one word itself tells as much.
    titles = _numbers(reader, f"{_IN_TITLE}({' OR '.join(texts)})")
    return titles.count(",") + 1 >= _COMMON


def _is_counted(part: _Part) -> bool:
    """Whether it is worth counting titles: hits of phrases are few, but take long to find."""
    return isinstance(part, Terms) and not part.fields


def _numbers(reader: Reader, match: str) -> str:
    found: str | None = reader.value(_NUMBERS, {"match": match})
    return found or ""


def _parts(node: Node) -> Iterator[_Part]:
    """Everything with a weight of its own in the ranking."""
    match node:
        case Terms():
            for form in node.forms:
                yield Terms(forms=(form,), fields=node.fields)
            for prefix in node.prefixes:
                yield Terms(prefixes=(prefix,), fields=node.fields)
        case Phrase() | Near():
            yield node
        case All() | AnyOf():
            for part in node.parts:
                yield from _parts(part)
        case _:
            return
