"""Giving attached files back, byte for byte."""

import os
from pathlib import Path

from app.archive.opening import Archive
from app.archive.reading import read_record
from app.errors import InputError, SystemTroubleError
from app.records.record import Attachment
from app.store.objects import copy_object
from app.translation import _

_NEW_AND_OWN = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def extract_attachment(archive: Archive, record_id: str, sha256: str, out: Path) -> Attachment:
    """Write an attached file outside the archive, unencrypted.

    Args:
        sha256: Of the attachment, or an unambiguous beginning.
        out: A file that does not exist yet.

    Raises:
        InputError: The record has no such attachment, or the file exists.
        DamageError: The content is damaged; no file is left.
        SystemTroubleError: The disk refused; no file is left.
    """
    record = read_record(archive, record_id).record
    found = [file for file in record.attachments if sha256 and file.sha256.startswith(sha256)]
    if len({file.sha256 for file in found}) != 1:
        raise InputError(
            _("The record has no such attachment."), _("“show” lists the attachments it has.")
        )
    try:
        with os.fdopen(os.open(out, _NEW_AND_OWN, 0o600), "wb") as file:
            try:
                copy_object(archive.store, found[0].sha256, file)
            except BaseException:
                out.unlink(missing_ok=True)
                raise
    except FileExistsError as problem:
        raise InputError(
            _("There is a file of that name already."), _("Choose another name.")
        ) from problem
    except OSError as problem:
        raise SystemTroubleError(
            _("The file could not be written."), _("Check the folder and the space on its disk.")
        ) from problem
    return found[0]
