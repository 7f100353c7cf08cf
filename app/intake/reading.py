"""A file, or pasted text, becomes drafts."""

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from app.confined.forms import FileFormat, ReadText
from app.confined.worker import Worker
from app.errors import InputError, SystemTroubleError
from app.intake.analysis import Origin, draft_of
from app.intake.decoding import SIZE_LIMIT, decode
from app.intake.documents import cut_places
from app.intake.draft import (
    Certainty,
    Draft,
    DraftLine,
    Field,
    LeftOut,
    LineRole,
    RefusedEntry,
    nothing_date,
)
from app.intake.entry_drafts import EntrySource
from app.intake.entry_reading import read_entries
from app.intake.formats import Becomes, FormatRow, row_of
from app.intake.letter_fields import letter_fields
from app.intake.lines import split_lines
from app.intake.long_texts import is_long
from app.intake.look import look_at
from app.intake.media_drafts import picture_draft, recording_draft, scanned_draft
from app.intake.shape import measure_all
from app.intake.stated import OWN_PAPERS, WEB_PAGES, Stated, stated_by
from app.intake.web_model import web_chances
from app.intake.wrapping import paragraph_lines
from app.records.dates import StatedDate
from app.records.vocabularies import Kind
from app.translation import _

T = TypeVar("T")
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file as it came in.

    Attributes:
        name: Its name, without folders; never used as a path again.
        data: Its bytes, untouched.
        sha256: Of these bytes, 64 hex digits.
    """

    name: str
    data: bytes
    sha256: str


def read_file(path: Path) -> SourceFile:
    """Read a file whole.

    Raises:
        InputError: There is no such file, it may not be read, is a folder, or is too large.
        SystemTroubleError: The disk refused.
    """
    shown = shown_name(path.name or str(path))
    try:
        if path.is_dir():
            raise InputError(_("{name} is a folder.").format(name=shown), _("Choose files in it."))
        if not path.is_file() and path.exists():
            raise InputError(
                _("{name} is not an ordinary file.").format(name=shown), _("Choose another file.")
            )
        if path.stat().st_size > SIZE_LIMIT:
            raise InputError(
                _("{name} is larger than 64 MB, more than a text is read from.").format(name=shown),
                _("Split it, or keep it as an attachment of a record."),
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            _("There is no file {name}.").format(name=shown), _("Check the name and the folder.")
        ) from error
    except PermissionError as error:
        raise InputError(
            _("{name} may not be read.").format(name=shown),
            _("Allow reading it in your file manager, and add it again."),
        ) from error
    except OSError as error:
        raise SystemTroubleError(
            _("{name} could not be read from the disk.").format(name=shown),
            _("Copy it to another disk, and add it from there."),
        ) from error
    return source_of(path.name, data)


def source_of(name: str, data: bytes) -> SourceFile:
    """Bytes that are at hand already, such as those of an attachment."""
    return SourceFile(name=name, data=data, sha256=hashlib.sha256(data).hexdigest())


def shown_name(name: str) -> str:
    """A file name that is safe in a message: control and direction marks are spelled out."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape", "backslashreplace").decode()
        for sign in name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of a file.

    Attributes:
        refused: Entries of it that became no draft; the others did.
    """

    drafts: tuple[Draft, ...]
    refused: tuple[RefusedEntry, ...] = ()


def drafts_from(source: SourceFile, worker: Worker | None = None) -> tuple[Draft, ...]:
    """Read a file and make drafts of it, one for each document in it.

    Args:
        worker: Reads what is no plain text; without one a process is started for this file alone.

    Raises:
        InputError: It is empty, damaged, locked, of a format that is not read, or none of its
            entries becomes a draft.
    """
    reading = read_source(source, worker)
    if not reading.drafts and reading.refused:
        raise InputError(" ".join(each.reason for each in reading.refused[:_MOST_REASONS]))
    return reading.drafts


def read_source(source: SourceFile, worker: Worker | None = None) -> Reading:
    """As `drafts_from`, with the entries of a table that became no draft.

    Raises:
        InputError: It is empty, damaged, locked, or of a format that is not read.
    """
    row = row_of(look_at(source.name, source.data))
    if row is not None:
        with ExitStack() as stack:
            return _WAYS[row.becomes](source, row, worker or stack.enter_context(Worker()))
    decoded = decode(source.data)
    origin = Origin(file_name=source.name, sha256=source.sha256)
    return Reading(drafts=_drafts(decoded.text, origin))


def drafts_from_text(text: str, name: str) -> tuple[Draft, ...]:
    """Make drafts of text from the clipboard.

    Args:
        text: As pasted.
        name: What to call it in place of a file name.

    Raises:
        InputError: There is no text in it.
    """
    if not text.strip():
        raise InputError(_("There is no text to add."), _("Copy the text first, then paste it."))
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _drafts(text, Origin(file_name=name, sha256=sha256))


def _drafts(text: str, origin: Origin) -> tuple[Draft, ...]:
    raw_lines = split_lines(text)
    if is_long(raw_lines):
        return (draft_of(raw_lines, 1, origin),)
    lines = paragraph_lines(raw_lines)
    shapes = measure_all(lines)
    cuts = cut_places(lines, shapes)
    places = [0, *cuts, len(lines)]
    # A document begins at its first line; blank lines before it belong to the one before.
    starts = [1, *(lines[place].number for place in cuts), len(raw_lines) + 1]
    drafts = []
    for part in range(len(places) - 1):
        begin, end = places[part], places[part + 1]
        drafts.append(
            draft_of(
                raw_lines[starts[part] - 1 : starts[part + 1] - 1],
                starts[part],
                origin,
                (lines[begin:end], shapes[begin:end]),
            )
        )
    return tuple(drafts)


def _document(source: SourceFile, row: FormatRow, worker: Worker) -> Reading:
    """One draft of a file that is one document."""
    format = FileFormat(row.format)
    return Reading(drafts=(_stated_draft(source, format, worker.read(format, source.data)),))


def _entries(source: SourceFile, row: FormatRow, worker: Worker) -> Reading:
    """A draft of each row, bulletin or reference."""
    file = EntrySource(file_name=source.name, sha256=source.sha256)
    drafts, refused = read_entries(file, source.data, FileFormat(row.format), worker)
    return Reading(drafts=drafts, refused=refused)


def _pictures(source: SourceFile, row: FormatRow, worker: Worker) -> Reading:
    """A picture, or pages that are pictures."""
    text = worker.read(FileFormat(row.format), source.data)
    return Reading(drafts=(picture_draft(source, text),))


def _recording(source: SourceFile, row: FormatRow, worker: Worker) -> Reading:
    """Sound or film."""
    text = worker.read(FileFormat(row.format), source.data)
    return Reading(drafts=(recording_draft(source, text, row.media_type),))


def _members(source: SourceFile, row: FormatRow, worker: Worker) -> Reading:
    """A file of files is taken apart before, or not at all."""
    raise InputError(
        _("It holds other files."), _("Add the file itself, and they are read one by one.")
    )


_WAYS: dict[Becomes, Callable[[SourceFile, FormatRow, Worker], Reading]] = {
    Becomes.DOCUMENT: _document,
    Becomes.MEMBERS: _members,
    Becomes.ENTRIES: _entries,
    Becomes.PICTURES: _pictures,
    Becomes.RECORDING: _recording,
}
"""How the drafts of a file are made, by what its format becomes."""


def _stated_draft(source: SourceFile, format: FileFormat, text: ReadText) -> Draft:
    """The draft of a file that says itself what its parts are."""
    if text.pages and text.pages == text.pages_without_text:
        return scanned_draft(source, text)
    stated = stated_by(text, format)
    if not any(line.strip() for line in stated.lines):
        raise InputError(_("There is no text in it."))
    page = format in WEB_PAGES
    origin = Origin(file_name=source.name, sha256=source.sha256, as_written=not page)
    draft = _page_draft(stated, origin) if page else draft_of(list(stated.lines), 1, origin)
    draft = _with_stated_fields(draft, stated)
    if stated.letter:
        further = replace(draft.further, extra=letter_fields(text.letter))
        draft = replace(draft, further=further)
    if format in OWN_PAPERS and draft.kind.value is Kind.ARTICLE:
        draft = replace(draft, kind=_own_paper())
    return replace(draft, pictured=text.pages_without_text)


def _page_draft(stated: Stated, origin: Origin) -> Draft:
    """The draft of a saved web page: what is body is told by its place in the page too."""
    lines = paragraph_lines(stated.lines)
    shapes = measure_all(lines)
    chances = web_chances(lines, shapes, [stated.around[line.number] for line in lines])
    return draft_of(list(stated.lines), 1, origin, (lines, shapes), chances)


def _with_stated_fields(draft: Draft, stated: Stated) -> Draft:
    draft = replace(draft, lines=tuple(_as_stated(line, stated) for line in draft.lines))
    if stated.letter and draft.kind.value is not Kind.TESTIMONY:
        draft = replace(draft, kind=_letter())
    # A letter's subject often names who wrote it, which no title of a testimony may.
    if stated.title and not stated.letter:
        where = (stated.title_line,) if stated.title_line else ()
        draft = replace(draft, title=_stated(stated.title, where))
    if stated.authors:
        draft = replace(draft, authors=_stated(stated.authors))
    if stated.dated is not None:
        draft = replace(draft, suggested_published=_day(stated.dated, Certainty.GUESS))
    if stated.published is not None:
        draft = replace(draft, published=_day(stated.published), suggested_published=nothing_date())
    if stated.updated is not None and stated.updated != stated.published:
        draft = replace(draft, updated=_day(stated.updated))
    if stated.publisher:
        draft = replace(draft, publisher=_stated(stated.publisher))
    return draft


def _day(date: StatedDate, certainty: Certainty = Certainty.CERTAIN) -> Field[StatedDate | None]:
    return Field(value=date, certainty=certainty, reason=_("The file itself says so."))


def _as_stated(line: DraftLine, stated: Stated) -> DraftLine:
    role = stated.roles.get(line.number)
    if stated.around and line.role is not LineRole.BLANK:
        return _as_page_says(line, stated, role)
    if role is None and stated.title and line.role is LineRole.TITLE:
        # Another line than the one that the file calls its title.
        role = LineRole.PARAGRAPH
    if role is None or line.role is LineRole.BLANK:
        return line
    if role is LineRole.LEFT_OUT:
        why = LeftOut.HIDDEN if line.number in stated.hidden else LeftOut.REPEATED
        kept = line.role_if_kept
        kept = LineRole.PARAGRAPH if kept.segment_role is None else kept
        return replace(line, role=role, role_if_kept=kept, why=why, stated=True)
    cells = stated.cells.get(line.number, ())
    return replace(line, role=role, role_if_kept=role, why=None, cells=cells, stated=True)


def _letter() -> Field[Kind]:
    """A letter is somebody's own word, and counts as such until a person says otherwise."""
    reason = _("A letter was written to somebody, not published.")
    return Field(value=Kind.TESTIMONY, certainty=Certainty.GUESS, reason=reason)


