"""Files become records of an archive: reading, and accepting drafts as a person decided."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.archive.adding import Addition, Original, add_records
from app.archive.opening import Archive
from app.confined.worker import Worker
from app.errors import CancelledError, InputError, SatchelError, SystemTroubleError
from app.intake.bare_draft import bare_draft
from app.intake.draft import Draft, RefusedEntry
from app.intake.drafted_records import draft_to_record
from app.intake.formats import media_type_of
from app.intake.gathering import Gathered, Gathering
from app.intake.head_lines import with_head_lines
from app.intake.reading import SourceFile, read_source
from app.intake.report import ImportReport, Outcome, ReportLine
from app.intake.segments import segments
from app.progress import Progress, Silent
from app.records.record import new_record_id
from app.records.stored import RecordCard
from app.records.text import Segment
from app.records.vocabularies import Kind
from app.translation import _

_MOST_REASONS = 3
"""Of entries that were refused, in one sentence about their file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What a person said about the drafts they accept.

    Attributes:
        published: These were public already; without it a testimony has no recorded consent.
        kind: Of every record; None as each draft says.
        collection: Name of a collection to put them into.
        keep_unread: A file that cannot be read becomes a record that holds just the file.
    """

    published: bool = False
    kind: Kind | None = None
    collection: str | None = None
    keep_unread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file with its drafts.

    Attributes:
        name: Below the folder or within the ZIP that it stands in.
        refused: Entries of it that became no draft.
    """

    name: str
    source: SourceFile
    drafts: tuple[Draft, ...]
    refused: tuple[RefusedEntry, ...] = ()

    def segments_of(self, draft: Draft) -> tuple[Segment, ...]:
        """The paragraphs that the draft's record will have."""
        return segments(draft)


@dataclass(slots=True)
class _Met:
    """A file of this import, and what became of it so far.

    Attributes:
        ids: Of the records that were made of it, whether they are in the archive or not.
    """

    name: str
    ids: tuple[str, ...] = ()
    reason: str = ""
    outcome: Outcome = Outcome.NOT_REACHED


@dataclass(slots=True)
class _Tally:
    """What one import has come to so far."""

    met: list[_Met] = field(default_factory=list)
    added: dict[str, RecordCard] = field(default_factory=dict)
    by_record: dict[str, _Met] = field(default_factory=dict)

    def name_ids(self, met: _Met, ids: tuple[str, ...]) -> None:
        met.ids = ids
        self.by_record.update(dict.fromkeys(ids, met))

    def on_disk(self, cards: tuple[RecordCard, ...]) -> None:
        for card in cards:
            self.added[card.id] = card
            met = self.by_record[card.id]
            met.outcome = Outcome.KEPT if met.reason else Outcome.ADDED

    def known(self, addition: Addition) -> None:
        self.by_record[addition.records[0].id].outcome = Outcome.SAME

    def report(
        self, same: tuple[RecordCard, ...] = (), stopped: SatchelError | None = None
    ) -> ImportReport:
        return ImportReport(
            lines=tuple(self._line(met) for met in self.met),
            added=tuple(self.added.values()),
            same=same,
            stopped=stopped,
        )

    def _line(self, met: _Met) -> ReportLine:
        codes = tuple(self.added[id].code for id in met.ids if id in self.added)
        return ReportLine(name=met.name, outcome=met.outcome, reason=met.reason, codes=codes)


