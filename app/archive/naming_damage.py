"""Damaged things by the names that people know them by: the code and title of their record."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.archive.opening import Archive
from app.archive.verifying import Damage, Damaged
from app.errors import SatchelError
from app.store.record_names import RecordName, name_of_owner, name_of_record


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDamage:
    """A damaged thing, and the record it belongs to as far as that can be told.

    Attributes:
        record: Id of the record; empty where it is none or unknown. An attached file that several
            records have is named by the oldest.
        code: Its code in this archive; empty likewise.
        title: Its title; empty likewise.
    """

    damage: Damage
    record: str = ""
    code: str = ""
    title: str = ""


def name_damage(archive: Archive, damaged: Iterable[Damage]) -> tuple[NamedDamage, ...]:
    """Look up the records of damaged things. What cannot be read any more stays without a name."""
    return tuple(_named(archive, each) for each in damaged)


def _named(archive: Archive, damage: Damage) -> NamedDamage:
    try:
        found = _record_of(archive, damage)
    except SatchelError:
        # Where the lookup is damaged too, the thing is still told of.
        found = None
    if found is None:
        return NamedDamage(damage=damage)
    return NamedDamage(damage=damage, record=found.id, code=found.code, title=found.title)


def _record_of(archive: Archive, damage: Damage) -> RecordName | None:
    with archive.store.browsing() as reader:
        match damage.what:
            case Damaged.RECORD | Damaged.REVISION | Damaged.INDEX:
                return name_of_record(reader, damage.id)
            case Damaged.ATTACHMENT:
                return name_of_owner(reader, damage.id)
    return None
