"""Key slots: each opens the archive for one person, or for several together.

A slot has a key pair of its own. The private half, with the archive's sealing secret, is encrypted
(XChaCha20-Poly1305) under what the person has; see `app.store.slot_keys`. The master key is sealed
to the public half, so that a new master key can be given to every slot by whoever is present; see
`app.store.sealing`. All parameters of the slot are authenticated with both, so a slot with altered
parameters opens nothing.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError

from app.store.kdf import KdfParameters
from app.store.sealing import (
    PRIVATE_BYTES,
    SECRET_BYTES,
    new_private_key,
    public_key,
    seal,
    unseal,
)

NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
WRAPPED_BYTES = PRIVATE_BYTES + SECRET_BYTES + 16
"""The private key, the sealing secret, their authentication tag."""

MARK_BYTES = 8
"""Of a set of shares."""


class KeyKind(StrEnum):
    """What a slot is opened with."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, not a secret
    KEY_FILE = "keyfile"
    RECOVERY_CODE = "recovery"
    SHARES = "shares"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSet:
    """Which shares open a slot.

    Attributes:
        mark: 8 random bytes that stand on each of them.
        needed: How many open it.
        held: How many there are.
    """

    mark: bytes
    needed: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotSecret:
    """What the lock of a slot guards. Shown nowhere.

    Attributes:
        private: 32 bytes, the slot's own X25519 key.
        sealing: 32 bytes, the archive's sealing secret.
    """

    private: bytes = field(repr=False)
    sealing: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way of opening.

    Attributes:
        number: Names the slot in this archive; never given to another one.
        cost: Of the passphrase; None where there is none, or where each share has its own.
        salt: 16 bytes.
        shares: Of shares only.
        public: 32 bytes, the slot's own X25519 key.
        nonce: 24 bytes.
        wrapped: 80 bytes, the `SlotSecret` under the slot's lock.
        sealed: The master key; during a change of it the old one and the new one.
    """

    number: int
    kind: KeyKind
    cost: KdfParameters | None
    salt: bytes
    shares: ShareSet | None = None
    public: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    sealed: tuple[bytes, ...] = field(repr=False, default=())

    def is_locked_as(self, other: "Slot") -> bool:
        """Whether the same secret opens both: they differ at most in the master keys."""
        return replace(self, sealed=()) == replace(other, sealed=())


def locked_slot(
    number: int,
    kind: KeyKind,
    key: bytes,
    sealing: bytes,
    *,
    salt: bytes,
    cost: KdfParameters | None = None,
    shares: ShareSet | None = None,
) -> Slot:
    """Make a slot with a fresh key pair. `sealed_to` gives it a master key.

    Args:
        key: 32 bytes that follow from what the person has.
        sealing: The archive's sealing secret.
    """
    private, nonce = new_private_key(), secrets.token_bytes(NONCE_BYTES)
    bare = Slot(
        number=number,
        kind=kind,
        cost=cost,
        salt=salt,
        shares=shares,
        public=public_key(private),
        nonce=nonce,
        wrapped=b"",
    )
    wrapped = crypto_aead_xchacha20poly1305_ietf_encrypt(
        private + sealing, _parameters(bare), nonce, key
    )
    return replace(bare, wrapped=wrapped)


def sealed_to(slot: Slot, masters: Sequence[bytes], sealing: bytes) -> Slot:
    """The slot with these master keys and no others; its owner need not be present."""
    parameters = _parameters(slot)
    return replace(
        slot, sealed=tuple(seal(master, slot.public, sealing, parameters) for master in masters)
    )


def unlocked_slot(slot: Slot, key: bytes) -> SlotSecret | None:
    """What the slot guards, or None where the key is not its own."""
    try:
        plain = crypto_aead_xchacha20poly1305_ietf_decrypt(
            slot.wrapped, _parameters(slot), slot.nonce, key
        )
    except CryptoError:
        return None
    return SlotSecret(private=plain[:PRIVATE_BYTES], sealing=plain[PRIVATE_BYTES:])


def masters_of(slot: Slot, secret: SlotSecret) -> tuple[bytes, ...] | None:
    """The master keys in their order, or None where one was not sealed by this archive."""
    parameters = _parameters(slot)
    found = [unseal(each, secret.private, secret.sealing, parameters) for each in slot.sealed]
    masters = tuple(master for master in found if master is not None)
    return masters if masters and len(masters) == len(found) else None


def _parameters(slot: Slot) -> bytes:
    """What is authenticated with everything encrypted in the slot."""
    cost, shares = slot.cost, slot.shares
    tree = {
        "format": "satchel key slot 1",
        "number": slot.number,
        "kind": slot.kind.value,
        "cost": None if cost is None else [cost.memory_kib, cost.iterations, cost.lanes],
        "salt": slot.salt.hex(),
        "shares": None if shares is None else [shares.mark.hex(), shares.needed, shares.held],
        "public": slot.public.hex(),
    }
    return json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
