"""Adding, changing and removing key slots of an open archive.

Each change writes both slot files anew with the next generation and is done only then: the new
content is on the disk under other names before the first of them is replaced.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.errors import RefusedError, UsageError
from app.store.kdf import KdfParameters
from app.store.master_exchange import take_back_exchange
from app.store.shares import SharedSecret
from app.store.slot_file import MOST_SLOTS, SlotFile
from app.store.slot_keys import key_file_slot, passphrase_slot, recovery_slot, shares_slot
from app.store.slots import Slot, sealed_to
from app.store.slots_in_force import genuine_slots, put_slots, unlocked_of
from app.store.store import Store
from app.store.trouble import explained
from app.store.unlocking import Unlocked
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotChange:
    """The slots as they are while somebody changes them.

    Attributes:
        store: The open archive.
        unlocked: What opened it.
        file: The genuine slot file of this moment.
    """

    store: Store
    unlocked: Unlocked = field(repr=False)
    file: SlotFile

    @property
    def next_number(self) -> int:
        """For a new slot. A number is never given twice.

        Raises:
            RefusedError: There are as many slots as there may be.
        """
        if len(self.file.slots) >= MOST_SLOTS:
            raise RefusedError(
                _("This archive has sixteen keys, and there may not be more."),
                _("Remove one that nobody uses."),
            )
        return self.file.given + 1

    @property
    def cost(self) -> KdfParameters:
        """Of trying a new passphrase: as dear as the dearest that is there."""
        costs = [slot.cost for slot in self.file.slots if slot.cost is not None]
        dearest = max(costs, key=lambda cost: cost.memory_kib * cost.iterations, default=None)
        return dearest or KdfParameters.default()

    def slot(self, number: int) -> Slot:
        """One of the slots.

        Raises:
            UsageError: There is none of that number.
        """
        for slot in self.file.slots:
            if slot.number == number:
                return slot
        raise UsageError(
            _("The archive has no key with number {number}.").format(number=number),
            _("List the keys to see which it has."),
        )

    def new_passphrase(self, number: int, passphrase: str) -> Slot:
        """A slot of this number that a passphrase opens; see `slot_keys.passphrase_slot`."""
        return passphrase_slot(number, passphrase, self.cost, self.unlocked.sealing)

    def new_key_file(self, number: int, passphrase: str, digest: bytes) -> Slot:
        """A slot of this number that a passphrase and a key file open."""
        return key_file_slot(number, passphrase, digest, self.cost, self.unlocked.sealing)

    def new_recovery_code(self, number: int, code: str) -> Slot:
        """A slot of this number that a recovery code opens."""
        return recovery_slot(number, code, self.unlocked.sealing)

    def new_shares(self, number: int, split: SharedSecret) -> Slot:
        """A slot of this number that enough shares open."""
        return shares_slot(number, split.secret, split.shares, self.unlocked.sealing)

    def add(self, slot: Slot) -> None:
        """Put a new slot beside the others.

        Raises:
            SystemTroubleError: The disk is full or refused; the slots are as before.
        """
        given = max(self.file.given, slot.number)
        self._put((*self.file.slots, self._sealed(slot)), given)

    def exchange(self, slot: Slot) -> None:
        """Put a slot in the place of the one with its number, which opens nothing from now on.

        Raises:
            SystemTroubleError: The disk is full or refused; the slots are as before.
        """
        sealed = self._sealed(slot)
        slots = tuple(sealed if old.number == slot.number else old for old in self.file.slots)
        self._put(slots, self.file.given)

    def check_removable(self, number: int) -> None:
        """Raise where a slot may not go.

        Raises:
            UsageError: There is none of that number.
            RefusedError: It is the last.
        """
        self.slot(number)
        if len(self.file.slots) == 1:
            raise RefusedError(
                _("This is the last key: without it nothing would open the archive any more."),
                _("Add another key first, then remove this one."),
            )

    def remove(self, number: int) -> None:
        """Take a slot away, which opens nothing from now on.

        Raises:
            UsageError: There is none of that number.
            RefusedError: It is the last.
            SystemTroubleError: The disk is full or refused; the slots are as before.
        """
        self.check_removable(number)
        slots = tuple(slot for slot in self.file.slots if slot.number != number)
        self._put(slots, self.file.given)

    def _sealed(self, slot: Slot) -> Slot:
        return sealed_to(slot, (self.unlocked.master,), self.unlocked.sealing)

    def _put(self, slots: tuple[Slot, ...], given: int) -> None:
        put_slots(self.store, self.file, slots, given)


@contextmanager
def changing_slots(store: Store) -> Iterator[SlotChange]:
    """One change of the slots of an open archive; others wait for it.

    An exchange of the master key that was cut off is taken back first.

    Raises:
        DamageError: Both slot files were destroyed or altered meanwhile.
    """
    with store.key_lane, explained(store.folder):
        file = genuine_slots(store)
        if file.holds_two_masters:
            # Whoever loses a key now may have seen the new master key already.
            file = take_back_exchange(store)
        yield SlotChange(store=store, unlocked=unlocked_of(store), file=file)
