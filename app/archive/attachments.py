"""Giving attached files back, byte for byte."""

import os
import secrets
from pathlib import Path

from app.archive.archive import Archive
from app.archive.auditing import Act, note
from app.archive.reading import read_record
from app.errors import InputError, SystemTroubleError
from app.records.record import Attachment
from app.store.objects import copy_object
from app.translation import _

_NEW_AND_OWN = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def extract_attachment(archive: Archive, record_id: str, sha256: str, out: Path) -> Attachment:
    """Write an attached file outside the archive, unencrypted.

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
    found = [
        file for file in opened.record.attachments if sha256 and file.sha256.startswith(sha256)
    ]
    if len({file.sha256 for file in found}) != 1:
        raise InputError(
            _("The record has no such attachment."), _("“show” lists the attachments it has.")
        )
    try:
        # The name is taken first, so that nobody else's file is overwritten at the end.
        os.close(os.open(out, _NEW_AND_OWN, 0o600))
        _write_noted(archive, opened.card.id, found[0].sha256, out)
    except FileExistsError as problem:
        raise InputError(
            _("There is a file of that name already."), _("Choose another name.")
        ) from problem
    except OSError as problem:
        raise SystemTroubleError(
            _("The file could not be written."), _("Check the folder and the space on its disk.")
        ) from problem
    return found[0]


def _write_noted(archive: Archive, record_id: str, sha256: str, out: Path) -> None:
    """Fill an empty file of ours; where that is not possible, it goes."""
    part = out.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(part, _NEW_AND_OWN, 0o600), "wb") as file:
            copy_object(archive.store, sha256, file)
        with archive.store.writing() as writer:
            note(archive, writer, Act.EXTRACTED, subject=record_id, detail=sha256)
        part.replace(out)
    except BaseException:
        part.unlink(missing_ok=True)
        out.unlink(missing_ok=True)
        raise
