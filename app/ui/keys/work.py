"""What the page of keys asks of the archive. Each function runs on a lane."""

from dataclasses import dataclass

from app.archive.keys import KeySlot, key_slots, rekey_unfinished
from app.archive.opening import Archive
from app.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyState:
    """What the page shows.

    Attributes:
        slots: Every key, by number.
        unfinished: A change of all keys was begun and not finished.
    """

    slots: tuple[KeySlot, ...]
    unfinished: bool

    @property
    def opened_with(self) -> KeySlot | None:
        """The key that opened the archive; None where it is gone since."""
        return next((slot for slot in self.slots if slot.in_use), None)


def key_state(archive: Archive, _progress: Progress) -> KeyState:
    """Look at the keys."""
    return KeyState(slots=key_slots(archive), unfinished=rekey_unfinished(archive))
