"""Near-doubles of drafts: plain functions that run on a lane, and what a person decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.archive.difference import Comparison, difference, paragraphs_of, similarity_of
from app.archive.doubles import NearDouble, near_doubles_of
from app.archive.merging import keep_both, left_in_bin, merge_records
from app.archive.opening import Archive
from app.archive.origins import link_republication
from app.archive.reading import read_record
from app.intake.draft import Draft
from app.intake.segments import body_text
from app.progress import Progress
from app.records.stored import RecordCard
from app.ui.intake.papers import PaperKey


class Decision(StrEnum):
    """What is to be done with a draft once it is a record."""

    LINK = "link"
    MERGE = "merge"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision about a draft and the record that it is nearly the same as."""

    decision: Decision
    other: RecordCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A draft that was looked at, as it stood then."""

    key: PaperKey
    draft: Draft
    doubles: tuple[NearDouble, ...]


def checking(
    archive: Archive, drafts: Sequence[tuple[PaperKey, Draft]]
) -> Callable[[Progress], tuple[Checked, ...]]:
    """Look for the near-doubles of drafts."""

    def work(progress: Progress) -> tuple[Checked, ...]:
        texts = [body_text(draft) for _key, draft in drafts]
        found = near_doubles_of(archive, texts, progress)
        return tuple(
            Checked(key=key, draft=draft, doubles=doubles)
            for (key, draft), doubles in zip(drafts, found, strict=True)
        )

    return work


def comparing(archive: Archive, record: str, draft: Draft) -> Callable[[Progress], Comparison]:
    """Set a draft beside a record."""

    def work(_progress: Progress) -> Comparison:
        opened = read_record(archive, record)
        first, second = paragraphs_of(opened.record), paragraphs_of(body_text(draft))
        return Comparison(
            first=opened.card,
            second=opened.card,
            similarity=similarity_of(first, second),
            rows=difference(first, second),
        )

    return work


def settling(archive: Archive, record: str, decided: Decided) -> Callable[[Progress], str]:
    """Do what was decided, now that the draft is a record; says what only the bin holds then."""

    def work(_progress: Progress) -> str:
        match decided.decision:
            case Decision.LINK:
                link_republication(archive, record, decided.other.id)
            case Decision.MERGE:
                merge_records(archive, decided.other.id, record)
                return left_in_bin(archive, decided.other.id, record)
            case Decision.KEEP:
                keep_both(archive, decided.other.id, record)
        return ""

    return work
