"""Two texts side by side: paragraphs that belong together on one row, and what differs in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.archive.archive import Archive
from app.archive.reading import read_record
from app.records.record import Record
from app.records.stored import RecordCard
from app.search.alignment import Piece, paired, pieces_of, stretches
from app.search.resemblance import resemblance, words_of

__all__ = [
    "Comparison",
    "DifferenceRow",
    "Likeness",
    "Paragraph",
    "Piece",
    "compare_records",
    "difference",
    "paragraphs_of",
]

_MOST_PARAGRAPHS = 4_000
"""What stands behind them is shown without being compared."""


class Likeness(StrEnum):
    """What a row of a comparison says."""

    SAME = "same"
    CHANGED = "changed"
    FIRST_ONLY = "first-only"
    SECOND_ONLY = "second-only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph that is compared; a hidden one stays so until somebody asks for it."""

    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """A paragraph of each text beside each other; no pieces where one has none.

    Attributes:
        hidden: One of them is marked as distressing.
    """

    likeness: Likeness
    first: tuple[Piece, ...] = ()
    second: tuple[Piece, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two records side by side.

    Attributes:
        similarity: Share of words that both have in the same order, 0 to 1.
    """

    first: RecordCard
    second: RecordCard
    similarity: float
    rows: tuple[DifferenceRow, ...]


def compare_records(archive: Archive, one: str, other: str) -> Comparison:
    """Set two records beside each other.

    Args:
        one: UUID, code, or an unambiguous beginning of either.
        other: As `one`.

    Raises:
        InputError: One of them is not there.
    """
    first, second = read_record(archive, one), read_record(archive, other)
    left, right = paragraphs_of(first.record), paragraphs_of(second.record)
    return Comparison(
        first=first.card,
        second=second.card,
        similarity=similarity_of(left, right),
        rows=difference(left, right),
    )


def paragraphs_of(source: Record | str) -> tuple[Paragraph, ...]:
    """What is compared of a record, or of a text with a paragraph on each line."""
    if isinstance(source, str):
        lines = (line.strip() for line in source.splitlines())
        return tuple(Paragraph(text=line) for line in lines if line)
    return tuple(
        Paragraph(text=each.text, hidden=each.distressing) for each in source.text.segments
    )


def similarity_of(first: Sequence[Paragraph], second: Sequence[Paragraph]) -> float:
    """Share of words that two texts have in the same order, 0 to 1."""
    one, other = ("\n".join(each.text for each in side) for side in (first, second))
    return resemblance(words_of(one), words_of(other)).similarity


def difference(
    first: Sequence[Paragraph], second: Sequence[Paragraph]
) -> tuple[DifferenceRow, ...]:
    """Two texts side by side; the time that it takes is bounded whatever their size."""
    one, other = first[:_MOST_PARAGRAPHS], second[:_MOST_PARAGRAPHS]
    rows = list(_rows(one, other))
    rows += [_alone(each, Likeness.FIRST_ONLY) for each in first[_MOST_PARAGRAPHS:]]
    rows += [_alone(each, Likeness.SECOND_ONLY) for each in second[_MOST_PARAGRAPHS:]]
    return tuple(rows)


def _rows(first: Sequence[Paragraph], second: Sequence[Paragraph]) -> Iterator[DifferenceRow]:
    for each in stretches([one.text for one in first], [one.text for one in second]):
        left, right = first[slice(*each.first)], second[slice(*each.second)]
        if each.equal:
            for one, other in zip(left, right, strict=True):
                pieces = (Piece(one.text, common=True),)
                hidden = one.hidden or other.hidden
                yield DifferenceRow(
                    likeness=Likeness.SAME, first=pieces, second=pieces, hidden=hidden
                )
        else:
            yield from _changed(left, right)


def _changed(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Iterator[DifferenceRow]:
    for a, b in paired([each.text for each in left], [each.text for each in right]):
        if a is not None and b is not None:
            first, second = pieces_of(left[a].text, right[b].text)
            hidden = left[a].hidden or right[b].hidden
            yield DifferenceRow(
                likeness=Likeness.CHANGED, first=first, second=second, hidden=hidden
            )
        elif a is not None:
            yield _alone(left[a], Likeness.FIRST_ONLY)
        elif b is not None:
            yield _alone(right[b], Likeness.SECOND_ONLY)


def _alone(paragraph: Paragraph, likeness: Likeness) -> DifferenceRow:
    pieces = (Piece(paragraph.text, common=False),)
    if likeness is Likeness.FIRST_ONLY:
        return DifferenceRow(likeness=likeness, first=pieces, hidden=paragraph.hidden)
    return DifferenceRow(likeness=likeness, second=pieces, hidden=paragraph.hidden)
