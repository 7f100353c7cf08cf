"""Points that several records could establish together: figures, dates and names that they share.

They are suggestions. What agrees counts by independent origins; what disagrees is named: totals
that are no sums, and figures that are nearly, but not quite, the same.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.archive.archive import Archive
from app.archive.clock import utc_now
from app.archive.facts import (
    RecordFacts,
    Statement,
    bring_facts_up_to_date,
    known_facts,
    statements_of,
    wrong_sums,
)
from app.archive.near_figures import NearFigures, near_figures
from app.archive.origins import independent
from app.archive.same_reports import SameReport, same_reports
from app.archive.signatures import bring_signatures_up_to_date
from app.errors import InputError
from app.progress import Progress
from app.records.canonical import from_canonical
from app.records.record import Record
from app.records.stored import RecordCard
from app.search.figures import StatedKind
from app.store.decisions_table import dismiss, dismissed, take_back_dismissal
from app.store.record_lookup import record_by_number
from app.translation import _

__all__ = [
    "PointKind",
    "PointPassage",
    "Suggestion",
    "SuggestionList",
    "dismiss_suggestion",
    "suggest_again",
    "suggestions",
]

_KEY_DIGITS = 16
_MANY_RECORDS = 20
_COMMON_SHARE = 0.05
"""What more than one record in twenty states tells nothing, in an archive of hundreds."""
_PASSAGES_OF_A_RECORD = 4
_RECORDS_SHOWN = 20
_KEYS_NAMED = 5


class PointKind(StrEnum):
    """What a suggestion is about."""

    DISAGREEMENT = "disagreement"
    SAME_REPORT = "same-report"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


_NAMED_BY_TEXT = (PointKind.FIGURE, PointKind.DATE, PointKind.NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPassage:
    """A sentence, or row of a table, of a record.

    Attributes:
        text: Empty where the paragraph is marked as distressing.
        mark: Where the figure, date or name stands in it: start and end, in code points.
        disagrees: It says something else than most.
    """

    card: RecordCard
    segment: int
    text: str
    mark: tuple[int, int]
    hidden: bool = False
    disagrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A point that may be worth establishing.

    Attributes:
        key: Names it for `dismiss_suggestion`: 16 hex digits.
        label: The figure, date or name; for a disagreement what disagrees.
        records: How many records state it.
        origins: How many of them are independent: republications count with their origin.
        reason: For a disagreement a sentence on what it is; otherwise empty.
    """

    key: str
    kind: PointKind
    label: str
    records: int
    origins: int
    passages: tuple[PointPassage, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionList:
    """One page of suggestions, how many there are in all, and how many were dismissed."""

    count: int
    dismissed: int
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A suggestion before its passages are read.

    Attributes:
        wanted: Keys of the statements that belong to it; the first is what most say.
    """

    kind: PointKind
    label: str
    records: tuple[int, ...]
    origins: int
    wanted: tuple[str, ...]
    reason: str = ""


def suggestions(
    archive: Archive,
    progress: Progress,
    *,
    kinds: Sequence[PointKind] = tuple(PointKind),
    limit: int = 50,
    offset: int = 0,
    dismissed_ones: bool = False,
) -> SuggestionList:
    """Suggest points: disagreements, translations, then what most independent records share.

    Args:
        kinds: Only these.
        dismissed_ones: Those that were dismissed, in place of the others.

    Raises:
        CancelledError: The person cancelled; what was read until then is kept.
    """
    bring_signatures_up_to_date(archive, progress)
    bring_facts_up_to_date(archive, progress)
    with archive.store.browsing() as reader:
        unwanted = dismissed(reader)
    points = [(_key(archive, each), each) for each in _points(known_facts(archive))]
    points = [(key, each) for key, each in points if each.kind in kinds]
    chosen = [each for each in points if (each[0] in unwanted) is dismissed_ones]
    shown = chosen[offset : offset + limit]
    return SuggestionList(
        count=len(chosen),
        dismissed=sum(key in unwanted for key, _point in points),
        suggestions=tuple(_with_passages(archive, key, point) for key, point in shown),
    )


def dismiss_suggestion(archive: Archive, key: str, progress: Progress) -> None:
    """Suggest a point no more, as long as one of its records is in the archive.

    Raises:
        InputError: Nothing that is suggested has this key.
    """
    bring_facts_up_to_date(archive, progress)
    found = next(
        (each for each in _points(known_facts(archive)) if _key(archive, each) == key), None
    )
    if found is None:
        raise InputError(
            _("No suggestion has this key."), _("“suggestions” lists them with their keys.")
        )
    with archive.store.writing() as writer:
        dismiss(writer, key, found.records, utc_now())


def suggest_again(archive: Archive, key: str) -> None:
    """Take the dismissal of a suggestion back; one that was not dismissed stays as it is."""
    with archive.store.writing() as writer:
        take_back_dismissal(writer, key)


def _points(facts: Sequence[RecordFacts]) -> list[_Point]:
    origins = {each.id: each.origin for each in facts}
    ids = {each.record: each.id for each in facts}
    shared: dict[tuple[str, str], list[int]] = defaultdict(list)
    for each in facts:
        for stated in each.keys:
            shared[stated].append(each.record)
    most = max(_MANY_RECORDS, int(_COMMON_SHARE * len(facts)))
    found = [*_wrong_totals(facts), *_near(facts, near_figures(facts), origins, ids)]
    found += [_same_report(each, origins, ids) for each in same_reports(facts)]
    for (kind, key), records in shared.items():
        if 1 < len(records) <= most:
            own = tuple(sorted(records))
            found.append(
                _Point(
                    kind=PointKind(kind),
                    label=key,
                    records=own,
                    origins=independent(origins, (ids[each] for each in own)),
                    wanted=(key,),
                )
            )
    order = list(PointKind)
    found.sort(key=lambda one: (order.index(one.kind), -one.origins, len(one.records), one.label))
    return found


def _wrong_totals(facts: Iterable[RecordFacts]) -> Iterable[_Point]:
    for each in facts:
        for total, added in each.wrong_sums:
            yield _Point(
                kind=PointKind.DISAGREEMENT,
                label=f"{total:,} ≠ {added:,}",
                records=(each.record,),
                origins=1,
                wanted=(str(total),),
                reason=_("The table gives {total} in all; its rows add up to {added}.").format(
                    total=f"{total:,}", added=f"{added:,}"
                ),
            )


def _near(
    facts: Iterable[RecordFacts],
    near: Iterable[NearFigures],
    origins: dict[str, str | None],
    ids: dict[int, str],
) -> Iterable[_Point]:
    for each in near:
        yield _Point(
            kind=PointKind.DISAGREEMENT,
            label=f"{each.usual:,} / {each.other:,}",
            records=each.records,
            origins=independent(origins, (ids[one] for one in each.records)),
            wanted=(str(each.usual), str(each.other)),
            reason=_("{usual} and {other} may be told of the same: both name {shared}.").format(
                usual=f"{each.usual:,}", other=f"{each.other:,}", shared=each.shared
            ),
        )


def _same_report(same: SameReport, origins: dict[str, str | None], ids: dict[int, str]) -> _Point:
    return _Point(
        kind=PointKind.SAME_REPORT,
        label=" · ".join(same.languages),
        records=same.records,
        origins=independent(origins, (ids[each] for each in same.records)),
        wanted=same.keys,
        reason=_("They may be one report in two languages: they share {}.").format(
            ", ".join(same.keys[:_KEYS_NAMED])
        ),
    )


def _with_passages(archive: Archive, key: str, point: _Point) -> Suggestion:
    passages: list[PointPassage] = []
    label = point.label
    for number in point.records[:_RECORDS_SHOWN]:
        with archive.store.browsing() as reader:
            stored = record_by_number(reader, number)
        if stored is None:
            continue
        record = from_canonical(stored.canonical)
        said = _said(record, point)
        if said and point.kind in _NAMED_BY_TEXT and label == point.label:
            label = _label(said[0])
        passages += [_passage(stored.card, each, point) for each in said[:_PASSAGES_OF_A_RECORD]]
        passages += _rows_of_sums(stored.card, record, point)
    return Suggestion(
        key=key,
        kind=point.kind,
        label=label,
        records=len(point.records),
        origins=point.origins,
        passages=tuple(passages),
        reason=point.reason,
    )


def _said(record: Record, point: _Point) -> list[Statement]:
    kinds = {StatedKind(point.kind)} if point.kind.value in set(StatedKind) else set(StatedKind)
    found = [
        each
        for each in statements_of(record)
        if each.stated.key in point.wanted and each.stated.kind in kinds
    ]
    if point.kind is PointKind.SAME_REPORT:
        return found
    # What disagrees must not be cut off behind what is said often.
    return sorted(found, key=lambda each: each.stated.key == point.wanted[0])


def _label(said: Statement) -> str:
    """A figure, date or name as written; a small figure with the word behind it."""
    stated = said.stated
    if stated.kind is not StatedKind.FIGURE or stated.key.isdecimal() or stated.key.endswith("%"):
        return stated.label
    behind = said.sentence[said.start + stated.end - stated.start :]
    word = behind.split(maxsplit=1)[0].rstrip(".,;:!?()") if behind.strip() else ""
    return stated.label + " " * behind[:1].isspace() + word


def _passage(card: RecordCard, said: Statement, point: _Point) -> PointPassage:
    length = said.stated.end - said.stated.start
    return PointPassage(
        card=card,
        segment=said.segment,
        text="" if said.hidden else said.sentence,
        mark=(0, 0) if said.hidden else (said.start, said.start + length),
        hidden=said.hidden,
        disagrees=point.kind is PointKind.DISAGREEMENT and said.stated.key != point.wanted[0],
    )


def _rows_of_sums(card: RecordCard, record: Record, point: _Point) -> Iterable[PointPassage]:
    """The figures that a wrong total should have been the sum of."""
    if point.kind is not PointKind.DISAGREEMENT or len(point.wanted) > 1:
        return
    for segment, each in wrong_sums(record):
        if str(each.total) == point.wanted[0]:
            text = " + ".join(f"{part:,}" for part in each.parts) + f" = {sum(each.parts):,}"
            hidden = segment.distressing
            yield PointPassage(
                card=card,
                segment=segment.id,
                text="" if hidden else text,
                mark=(0, 0),
                hidden=hidden,
                disagrees=True,
            )


def _key(archive: Archive, point: _Point) -> str:
    """A salted hash: what was dismissed is not to be read from it."""
    told = "\x1f".join((archive.fingerprint, point.kind, *point.wanted))
    return hashlib.sha256(told.encode()).hexdigest()[:_KEY_DIGITS]
