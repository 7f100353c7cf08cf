"""What the last check found, remembered inside the archive."""

import json
from dataclasses import dataclass

from app.archive.naming_damage import NamedDamage
from app.archive.verifying import Damage, Damaged

NAMED_AT_MOST = 500
"""So many damaged things are named; a disk that has gone would name everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckNote:
    """One check that was carried through.

    Attributes:
        at: When it ended, UTC in ISO 8601.
        records: Records that could be read.
        attachments: Attached files there are.
        count: Damaged things in all.
        damaged: The first of them by name.
        harmless: What was found besides and takes nothing from anything, as sentences.
    """

    at: str
    records: int
    attachments: int
    count: int
    damaged: tuple[NamedDamage, ...]
    harmless: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Everything was whole."""
        return self.count == 0

    @property
    def only_index(self) -> bool:
        """Nothing but the search index is damaged, and that can be built anew."""
        named = tuple(each.damage.what for each in self.damaged)
        return not self.ok and len(named) == self.count and set(named) == {Damaged.INDEX}


def to_text(note: CheckNote) -> str:
    """A note as it is remembered."""
    return json.dumps(
        {
            "at": note.at,
            "records": note.records,
            "attachments": note.attachments,
            "count": note.count,
            "harmless": list(note.harmless),
            "damaged": [
                [
                    each.damage.what.value,
                    each.damage.id,
                    each.damage.reason,
                    each.damage.name,
                    each.record,
                    each.code,
                    each.title,
                ]
                for each in note.damaged
            ],
        }
    )


def from_text(text: str | None) -> CheckNote | None:
    """A remembered note; None where there is none that can be understood."""
    try:
        tree = json.loads(text or "null")
    except ValueError:
        return None
    match tree:
        case {
            "at": str(at),
            "records": int(records),
            "attachments": int(attachments),
            "count": int(count),
            "damaged": [*listed],
            "harmless": [*harmless],
        }:
            damaged = tuple(each for each in map(_damage, listed) if each is not None)
            return CheckNote(
                at=at,
                records=records,
                attachments=attachments,
                count=count,
                damaged=damaged,
                harmless=tuple(each for each in harmless if isinstance(each, str)),
            )
    return None


def _damage(tree: object) -> NamedDamage | None:
    match tree:
        case [str(what), str(id_), str(reason), str(name), str(record), str(code), str(title)]:
            if what in tuple(Damaged):
                damage = Damage(what=Damaged(what), id=id_, reason=reason, name=name)
                return NamedDamage(damage=damage, record=record, code=code, title=title)
    return None