def import_paths(
    archive: Archive,
    paths: Sequence[Path],
    choices: Acceptance,
    progress: Progress,
    *,
    on_disk: Callable[[tuple[RecordCard, ...]], None] | None = None,
    on_read: Callable[[ReadFile], None] | None = None,
) -> ImportReport:
    """Read files and accept their drafts as they are; folders, ZIPs and mail boxes file by file.

    What cannot be read is named and passed over. One file is held at a time, beside those of the
    batch that is about to be written. When a person cancels, or the disk refuses, what was added
    stays, and the report says why it ended.

    Args:
        on_disk: Told of each batch of records once it is safe.
        on_read: Told of each file that was read, before it is added.
    """
    tally = _Tally()

    def told(cards: tuple[RecordCard, ...]) -> None:
        tally.on_disk(cards)
        if on_disk is not None:
            on_disk(cards)

    def additions() -> Iterator[Addition]:
        for read in _reading(paths, choices, progress, tally):
            if on_read is not None:
                on_read(read)
            addition = _addition(read.source, read.drafts, choices)
            tally.name_ids(tally.met[-1], tuple(each.id for each in addition.records))
            yield addition

    try:
        report = add_records(archive, additions(), Silent(), on_disk=told, on_known=tally.known)
    except (CancelledError, SystemTroubleError) as problem:
        return tally.report(stopped=problem)
    return tally.report(report.same)


def read_paths(
    paths: Sequence[Path],
    choices: Acceptance,
    progress: Progress,
    on_read: Callable[[ReadFile], None],
) -> ImportReport:
    """Read files into drafts; needs no archive and changes nothing.

    Args:
        on_read: Told of each file that was read.

    Raises:
        CancelledError: The person cancelled.
    """
    tally = _Tally()
    for read in _reading(paths, choices, progress, tally):
        on_read(read)
    return tally.report()


def _reading(
    paths: Sequence[Path], choices: Acceptance, progress: Progress, tally: _Tally
) -> Iterator[ReadFile]:
    gathering = Gathering(paths)
    what = _("Reading")
    with Worker() as worker:
        for done, found in enumerate(gathering):
            met = _Met(name=found.name)
            tally.met.append(met)
            try:
                progress.step(what, done, gathering.total)
            except CancelledError:
                tally.met += [_Met(name=name) for name in gathering.waiting]
                raise
            try:
                read = read_gathered(found, worker, keep_unread=choices.keep_unread)
            except SatchelError as problem:
                met.reason, met.outcome = str(problem), Outcome.FAILED
                continue
            met.reason = next((each.only_file for each in read.drafts if each.only_file), "")
            # A table has a line of its own for each row that was refused, before that of the rest.
            tally.met[-1:] = [
                *(
                    _Met(name=found.name, reason=each.reason, outcome=Outcome.FAILED)
                    for each in read.refused
                ),
                *([met] if read.drafts else []),
            ]
            if read.drafts:
                yield read
        progress.step(what, gathering.total, gathering.total)


def read_gathered(found: Gathered, worker: Worker, *, keep_unread: bool = False) -> ReadFile:
    """The drafts of one file.

    Args:
        keep_unread: Where there is no text to be had, the file itself becomes a draft.

    Raises:
        SatchelError: It cannot be read, and why.
    """
    if found.source is None or (found.trouble is not None and not keep_unread):
        assert found.trouble is not None
        raise found.trouble
    try:
        if found.trouble is not None:
            raise found.trouble
        reading = read_source(found.source, worker)
        drafts, refused = reading.drafts, reading.refused
        if not refused and not any(_says_something(each) for each in drafts):
            raise InputError(_("There is no text in it."))
        if not drafts and keep_unread:
            raise InputError(" ".join(each.reason for each in refused[:_MOST_REASONS]))
    except InputError as problem:
        if not keep_unread:
            raise
        drafts, refused = (bare_draft(found.source, str(problem)),), ()
    return ReadFile(name=found.name, source=found.source, drafts=drafts, refused=refused)


def _says_something(draft: Draft) -> bool:
    """An entry with a title alone says something too; a page needs a text."""
    return bool(draft.only_file or draft.further.entry or segments(draft))


def _addition(source: SourceFile, drafts: tuple[Draft, ...], choices: Acceptance) -> Addition:
    original = Original(
        data=source.data, name=source.name, media_type=media_type_of(source.name, source.data)
    )
    records = tuple(
        draft_to_record(
            with_head_lines(draft, choices.kind),
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
        entries=tuple(draft.further.entry for draft in drafts if draft.further.entry),
    )
