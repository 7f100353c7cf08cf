"""Accepting reviewed documents: a plain function that runs on the writing lane."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from app.archive.adding import Addition, AddReport, Original, add_records, records_from_source
from app.archive.entries import records_of_entries
from app.archive.opening import Archive
from app.errors import CancelledError
from app.intake.draft import Draft
from app.intake.drafted_records import draft_to_record
from app.intake.formats import media_type_of
from app.intake.head_lines import with_head_lines
from app.intake.reading import SourceFile
from app.progress import Progress, Silent
from app.records.record import Attachment, Record, Risk, new_record_id
from app.records.stored import RecordCard
from app.records.vocabularies import Basis
from app.translation import _
from app.ui.intake.papers import Answers, PaperKey

# Files written in one go: the writing lane is not to be held longer than a tenth of a second.
_TOGETHER = 4
_ROWS_TOGETHER = 8


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
    archive: Archive,
    accepted: tuple[Accepted, ...],
    write: Callable[[Callable[[], AddReport]], AddReport] | None = None,
) -> Callable[[Progress], AddedPapers]:
    """Add documents, those of one file together, a few files at a time.

    A document of a file that the archive has already is added beside the others: it names the
    original that is there. The screen keeps a document from being accepted twice. Cancelling
    keeps what was added until then, and the answer says which that is.

    Args:
        write: Carries out each part on the writing lane, where the work itself runs elsewhere.
    """

    def work(progress: Progress) -> AddedPapers:
        additions, keys = _additions(archive, accepted)
        added: list[tuple[PaperKey, RecordCard]] = []
        for start in range(0, len(additions), _TOGETHER):
            try:
                progress.step(_("Adding"), start, len(additions))
            except CancelledError:
                break
            part = partial(add_records, archive, additions[start : start + _TOGETHER], Silent())
            report = part() if write is None else write(part)
            added += [(keys[card.id], card) for card in report.added if card.id in keys]
        return AddedPapers(cards=tuple(added))

    return work


def _additions(
    archive: Archive, accepted: tuple[Accepted, ...]
) -> tuple[list[Addition], dict[str, PaperKey]]:
    """What is to be added, a file at a time, and which document each record was."""
    keys: dict[str, PaperKey] = {}
    additions: dict[tuple[str, int], Addition] = {}
    rows: Counter[str] = Counter()
    taken = records_of_entries(archive, (each.draft.further.entry for each in accepted))
    for each in accepted:
        source = each.source
        media_type = media_type_of(source.name, source.data)
        original = Original(data=source.data, name=source.name, media_type=media_type)
        record = record_of(each, original.attachment)
        keys[record.id] = each.key
        entry = each.draft.further.entry
        if entry in taken:
            # A person wants it all the same, such as when the other one lies in the bin.
            entry = hashlib.sha256(f"{entry}/{record.id}".encode()).hexdigest()
        # Rows of a table are added a few at a time, so that the writing lane is free in between.
        part = rows[source.sha256] // _ROWS_TOGETHER if entry else 0
        rows[source.sha256] += 1
        before = additions.get((source.sha256, part))
        if before is None:
            known = bool(records_from_source(archive, source.sha256))
            before = Addition(records=(), original=None if known else original)
        additions[source.sha256, part] = replace(
            before,
            records=(*before.records, record),
            entries=(*before.entries, entry) if entry else (),
        )
    return list(additions.values()), keys


def record_of(accepted: Accepted, attachment: Attachment) -> Record:
    """The record of a document, with what a person answered about it."""
    answers = accepted.answers
    record = draft_to_record(
        with_head_lines(accepted.draft),
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
