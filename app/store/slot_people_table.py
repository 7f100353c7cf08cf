"""Whose a key slot is: who opens with it, and the initials that history and audit show.

This stands inside the encryption. The slot files lie outside and name nobody.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.store.transactions import Reader, Row, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPerson:
    """Who has a key slot.

    Attributes:
        person: As they want to be called here; may be empty.
        initials: What history and audit show; may be empty.
        added_at: When the slot was made, UTC, ISO 8601 with milliseconds and `Z`.
    """

    slot: int
    person: str
    initials: str
    added_at: str


_PUT = """
    INSERT INTO slot_people (slot, person, initials, added_at)
    VALUES (:slot, :person, :initials, :at)
    ON CONFLICT (slot) DO UPDATE SET person = excluded.person, initials = excluded.initials
"""

_LIST = "SELECT slot, person, initials, added_at FROM slot_people ORDER BY slot"

_ONE = "SELECT slot, person, initials, added_at FROM slot_people WHERE slot = :slot"

_DROP_OTHERS = """
    DELETE FROM slot_people WHERE slot NOT IN (SELECT value FROM json_each(:slots))
"""

_DROP = "DELETE FROM slot_people WHERE slot = :slot"


def put_slot_person(writer: Writer, slot: int, person: str, initials: str, at: str) -> None:
    """Say whose a slot is; one that is known keeps the time at which it was added."""
    writer.execute(_PUT, {"slot": slot, "person": person, "initials": initials, "at": at})


def slot_people(reader: Reader) -> tuple[SlotPerson, ...]:
    """Everybody with a slot, by its number. A slot that nobody was named for is not among them."""
    return tuple(_person(row) for row in reader.rows(_LIST))


def slot_person(reader: Reader, slot: int) -> SlotPerson | None:
    """Whose a slot is, or None where that was never said."""
    row = reader.row(_ONE, {"slot": slot})
    return None if row is None else _person(row)


def drop_slot_person(writer: Writer, slot: int) -> None:
    """Forget whose a slot was; audit entries keep the initials."""
    writer.execute(_DROP, {"slot": slot})


def drop_other_slot_people(writer: Writer, slots: Iterable[int]) -> int:
    """Forget whose those slots were that are not among these.

    Returns:
        How many there were.
    """
    return writer.change(_DROP_OTHERS, {"slots": json.dumps(sorted(slots))})


def _person(row: Row) -> SlotPerson:
    slot, person, initials, added_at = row
    return SlotPerson(slot=slot, person=person, initials=initials, added_at=added_at)
