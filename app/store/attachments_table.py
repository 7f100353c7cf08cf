"""Which records have which attached files, now or in an older revision."""

from app.errors import DamageError
from app.records.record import Attachment
from app.records.vocabularies import AttachmentRole
from app.store.known_losses import MissedBy, found_again, known_losses, miss
from app.store.transactions import Reader, Writer
from app.translation import _

_FORMER = "UPDATE attachments SET current = 0 WHERE record = :record AND current = 1"

_PUT = """
    INSERT INTO attachments (record, object, role, name, media_type, position, current)
    SELECT :record, number, :role, :name, :media_type, :position, 1
    FROM objects
    WHERE sha256 = :sha256 AND EXISTS (SELECT 1 FROM records WHERE number = :record)
    ON CONFLICT (record, object, role, name)
    DO UPDATE SET media_type = excluded.media_type, position = excluded.position, current = 1
"""

_PUT_FORMER = """
    INSERT INTO attachments (record, object, role, name, media_type, position, current)
    SELECT :record, number, :role, :name, :media_type, :position, 0
    FROM objects WHERE sha256 = :sha256
    ON CONFLICT (record, object, role, name) DO NOTHING
"""

_OF_RECORD = """
    SELECT sha256, size, media_type, name, role
    FROM attachments JOIN objects ON objects.number = attachments.object
    WHERE record = :record AND current = 1 ORDER BY position
"""

_RECORDS = """
    SELECT DISTINCT record FROM attachments JOIN objects ON objects.number = attachments.object
    WHERE sha256 = :sha256 AND (current = 1 OR NOT :current) ORDER BY record
"""


def put_attachments(writer: Writer, record: int, attachments: tuple[Attachment, ...]) -> None:
    """Give a record exactly these attachments; older revisions keep theirs.

    One whose content was lost before the archive was salvaged is left out, until it is added again.

    Raises:
        DamageError: One names content that the archive does not hold.
    """
    writer.execute(_FORMER, {"record": record})
    missed = []
    for position, each in enumerate(attachments):
        entry = MissedBy(
            record=record,
            role=each.role.value,
            name=each.name,
            media_type=each.media_type,
            position=position,
        )
        if _put(writer, each.sha256, entry):
            continue
        if each.sha256 not in known_losses(writer):
            raise DamageError(
                _("A file that belongs to the record is not in the archive."),
                _("Add the file again; its content is checked against the record."),
            )
        missed.append((each.sha256, entry))
    miss(writer, record, missed)


def give_back_attachment(writer: Writer, sha256: str) -> None:
    """A content that was lost has a row again: the records that missed it have it again."""
    for each in found_again(writer, sha256):
        _put(writer, sha256, each)


def _put(writer: Writer, sha256: str, entry: MissedBy) -> bool:
    """Whether the content is there, and the record too."""
    return bool(
        writer.change(
            _PUT,
            {
                "record": entry.record,
                "sha256": sha256,
                "role": entry.role,
                "name": entry.name,
                "media_type": entry.media_type,
                "position": entry.position,
            },
        )
    )


def put_former_attachments(
    writer: Writer, record: int, attachments: tuple[Attachment, ...]
) -> None:
    """Say that an older revision of a record has these; contents not there are left out."""
    for position, each in enumerate(attachments):
        writer.execute(
            _PUT_FORMER,
            {
                "record": record,
                "sha256": each.sha256,
                "role": each.role.value,
                "name": each.name,
                "media_type": each.media_type,
                "position": position,
            },
        )


def attachments_of(reader: Reader, record: int) -> tuple[Attachment, ...]:
    """A record's present attachments, in their order."""
    return tuple(
        Attachment(
            sha256=sha256,
            size=size,
            media_type=media_type,
            name=name,
            role=AttachmentRole(role),
        )
        for sha256, size, media_type, name, role in reader.rows(_OF_RECORD, {"record": record})
    )


def records_with(reader: Reader, sha256: str, *, current: bool = True) -> tuple[int, ...]:
    """Numbers of the records that have this content attached.

    Args:
        sha256: Of the untouched bytes, 64 hex digits.
        current: Leave out records of which only an older revision has it.
    """
    rows = reader.rows(_RECORDS, {"sha256": sha256, "current": current})
    return tuple(number for (number,) in rows)
