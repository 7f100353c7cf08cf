"""What changing a record does on the writing lane, and what is told of it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

from app.archive.changing import change_record
from app.archive.drafts import CommittedDrafts, commit_drafts, save_draft
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, read_record
from app.errors import RefusedError
from app.progress import Progress
from app.records.record import Record
from app.translation import _
from app.ui.reader.segment_changes import has_empty_line, split_at_empty_lines
from app.ui.reader.unsaved_typing import Typed

Change = Callable[[Record], Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One change that was made, for undo and redo."""

    before: OpenedRecord
    after: OpenedRecord
    what: str


def keep_draft(archive: Archive, typed: Typed, _progress: Progress) -> None:
    """Keep what is typed, as no revision yet."""
    place = typed.place
    save_draft(archive, place.record, place.segment, typed.text, language=place.language)


def keep_typed(archive: Archive, typed: Typed, progress: Progress) -> Done | None:
    """Make a revision of what was typed; empty lines in an original begin new paragraphs."""
    keep_draft(archive, typed, progress)
    place = typed.place
    before = read_record(archive, place.record)
    committed = commit_drafts(archive, place.record)
    after = committed.opened if committed is not None else before
    if not place.language and has_empty_line(typed.text):
        parted = split_at_empty_lines(place.segment, after.record)
        after = change_record(archive, place.record, parted, based_on=after.hash)
    if after.hash == before.hash:
        return None
    return Done(before=before, after=after, what=_told(typed.what, committed))


def keep_found(archive: Archive, record: str, what: str, _progress: Progress) -> Done | None:
    """Make a revision of the drafts that a record has.

    Args:
        what: What was done, with `{code}` for the record's code.
    """
    before = read_record(archive, record)
    committed = commit_drafts(archive, record)
    if committed is None:
        return None
    told = _told(what.format(code=before.card.code), committed)
    return Done(before=before, after=committed.opened, what=told)


def make_change(
    archive: Archive, record: str, change: Change, what: str, _progress: Progress
) -> Done | None:
    """Give a record the state that `change` makes of its newest one."""
    before = read_record(archive, record)
    wanted = change(before.record)
    if wanted == before.record:
        return None
    after = change_record(archive, record, wanted, based_on=before.hash)
    return Done(before=before, after=after, what=what)


def put_back(
    archive: Archive, was: OpenedRecord, wanted: OpenedRecord, _progress: Progress
) -> OpenedRecord:
    """Give a record an earlier content, unless it has changed in between.

    Raises:
        RefusedError: It has.
    """
    now = read_record(archive, was.card.id)
    if now.hash == wanted.hash:
        return now
    if now.hash != was.hash:
        raise RefusedError(
            _("{code} has changed since then.").format(code=now.card.code),
            _("Restore the version you want from its history."),
        )
    return change_record(archive, was.card.id, wanted.record, reason=_("Undone"), based_on=now.hash)


def _told(what: str, committed: CommittedDrafts | None) -> str:
    """The sentence of the status strip, with what the person did not expect."""
    if committed is not None and committed.overwritten:
        what = _("{what}, over a newer text that History keeps").format(what=what)
    if committed is not None and committed.added:
        what = _("{what}, at the end: its paragraph was gone").format(what=what)
    return what
