"""Files become records of an archive: reading, and accepting drafts as a person decided."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.archive.adding import Addition, Original, add_records
from app.archive.opening import Archive
from app.confined.worker import Worker
from app.errors import InputError, SatchelError
from app.intake.draft import Draft
from app.intake.drafted_records import draft_to_record
from app.intake.formats import media_type_of
from app.intake.reading import SourceFile, drafts_from, read_file, shown_name
from app.intake.segments import segments
from app.progress import Progress
from app.records.record import new_record_id
from app.records.stored import RecordCard
from app.records.text import Segment
from app.records.vocabularies import Kind
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What a person said about the drafts they accept.

    Attributes:
        published: These were public already; without it a testimony has no recorded consent.
        kind: Of every record; None as each draft says.
        collection: Name of a collection to put them into.
    """

    published: bool = False
    kind: Kind | None = None
    collection: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file with its drafts."""

    source: SourceFile
    drafts: tuple[Draft, ...]

    def segments_of(self, draft: Draft) -> tuple[Segment, ...]:
        """The paragraphs that the draft's record will have."""
        return segments(draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFile:
    """A file that could not be read, with the reason in one line."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """How an import ended.

    Attributes:
        same: Records that came from the same bytes before.
        read: The files that were read, with their drafts, also where nothing was added.
    """

    added: tuple[RecordCard, ...]
    same: tuple[RecordCard, ...]
    failed: tuple[FailedFile, ...]
    read: tuple[ReadFile, ...] = ()


@dataclass(slots=True)
class _Collected:
    """What one run over files has found so far."""

    read: list[ReadFile] = field(default_factory=list)
    failed: list[FailedFile] = field(default_factory=list)


def import_files(
    archive: Archive,
    paths: Sequence[Path],
    choices: Acceptance,
    progress: Progress,
    *,
    on_disk: Callable[[tuple[RecordCard, ...]], None] | None = None,
) -> ImportReport:
    """Read files and accept their drafts as they are; what cannot be read is named and passed over.

    Args:
        on_disk: Told of each batch of records once it is safe.

    Raises:
        SystemTroubleError: The archive's disk is full or refused; finished batches stay.
        CancelledError: The person cancelled; finished batches stay.
    """
    collected = _Collected()
    additions = (
        _addition(each.source, each.drafts, choices) for each in _reading(paths, collected)
    )
    report = add_records(archive, additions, progress, total=len(paths), on_disk=on_disk)
    return ImportReport(
        added=report.added,
        same=report.same,
        failed=tuple(collected.failed),
        read=tuple(collected.read),
    )


def read_files(
    paths: Sequence[Path], progress: Progress
) -> tuple[tuple[ReadFile, ...], tuple[FailedFile, ...]]:
    """Read files into drafts; needs no archive and changes nothing.

    Raises:
        CancelledError: The person cancelled.
    """
    collected = _Collected()
    for done, _read in enumerate(_reading(paths, collected), 1):
        progress.step(_("Reading"), done, len(paths))
    return tuple(collected.read), tuple(collected.failed)


def _reading(paths: Sequence[Path], collected: _Collected) -> Iterator[ReadFile]:
    with Worker() as worker:
        for path in paths:
            try:
                source = read_file(path)
                read = ReadFile(source=source, drafts=drafts_from(source, worker))
                if not any(segments(draft) for draft in read.drafts):
                    raise InputError(_("There is no text in it."))
            except SatchelError as problem:
                collected.failed.append(FailedFile(name=shown_name(path.name), reason=str(problem)))
                continue
            collected.read.append(read)
            yield read


def _addition(source: SourceFile, drafts: tuple[Draft, ...], choices: Acceptance) -> Addition:
    original = Original(
        data=source.data, name=source.name, media_type=media_type_of(source.name, source.data)
    )
    records = tuple(
        draft_to_record(
            draft,
            id=new_record_id(),
            attachment=original.attachment,
            published=choices.published,
            kind=choices.kind,
        )
        for draft in drafts
    )
    return Addition(
        records=tuple(
            replace(each, title=each.title or original.attachment.name) for each in records
        ),
        original=original,
        collection=choices.collection,
    )
