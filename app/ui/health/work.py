"""What the archive check asks of the archive: plain functions that run on a lane."""

from contextlib import suppress

from app.archive.clock import utc_now
from app.archive.naming_damage import name_damage
from app.archive.opening import Archive
from app.archive.remembered import remember, remembered
from app.archive.verifying import verify_archive
from app.errors import SatchelError
from app.progress import Progress
from app.ui.health.check_note import NAMED_AT_MOST, CheckNote, from_text, to_text

_LAST_CHECK = "health.check"


def last_check(archive: Archive, _progress: Progress) -> CheckNote | None:
    """What the last check found, or None where there was none."""
    return from_text(remembered(archive, _LAST_CHECK))


def check(archive: Archive, progress: Progress) -> CheckNote:
    """Read everything, name what is damaged, and remember it."""
    verdict = verify_archive(archive, progress)
    note = CheckNote(
        at=utc_now(),
        records=verdict.records,
        attachments=verdict.attachments,
        count=len(verdict.damaged),
        damaged=name_damage(archive, verdict.damaged[:NAMED_AT_MOST]),
        harmless=tuple(dict.fromkeys(each.reason for each in verdict.harmless)),
    )
    # An archive that cannot be written any more can still be told of.
    with suppress(SatchelError):
        remember(archive, _LAST_CHECK, to_text(note))
    return note
