"""Attaching files to a record, and giving them back, byte for byte."""

import mimetypes
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.archive.archive import Archive
from app.archive.auditing import Act, note
from app.archive.changing import change_record
from app.archive.reading import OpenedRecord, read_record
from app.errors import InputError, SystemTroubleError
from app.records.capture import CaptureData
from app.records.record import Attachment
from app.records.vocabularies import AttachmentRole
from app.store.object_folder import Sink
from app.store.objects import (
    PendingObject,
    copy_object,
    discard_object,
    put_object,
    read_object,
    settle_objects,
)
from app.translation import _

_NEW_AND_OWN = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def attach_file(
    archive: Archive,
    record_id: str,
    path: Path,
    *,
    role: AttachmentRole = AttachmentRole.SUPPORTING,
    media_type: str = "",
    capture: CaptureData | None = None,
) -> OpenedRecord:
    """Keep a file with a record, whatever its size; the file itself stays where it lies.

    A file that the record has already changes nothing.

    Args:
        record_id: UUID, code, or an unambiguous beginning.
        role: What it is to the record.
        media_type: As its bytes tell; guessed by its name where that is empty.
        capture: What its hidden data says.

    Raises:
        InputError: There is no such record or file, or the file may not be read.
        SystemTroubleError: The archive's disk is full or refused; nothing is changed.
    """
    before = read_record(archive, record_id)
    pending = _put(archive, path)
    attached = Attachment(
        sha256=pending.row.sha256,
        size=pending.row.size,
        media_type=media_type or mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        name=path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"),
        role=role,
        capture=capture or CaptureData(),
    )
    files = before.record.attachments
    try:
        if any(each.sha256 == attached.sha256 for each in files):
            discard_object(archive.store, pending)
            return before
        settle_objects(archive.store, (pending,))
        return change_record(
            archive,
            before.card.id,
            replace(before.record, attachments=(*files, attached)),
            reason=_("File attached"),
            based_on=before.hash,
            content=pending,
        )
    except BaseException:
        discard_object(archive.store, pending)
        raise


def _put(archive: Archive, path: Path) -> PendingObject:
    try:
        if not path.is_file():
            raise InputError(
                _("There is no ordinary file of that name."), _("Check the name and the folder.")
            )
        with path.open("rb") as file:
            return put_object(archive.store, file)
    except PermissionError as problem:
        raise InputError(
            _("The file may not be read."), _("Allow reading it in your file manager.")
        ) from problem


def attached_bytes(archive: Archive, record_id: str, sha256: str) -> tuple[Attachment, bytes]:
    """An attached file as bytes, to be looked at within the program.

    Args:
        sha256: Of the attachment, or an unambiguous beginning.

    Raises:
        InputError: The record has no such attachment, or it is larger than 64 MB.
        DamageError: It is damaged.
    """
    file = _attachment(read_record(archive, record_id), sha256)
    return file, read_object(archive.store, file.sha256)


def extract_attachment(archive: Archive, record_id: str, sha256: str, out: Path) -> Attachment:
    """Write an attached file outside the archive, byte for byte, unencrypted.

    The file has its content only once the audit log says that it was written out.

    Args:
        sha256: Of the attachment, or an unambiguous beginning.
        out: A file that does not exist yet.

    Raises:
        InputError: The record has no such attachment, or the file exists.
        DamageError: The content is damaged; no file is left.
        SystemTroubleError: The disk refused; no file is left.
    """
    opened = read_record(archive, record_id)
    file = _attachment(opened, sha256)
    leaving = _Leaving(act=Act.EXTRACTED, record=opened.card.id, sha256=file.sha256)
    _write_out(archive, leaving, out, partial(copy_object, archive.store, file.sha256))
    return file


def write_clean_copy(
    archive: Archive, record_id: str, sha256: str, clean: bytes, out: Path
) -> Attachment:
    """Write a copy of an attached picture that was made anew outside the archive, unencrypted.

    Args:
        sha256: Of the attachment it was made from, or an unambiguous beginning.
        clean: The copy.
        out: A file that does not exist yet.

    Returns:
        The attachment it was made from.

    Raises:
        InputError: The record has no such attachment, or the file exists.
        SystemTroubleError: The disk refused; no file is left.
    """
    opened = read_record(archive, record_id)
    file = _attachment(opened, sha256)
    leaving = _Leaving(act=Act.COPIED_CLEAN, record=opened.card.id, sha256=file.sha256)

    def write(sink: Sink) -> None:
        sink.write(clean)

    _write_out(archive, leaving, out, write)
    return file


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaving:
    """What the audit log says of a file that is written out."""

    act: Act
    record: str
    sha256: str


def _attachment(opened: OpenedRecord, sha256: str) -> Attachment:
    found = [
        file for file in opened.record.attachments if sha256 and file.sha256.startswith(sha256)
    ]
    if len({file.sha256 for file in found}) != 1:
        raise InputError(
            _("The record has no such attachment."), _("“show” lists the attachments it has.")
        )
    return found[0]


def _write_out(
    archive: Archive, leaving: _Leaving, out: Path, write: Callable[[Sink], object]
) -> None:
    if archive.path.resolve() in out.resolve().parents:
        raise InputError(
            _("That place lies inside the archive, where nothing readable may lie."),
            _("Choose another place."),
        )
    try:
        # The name is taken first, so that nobody else's file is overwritten at the end.
        os.close(os.open(out, _NEW_AND_OWN, 0o600))
        _write_noted(archive, leaving, out, write)
    except FileExistsError as problem:
        raise InputError(
            _("There is a file of that name already."), _("Choose another name.")
        ) from problem
    except OSError as problem:
        raise SystemTroubleError(
            _("The file could not be written."), _("Check the folder and the space on its disk.")
        ) from problem


def _write_noted(
    archive: Archive, leaving: _Leaving, out: Path, write: Callable[[Sink], object]
) -> None:
    """Fill an empty file of ours; where that is not possible, it goes."""
    part = out.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(part, _NEW_AND_OWN, 0o600), "wb") as file:
            write(file)
        with archive.store.writing() as writer:
            note(archive, writer, leaving.act, subject=leaving.record, detail=leaving.sha256)
        part.replace(out)
    except BaseException:
        part.unlink(missing_ok=True)
        out.unlink(missing_ok=True)
        raise
