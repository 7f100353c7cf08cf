"""What the archive check asks of the archive: plain functions that run on a lane."""

from contextlib import suppress
from dataclasses import replace

from app.archive.clock import utc_now
from app.archive.naming_damage import NamedDamage, name_damage
from app.archive.opening import Archive
from app.archive.remembered import remember_found, remembered
from app.archive.verifying import Damage, verify_archive
from app.errors import SatchelError
from app.intake.attached_files import renew_index
from app.progress import Progress
from app.ui.health.check_note import NAMED_AT_MOST, CheckNote, from_text, to_text

_LAST_CHECK = "health.check"
"""Destroying a record forgets what is remembered under “health.”: it may name that record."""


def last_check(archive: Archive, _progress: Progress) -> CheckNote | None:
    """What the last check found, or None where there was none."""
    return from_text(remembered(archive, _LAST_CHECK))


def check(archive: Archive, progress: Progress) -> CheckNote:
    """Read everything, name what is damaged, and remember it."""
    verdict = verify_archive(archive, progress)
    damaged = verdict.damaged[:NAMED_AT_MOST]
    note = CheckNote(
        at=utc_now(),
        records=verdict.records,
        attachments=verdict.attachments,
        count=len(verdict.damaged),
        damaged=name_damage(archive, damaged),
        harmless=tuple(dict.fromkeys(each.reason for each in verdict.harmless)),
    )

    def found() -> str:
        return to_text(replace(note, damaged=_still_named(archive, damaged)))

    # An archive that cannot be written any more can still be told of.
    with suppress(SatchelError):
        remember_found(archive, _LAST_CHECK, found)
    return note


def renew(archive: Archive, progress: Progress) -> CheckNote:
    """Build the search index anew, then check."""
    renew_index(archive, progress)
    return check(archive, progress)


def _still_named(archive: Archive, damaged: tuple[Damage, ...]) -> tuple[NamedDamage, ...]:
    """Without the names of files whose record is not there: it may have been destroyed since."""
    return tuple(
        each if each.record else replace(each, damage=replace(each.damage, name=""))
        for each in name_damage(archive, damaged)
    )
