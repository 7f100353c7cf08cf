"""Who and what opens an archive: passphrases, key files, recovery codes, shares of several people.

A key that was changed or removed opens nothing from the moment on at which the function returns.
Whoever kept it with a copy of the slot files of then can still open this archive with that copy, as
it is now, and old copies of it. `rekey` puts an end to that for everything that is in the archive
now.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.archive.archive import Archive
from app.archive.auditing import Act, note
from app.archive.clock import utc_now
from app.archive.key_slots import KeySlot, NewKey, NewShare, key_slot, key_slots
from app.archive.shares import ShareFacts, rehearse_shares, share_facts, share_opens
from app.errors import UsageError
from app.progress import Progress
from app.store.credentials import ShareHeld
from app.store.key_changes import SlotChange, changing_slots
from app.store.master_exchange import take_back_if_cut_off
from app.store.recovery_code import new_recovery_code
from app.store.rekey import Rekeyed, rekey_store
from app.store.shares import split_secret
from app.store.slot_keys import key_file_digest, new_key_file
from app.store.slot_people_table import drop_slot_person, put_slot_person
from app.store.slots import KeyKind, Slot
from app.store.slots_in_force import genuine_slots
from app.store.transactions import Writer
from app.store.trouble import explained
from app.translation import _

__all__ = [
    "KeyKind",
    "KeySlot",
    "NewKey",
    "NewShare",
    "Rekeyed",
    "ShareFacts",
    "ShareHeld",
    "add_key_file",
    "add_passphrase",
    "add_recovery_code",
    "add_shares",
    "change_key",
    "key_slots",
    "name_person",
    "new_key_file",
    "rehearse_shares",
    "rekey",
    "rekey_unfinished",
    "remove_key",
    "share_facts",
    "share_opens",
    "take_back_rekey",
]

_LONGEST_PERSON = 200
_LONGEST_INITIALS = 12


def add_passphrase(
    archive: Archive, passphrase: str, *, person: str = "", initials: str = ""
) -> NewKey:
    """Add a passphrase, for another person or beside another key.

    Raises:
        UsageError: The passphrase is empty or no text, or the name too long.
        RefusedError: There are sixteen keys already.
        SystemTroubleError: The disk is full or refused, or memory is short; nothing was added.
    """
    with changing_slots(archive.store) as change:
        slot = change.new_passphrase(change.next_number, passphrase)
        return NewKey(slot=_add(archive, change, slot, person, initials))


def add_key_file(
    archive: Archive,
    passphrase: str,
    *,
    key_file: bytes | None = None,
    person: str = "",
    initials: str = "",
) -> NewKey:
    """Add a passphrase that opens only together with a key file.

    Args:
        key_file: Any content of 32 bytes to 1 MiB; None makes 32 random bytes.

    Raises:
        InputError: The key file is too short or too large.
        UsageError, RefusedError, SystemTroubleError: As `add_passphrase`.
    """
    content = new_key_file() if key_file is None else key_file
    digest = key_file_digest(content)
    with changing_slots(archive.store) as change:
        slot = change.new_key_file(change.next_number, passphrase, digest)
        return NewKey(slot=_add(archive, change, slot, person, initials), key_file=content)


def add_recovery_code(archive: Archive, *, person: str = "", initials: str = "") -> NewKey:
    """Add a recovery code, which is shown once.

    Raises:
        UsageError, RefusedError, SystemTroubleError: As `add_passphrase`.
    """
    code = new_recovery_code()
    with changing_slots(archive.store) as change:
        slot = change.new_recovery_code(change.next_number, code)
        return NewKey(slot=_add(archive, change, slot, person, initials), recovery_code=code)


def add_shares(
    archive: Archive, *, needed: int, passphrases: Sequence[str], person: str = ""
) -> NewKey:
    """Add a key of which several people hold a share each.

    Args:
        needed: How many of them open the archive together, from 2.
        passphrases: One for each holder, at most 16.
        person: What they are called together.

    Raises:
        UsageError: Impossible numbers, an empty passphrase, or the name too long.
        RefusedError, SystemTroubleError: As `add_passphrase`.
    """
    with changing_slots(archive.store) as change:
        number = change.next_number
        split = split_secret(needed, passphrases, change.cost, archive.fingerprint)
        slot = _add(archive, change, change.new_shares(number, split), person, "")
    pages = zip(split.texts, passphrases, strict=True)
    shares = tuple(
        NewShare(number=number, text=text, passphrase=passphrase)
        for number, (text, passphrase) in enumerate(pages, start=1)
    )
    return NewKey(slot=slot, shares=shares)


def change_key(
    archive: Archive, number: int, *, passphrase: str, key_file: bytes | None = None
) -> NewKey:
    """Give a key another passphrase; the old one opens nothing from then on.

    The old passphrase is not asked for: whoever opened the archive, be it with the recovery code,
    may set a new one. Keep a new key file before calling this, since nothing else opens the key
    afterwards.

    Args:
        number: Of a passphrase, with a key file or without.
        key_file: For a key with a key file, the one that it needs from now on; None keeps the one
            that the archive was opened with.

    Raises:
        UsageError: There is no such key, it has no passphrase, the new one is empty, or the key
            file is missing.
        InputError: The key file is too short or too large.
        SystemTroubleError: The disk is full or refused, or memory is short; nothing changed.
    """
    with changing_slots(archive.store) as change:
        old = change.slot(number)
        if old.kind is KeyKind.PASSPHRASE and key_file is None:
            slot, digest = change.new_passphrase(number, passphrase), b""
        elif old.kind is KeyKind.KEY_FILE:
            digest = (
                _digest_to_keep(change, number) if key_file is None else key_file_digest(key_file)
            )
            slot = change.new_key_file(number, passphrase, digest)
        else:
            raise _has_no_passphrase(old)
        _note(archive, Act.KEY_CHANGED, number)
        change.exchange(slot)
        store = archive.store
        if number == store.opened_by and store.unlocked is not None:
            store.unlocked_by(replace(store.unlocked, key_file=digest))
    return NewKey(slot=key_slot(archive, slot), key_file=key_file or b"")


def remove_key(archive: Archive, number: int) -> None:
    """Take a key away; it opens nothing from then on.

    Raises:
        UsageError: There is no such key.
        RefusedError: It is the last.
        SystemTroubleError: The disk is full or refused; nothing changed.
    """
    with changing_slots(archive.store) as change:
        change.check_removable(number)
        _note(archive, Act.KEY_REMOVED, number)
        change.remove(number)
        with archive.store.writing() as writer:
            drop_slot_person(writer, number)


def name_person(archive: Archive, number: int, *, person: str, initials: str) -> KeySlot:
    """Say whose a key is; history and audit name the initials from now on.

    Raises:
        UsageError: There is no such key, or the name is too long.
    """
    person, initials = _named(person, initials)
    with archive.store.key_lane, explained(archive.path):
        slots = {slot.number: slot for slot in genuine_slots(archive.store).slots}
        if number not in slots:
            raise UsageError(
                _("The archive has no key with number {number}.").format(number=number),
                _("List the keys to see which it has."),
            )
        with archive.store.writing() as writer:
            put_slot_person(writer, number, person, initials, utc_now())
            note(archive, writer, Act.PERSON_NAMED, subject=str(number))
    archive.read_person()
    return key_slot(archive, slots[number])


def rekey(archive: Archive, progress: Progress) -> Rekeyed:
    """Give everything in the archive new keys; every slot opens it as before.

    Afterwards old copies of the slot files open nothing of what is here: neither the database, nor
    any attachment. Nothing can be changed while it lasts. Cut off, it is finished by calling it
    again, or, if the last step was done, by opening the archive. Where another key began it, it is
    taken back and done anew: nobody else has chosen the new master key.

    Raises:
        CancelledError: The person cancelled before the last step; everything is as before.
        DiskFullError: There is no room for everything twice; everything is as before.
        DamageError: The database is damaged, or the slot files were altered.
        SystemTroubleError: The disk refused, or a check or backup goes on reading.
    """

    def noted(writer: Writer) -> None:
        note(archive, writer, Act.REKEYED)

    return rekey_store(archive.store, progress, noted)


def rekey_unfinished(archive: Archive) -> bool:
    """Whether a re-key was cut off: `rekey` finishes it, changing a key takes it back.

    Raises:
        DamageError: Both slot files were destroyed or altered.
    """
    with explained(archive.path):
        return genuine_slots(archive.store).holds_two_masters


def take_back_rekey(archive: Archive) -> bool:
    """Take back a re-key that was cut off: everything is as before it began, and nothing is lost.

    Returns:
        Whether there was one.

    Raises:
        DamageError: Both slot files were destroyed or altered.
        SystemTroubleError: The disk refused.
    """
    return take_back_if_cut_off(archive.store)


def _add(archive: Archive, change: SlotChange, slot: Slot, person: str, initials: str) -> KeySlot:
    """The label first: a slot whose label is missing would be nobody's."""
    person, initials = _named(person, initials)
    with archive.store.writing() as writer:
        put_slot_person(writer, slot.number, person, initials, utc_now())
        note(archive, writer, Act.KEY_ADDED, subject=str(slot.number), detail=str(slot.kind))
    change.add(slot)
    return key_slot(archive, slot)


def _note(archive: Archive, act: Act, number: int) -> None:
    with archive.store.writing() as writer:
        note(archive, writer, act, subject=str(number))


def _named(person: str, initials: str) -> tuple[str, str]:
    person, initials = " ".join(person.split()), " ".join(initials.split())
    if len(person) > _LONGEST_PERSON or len(initials) > _LONGEST_INITIALS:
        raise UsageError(
            _("The name or the initials are too long."), _("Initials have at most 12 letters.")
        )
    return person, initials


def _digest_to_keep(change: SlotChange, number: int) -> bytes:
    if change.store.opened_by == number and change.unlocked.key_file:
        return change.unlocked.key_file
    raise UsageError(
        _("A key file belongs to this key, and it is not at hand."),
        _("Give the key file that it should need from now on."),
    )


def _has_no_passphrase(slot: Slot) -> UsageError:
    if slot.kind is KeyKind.PASSPHRASE:
        return UsageError(
            _("This key has no key file."), _("Add a key with a key file, then remove this one.")
        )
    return UsageError(
        _("This key has no passphrase that could be changed."),
        _("Add a new key of its kind, then remove this one."),
    )
