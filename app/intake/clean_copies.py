"""Copies of attached pictures that hold what is to be seen, and nothing that is not."""

from dataclasses import dataclass
from pathlib import Path

from app.archive.archive import Archive
from app.archive.attachments import attached_bytes, write_clean_copy
from app.confined.forms import FileFormat
from app.confined.worker import Worker
from app.errors import InputError
from app.intake.formats import row_of
from app.intake.look import look_at
from app.records.record import Attachment
from app.translation import _

_ENDINGS = {"image/jpeg": ".jpg", "image/heic": ".jpg", "image/tiff": ".tif"}
_OTHERS = ".png"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanCopy:
    """A picture that was written out.

    Attributes:
        sha256: Of the original.
        media_type: It may be another than the original's.
        size: In bytes.
        name: Of the original, with the ending that fits the copy.
    """

    sha256: str
    media_type: str
    size: int
    name: str


def extract_clean_copy(archive: Archive, record_id: str, sha256: str, out: Path) -> CleanCopy:
    """Write the pixels of an attached picture outside the archive, unencrypted.

    The copy is a new file: no place, time, device, comment, preview or earlier version is in it.
    Whoever can be recognised in the picture still can.

    Args:
        sha256: Of the attachment, or an unambiguous beginning.
        out: A file that does not exist yet.

    Raises:
        InputError: There is no such attachment, it is no picture, cannot be read, or the file
            exists.
        DamageError: The attachment is damaged.
        SystemTroubleError: The disk refused; no file is left.
    """
    file, data = attached_bytes(archive, record_id, sha256)
    row = row_of(look_at(file.name, data))
    if row is None or row.format is not FileFormat.PICTURE:
        raise InputError(
            _("Only a picture can be copied without its hidden data, and this file is none."),
            _("Extract it as it is, and know that all it holds goes with it."),
        )
    with Worker() as worker:
        media_type, clean = worker.clean(data)
    write_clean_copy(archive, record_id, file.sha256, clean, out)
    return CleanCopy(
        sha256=file.sha256, media_type=media_type, size=len(clean), name=clean_name(file)
    )


def is_picture(file: Attachment) -> bool:
    """Whether a clean copy can be made of it, as far as is known."""
    return file.media_type.startswith("image/")


def clean_name(file: Attachment) -> str:
    """A name for a clean copy, with the ending that fits it."""
    stem = file.name.rpartition(".")[0] or file.name
    return stem + _ENDINGS.get(file.media_type, _OTHERS)