def _own_paper() -> Field[Kind]:
    """Notes and minutes are written so; as an article they would count as public."""
    reason = _("People write such documents themselves; it may never have been published.")
    return Field(value=Kind.TESTIMONY, certainty=Certainty.GUESS, reason=reason)


def _as_page_says(line: DraftLine, stated: Stated, role: LineRole | None) -> DraftLine:
    """A line of a web page: kept or left out as was found, and what it is as the page says."""
    if role is LineRole.TITLE or (line.role is LineRole.TITLE and not stated.title):
        return replace(
            line, role=LineRole.TITLE, role_if_kept=LineRole.TITLE, why=None, stated=True
        )
    if line.role is LineRole.TITLE:
        line = replace(line, role=LineRole.PARAGRAPH, role_if_kept=LineRole.PARAGRAPH)
    cells = stated.cells.get(line.number, ())
    if line.role is LineRole.LEFT_OUT:
        return replace(line, role_if_kept=role or line.role_if_kept, cells=cells, stated=True)
    if role is not None and line.role.segment_role is not None:
        return replace(line, role=role, role_if_kept=role, cells=cells, stated=True)
    return replace(line, stated=True)


def _stated(value: T, lines: tuple[int, ...] = ()) -> Field[T]:
    return Field(
        value=value, certainty=Certainty.CERTAIN, reason=_("The file itself says so."), lines=lines
    )
