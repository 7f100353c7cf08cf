"""Files that are kept with a record are read too, so that a search finds what they say.

They are looked into as everything that others made is, in the confined process. What cannot be read
is kept all the same; it is only not searched.
"""

from collections.abc import Sequence
from pathlib import Path

from app.archive.archive import Archive
from app.archive.attachment_texts import (
    UnreadContent,
    content_of,
    put_text,
    unread_files,
)
from app.archive.attachments import attach_file
from app.archive.index_upkeep import rebuild_index
from app.archive.reading import OpenedRecord
from app.confined.forms import FileFormat
from app.confined.worker import Worker
from app.errors import DamageError, InputError
from app.intake.capture_reading import said_of
from app.intake.decoding import decode
from app.intake.formats import row_of
from app.intake.language_detection import detect_language
from app.intake.lines import split_lines
from app.intake.look import look_at
from app.intake.reading import SourceFile, source_of
from app.intake.stated import stated_by
from app.intake.wrapping import paragraph_lines
from app.progress import Progress
from app.records.vocabularies import AttachmentRole
from app.translation import _


def attach_and_read(
    archive: Archive,
    record_id: str,
    path: Path,
    progress: Progress,
    *,
    role: AttachmentRole = AttachmentRole.SUPPORTING,
) -> OpenedRecord:
    """Keep a file with a record, as `attach_file` does, and let what it says be searched.

    What the hidden data of a picture, sound or film says is kept with it.

    Raises:
        InputError: There is no such record or file, or the file may not be read.
        SystemTroubleError: The archive's disk is full or refused; the file may be kept already.
        CancelledError: The person cancelled; the file is kept, and read at another time.
    """
    said = said_of(path)
    opened = attach_file(
        archive, record_id, path, role=role, media_type=said.media_type, capture=said.capture
    )
    _read(archive, unread_files(archive, opened.record), progress)
    return opened


def read_attached_files(archive: Archive, progress: Progress) -> int:
    """Read what was attached by an older version of the program, or came without its text.

    Each file is done for itself: after a kill it goes on with the next one.

    Returns:
        How many files were read.

    Raises:
        SystemTroubleError: The disk is full or refused.
        CancelledError: The person cancelled; what was read stays.
    """
    unread = unread_files(archive)
    _read(archive, unread, progress)
    return len(unread)


def renew_index(archive: Archive, progress: Progress) -> None:
    """Build the search index anew, and read the attached files that it knows nothing of.

    For an index that the archive check finds damaged, and for files that an older version of the
    program could not read. After a kill, opening goes on with it.

    Raises:
        DamageError: A page of the index itself cannot be read; salvage makes a new archive.
        CancelledError: The person cancelled; opening goes on with it.
        SystemTroubleError: The disk is full or refused.
    """
    rebuild_index(archive.store, progress)
    archive.words = None
    read_attached_files(archive, progress)


def text_in(source: SourceFile, worker: Worker) -> str:
    """What a file says to a reader, a paragraph a line; without what it hides.

    Raises:
        InputError: It is empty, damaged, locked, or of a format that is not read.
    """
    row = row_of(look_at(source.name, source.data))
    if row is None:
        lines = paragraph_lines(split_lines(decode(source.data).text))
        return "\n".join(line.text for line in lines)
    if not isinstance(row.format, FileFormat):
        raise InputError(_("It holds other files."), _("Attach those that belong to the record."))
    read = worker.read(row.format, source.data)
    stated = stated_by(read, row.format)
    shown = ["" if number in stated.hidden else line for number, line in enumerate(stated.lines, 1)]
    lines = paragraph_lines(shown)
    return "\n".join(each for each in (read.title, *(line.text for line in lines)) if each)


def _read(archive: Archive, unread: Sequence[UnreadContent], progress: Progress) -> None:
    if not unread:
        return
    with Worker() as worker:
        for done, each in enumerate(unread):
            progress.step(_("Reading attached files"), done, len(unread))
            try:
                text = text_in(source_of(each.name, content_of(archive, each)), worker)
            except InputError:
                # It is kept as it is; there is only nothing in it to search.
                text = ""
            except DamageError:
                # The archive check names it; it is read once it is whole again.
                continue
            language, _certainty = detect_language(text)
            put_text(archive, each.sha256, text, None if language == "und" else language)
    progress.step(_("Reading attached files"), len(unread), len(unread))
