"""Accepting reviewed documents: a plain function that runs on the writing lane."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.archive.adding import Addition, Original, add_records, records_from_source
from app.archive.opening import Archive
from app.intake.draft import Draft
from app.intake.drafted_records import draft_to_record
from app.intake.reading import SourceFile
from app.progress import Progress
from app.records.record import Attachment, Record, Risk, new_record_id
from app.records.stored import RecordCard
from app.records.vocabularies import Basis
from app.ui.intake.papers import Answers, PaperKey

MEDIA_TYPE = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A document that a person accepted, as it stood then."""

    key: PaperKey
    source: SourceFile
    draft: Draft
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPapers:
    """Which documents became which records."""

    cards: tuple[tuple[PaperKey, RecordCard], ...]


def accepting(
    archive: Archive, accepted: tuple[Accepted, ...]
) -> Callable[[Progress], AddedPapers]:
    """Add documents, those of one file together.

    A document of a file that the archive has already is added beside the others: it names the
    original that is there. The screen keeps a document from being accepted twice.
    """

    def work(progress: Progress) -> AddedPapers:
        records: dict[str, PaperKey] = {}
        additions: dict[str, Addition] = {}
        for each in accepted:
            original = Original(data=each.source.data, name=each.source.name, media_type=MEDIA_TYPE)
            record = record_of(each, original.attachment)
            records[record.id] = each.key
            sha256 = each.source.sha256
            before = additions.get(sha256)
            known = before is None and bool(records_from_source(archive, sha256))
            additions[sha256] = (
                replace(before, records=(*before.records, record))
                if before is not None
                else Addition(records=(record,), original=None if known else original)
            )
        report = add_records(archive, additions.values(), progress, total=len(additions))
        return AddedPapers(
            cards=tuple((records[card.id], card) for card in report.added if card.id in records)
        )

    return work


def record_of(accepted: Accepted, attachment: Attachment) -> Record:
    """The record of a document, with what a person answered about it."""
    answers = accepted.answers
    record = draft_to_record(
        accepted.draft,
        id=new_record_id(),
        attachment=attachment,
        published=answers.basis is Basis.PUBLIC,
    )
    if record.testimony is not None:
        record = replace(
            record,
            testimony=replace(record.testimony, basis=answers.basis),
            risk=Risk(level=answers.risk),
        )
    return record
