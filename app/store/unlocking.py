"""From what somebody has to the master key, told apart from damage and forgery."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.errors import AccessError, DamageError, SystemTroubleError
from app.store.credentials import Credentials, ShareHeld
from app.store.keys import archive_keys, hkdf, slots_key
from app.store.shares import joined_secret, parsed_shares
from app.store.slot_file import SlotFile
from app.store.slot_keys import (
    key_file_digest,
    key_file_key,
    passphrase_key,
    recovery_key,
    shares_key,
)
from app.store.slot_pair import is_made_with
from app.store.slots import KeyKind, Slot, SlotSecret, masters_of, unlocked_slot
from app.translation import _

_OWN = b"satchel 1 begun by this slot"

_KeyOf = Callable[[Slot], bytes | None]
"""The key for a slot; None where the credentials are of another kind."""


class KeyFileNotGivenError(AccessError):
    """The passphrase alone opens nothing, and some of the keys need a key file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """A slot that opened.

    Attributes:
        number: Of the slot.
        master: The master key whose database lies in the folder, as far as can be told.
        masters: All that the slot holds: two while the master key is being exchanged, the old one
            first.
        sealing: The archive's sealing secret.
        key_file: Digest of the key file that was used; empty without one.
        own: 32 bytes that follow from the slot's private key, which nobody else has; random where
            that is not at hand. Proves to a later session what this one began.
        file: The genuine slot file.
    """

    number: int
    master: bytes = field(repr=False)
    masters: tuple[bytes, ...] = field(repr=False)
    sealing: bytes = field(repr=False)
    key_file: bytes = field(repr=False, default=b"")
    own: bytes = field(repr=False, default_factory=lambda: secrets.token_bytes(32))
    file: SlotFile


def unlock(files: Sequence[SlotFile], credentials: Credentials, *, salt: bytes = b"") -> Unlocked:
    """The master key, and the file that its MAC shows to be the archive's own.

    A file that opens nothing may be forged, so the other is tried before a passphrase is called
    wrong. One that the MAC shows to be older than the other opens nothing: what it held may have
    been taken back.

    Args:
        files: The highest generation first.
        salt: The first 16 bytes of the database: they follow from the master key, so they tell
            which of two belongs to it. Empty where they are unknown.

    Raises:
        AccessError: The credentials open nothing, or are mistyped.
        InputError: The key file is too short or too large.
        DamageError: The slots were altered by somebody who could not open one.
        SystemTroubleError: The computer has not enough memory free.
    """
    key_of = _key_of(files, credentials)
    digest = b"" if credentials.key_file is None else key_file_digest(credentials.key_file)
    tried: dict[Slot, SlotSecret | None] = {}
    altered, second_best = False, None
    trouble: SystemTroubleError | None = None
    for slot in dict.fromkeys(slot for file in files for slot in file.slots):
        try:
            secret = _secret(slot, key_of, tried)
        except SystemTroubleError as memory:
            # Another slot may ask for less.
            trouble = memory
            continue
        if secret is None:
            continue
        genuine = _genuine(files, slot, secret)
        if genuine is None:
            altered = True
            continue
        found = _unlocked(slot, secret, genuine, salt, digest)
        if found is None:
            continue
        if not salt or _salt(found.master) == salt:
            return found
        second_best = second_best or found
    if second_best is not None:
        return second_best
    if altered:
        raise _altered()
    raise trouble or _opens_nothing(files, credentials)


def _secret(slot: Slot, key_of: _KeyOf, tried: dict[Slot, SlotSecret | None]) -> SlotSecret | None:
    """What the slot guards. Both files may hold the same lock; deriving its key is slow."""
    for other, secret in tried.items():
        if slot.is_locked_as(other):
            return secret
    key = key_of(slot)
    tried[slot] = None if key is None else unlocked_slot(slot, key)
    return tried[slot]


def _genuine(files: Sequence[SlotFile], slot: Slot, secret: SlotSecret) -> SlotFile | None:
    """The newest file of the archive that this slot belongs to, with the slot or without it.

    Who once had a key can seal to every slot, so what a slot holds proves nothing before the MAC
    of its own file was made with all of that and nothing else.
    """
    masters = masters_of(slot, secret)
    if masters is None:
        return None
    key = slots_key(masters)
    if not any(slot in file.slots and file.is_authentic(key) for file in files):
        return None
    return max(
        (file for file in files if _is_of_archive(file, slot, secret, masters)),
        key=lambda file: file.generation,
        default=None,
    )


