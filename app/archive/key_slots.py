"""What opens an archive, as window and terminal list it."""

from dataclasses import dataclass, field

from app.archive.archive import Archive
from app.store.slot_people_table import SlotPerson, slot_people, slot_person
from app.store.slots import KeyKind, Slot
from app.store.slots_in_force import genuine_slots
from app.store.trouble import explained


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySlot:
    """One way of opening the archive.

    Attributes:
        number: Never given to another key of this archive.
        person: Whose it is, or how several are called together; may be empty.
        initials: What history and audit show; may be empty.
        added_at: UTC, ISO 8601 with milliseconds and `Z`; empty where it is not known.
        in_use: It opened the archive this time.
        needed: How many shares open it; 0 for other kinds.
        held: How many shares there are; 0 for other kinds.
    """

    number: int
    kind: KeyKind
    person: str
    initials: str
    added_at: str
    in_use: bool
    needed: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShare:
    """One share, for its holder; kept nowhere.

    Attributes:
        number: From 1.
        text: Plain ASCII lines, to be printed or kept as a small file.
        passphrase: The holder's own.
    """

    number: int
    text: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key that was made, with what is shown only now.

    Attributes:
        recovery_code: Of a recovery code, otherwise empty.
        key_file: Content of the key file, otherwise empty.
        shares: One for each holder, otherwise none.
    """

    slot: KeySlot
    recovery_code: str = field(repr=False, default="")
    key_file: bytes = field(repr=False, default=b"")
    shares: tuple[NewShare, ...] = ()


def key_slots(archive: Archive) -> tuple[KeySlot, ...]:
    """Everything that opens the archive, by number.

    Raises:
        DamageError: Both slot files were destroyed or altered meanwhile.
    """
    with explained(archive.path):
        file = genuine_slots(archive.store)
    with archive.store.browsing() as reader:
        people = {person.slot: person for person in slot_people(reader)}
    slots = sorted(file.slots, key=lambda slot: slot.number)
    return tuple(_key_slot(archive, slot, people.get(slot.number)) for slot in slots)


def key_slot(archive: Archive, slot: Slot) -> KeySlot:
    """One slot, with whose it is now."""
    with archive.store.browsing() as reader:
        return _key_slot(archive, slot, slot_person(reader, slot.number))


def _key_slot(archive: Archive, slot: Slot, person: SlotPerson | None) -> KeySlot:
    return KeySlot(
        number=slot.number,
        kind=slot.kind,
        person=person.person if person is not None else "",
        initials=person.initials if person is not None else "",
        added_at=person.added_at if person is not None else "",
        in_use=slot.number == archive.store.opened_by,
        needed=slot.shares.needed if slot.shares is not None else 0,
        held=slot.shares.held if slot.shares is not None else 0,
    )