def _is_of_archive(
    file: SlotFile, slot: Slot, secret: SlotSecret, masters: tuple[bytes, ...]
) -> bool:
    """Whether a file is genuine, and has a master key in common with one that is."""
    for other in file.slots:
        if other.is_locked_as(slot):
            held = masters_of(other, secret)
            return (
                held is not None
                and not set(masters).isdisjoint(held)
                and file.is_authentic(slots_key(held))
            )
    return is_made_with(file, masters)


def _unlocked(
    slot: Slot, secret: SlotSecret, genuine: SlotFile, salt: bytes, key_file: bytes
) -> Unlocked | None:
    """What the genuine file's slot of this lock gives; None where it has none any more."""
    for other in genuine.slots:
        if other.is_locked_as(slot):
            masters = masters_of(other, secret)
            if masters is not None:
                fitting = [master for master in masters if _salt(master) == salt]
                return Unlocked(
                    number=other.number,
                    master=(*fitting, *masters)[0],
                    masters=masters,
                    sealing=secret.sealing,
                    key_file=key_file,
                    own=hkdf(secret.private, info=_OWN, length=32),
                    file=genuine,
                )
    return None


def _salt(master: bytes) -> bytes:
    return archive_keys(master).database_salt


def _key_of(files: Sequence[SlotFile], credentials: Credentials) -> _KeyOf:
    """How these credentials make keys."""
    passphrase, code, shares = (
        credentials.passphrase,
        credentials.recovery_code,
        credentials.shares,
    )
    if [passphrase is None, code is None, not shares].count(False) != 1:
        raise ValueError("one way of opening, and only one")
    if shares:
        return _key_of_shares(files, shares)
    if code is not None:
        return lambda slot: (
            recovery_key(code, slot.salt) if slot.kind is KeyKind.RECOVERY_CODE else None
        )
    assert passphrase is not None
    if credentials.key_file is None:
        return lambda slot: (
            passphrase_key(passphrase, slot.salt, slot.cost)
            if slot.kind is KeyKind.PASSPHRASE and slot.cost is not None
            else None
        )
    digest = key_file_digest(credentials.key_file)
    return lambda slot: (
        key_file_key(passphrase, digest, slot.salt, slot.cost)
        if slot.kind is KeyKind.KEY_FILE and slot.cost is not None
        else None
    )


def _key_of_shares(files: Sequence[SlotFile], given: Sequence[ShareHeld]) -> _KeyOf:
    shares = parsed_shares(given)
    sets = {slot.shares.mark for file in files for slot in file.slots if slot.shares is not None}
    for share, _passphrase in shares:
        if share.mark not in sets:
            raise AccessError(
                _("Share {number} of {held} does not belong to this archive.").format(
                    number=share.number, held=share.held
                ),
                _("It is of another archive, or was replaced; compare the fingerprint on it."),
            )
        if share.mark != shares[0][0].mark:
            raise AccessError(
                _("These shares belong to different keys of the archive."),
                _("Use shares that were made together."),
            )
    mark, secret = shares[0][0].mark, joined_secret(shares)
    return lambda slot: (
        shares_key(secret, slot.salt)
        if slot.shares is not None and slot.shares.mark == mark
        else None
    )


def _altered() -> DamageError:
    return DamageError(
        _("The archive's slot files were altered from outside."),
        _("Do not work in it; open a backup instead, and keep this copy as proof."),
    )


def _opens_nothing(files: Sequence[SlotFile], credentials: Credentials) -> AccessError:
    if credentials.recovery_code is not None:
        return AccessError(
            _("The recovery code does not open this archive."),
            _("Check that the code belongs to this archive, or use the passphrase."),
        )
    if credentials.key_file is not None:
        return AccessError(
            _("This passphrase and this key file do not open the archive together."),
            _("Check both; a file that was changed in any way is another one."),
        )
    if credentials.shares:
        return AccessError(
            _("These shares do not open this archive."), _("Check that they belong to it.")
        )
    if any(slot.kind is KeyKind.KEY_FILE for file in files for slot in file.slots):
        return KeyFileNotGivenError(
            _("The passphrase alone does not open this archive."),
            _("Try it again; if a key file belongs to it, give that too."),
        )
    return AccessError(
        _("The passphrase does not open this archive."),
        _("Try it again, or use the recovery code."),
    )
