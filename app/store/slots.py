"""Key slots: each wraps the master key for one way of opening the archive.

A slot derives a key from what the person has (Argon2id for a passphrase, HKDF for a recovery code)
and encrypts the master key under it with XChaCha20-Poly1305. All parameters of the slot are
authenticated with it, so a slot with altered parameters opens nothing.
"""

import json
import secrets
from dataclasses import dataclass, field
from enum import StrEnum

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError

from app.store.kdf import SALT_BYTES, KdfParameters, key_from_passphrase
from app.store.keys import MASTER_BYTES, hkdf
from app.store.recovery_code import parse_recovery_code

NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
WRAPPED_BYTES = MASTER_BYTES + 16
"""The master key and its authentication tag."""

_RECOVERY_INFO = b"satchel 1 recovery slot"


class SlotKind(StrEnum):
    """What a slot is opened with."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, not a secret
    RECOVERY_CODE = "recovery-code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One wrapped copy of the master key.

    Attributes:
        number: Names the slot in this archive; never given to another one.
        cost: Of a passphrase slot; None for a recovery code.
        salt: 16 bytes.
        nonce: 24 bytes.
        wrapped: 48 bytes.
    """

    number: int
    kind: SlotKind
    cost: KdfParameters | None
    salt: bytes
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)


def passphrase_slot(number: int, master: bytes, passphrase: str, cost: KdfParameters) -> Slot:
    """Wrap the master key for a passphrase.

    Raises:
        UsageError: The passphrase is empty or no text.
        SystemTroubleError: The computer has not that much memory free.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    key = key_from_passphrase(passphrase, salt, cost)
    return _wrap(number, SlotKind.PASSPHRASE, cost, salt, key, master)


def recovery_slot(number: int, master: bytes, code: str) -> Slot:
    """Wrap the master key for a recovery code.

    Raises:
        RecoveryCodeError: The code is mistyped.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    key = _recovery_key(code, salt)
    return _wrap(number, SlotKind.RECOVERY_CODE, None, salt, key, master)


def open_with_passphrase(slot: Slot, passphrase: str) -> bytes | None:
    """The master key, or None where the passphrase is not this slot's."""
    assert slot.cost is not None
    return _unwrap(slot, key_from_passphrase(passphrase, slot.salt, slot.cost))


def open_with_recovery_code(slot: Slot, code: str) -> bytes | None:
    """The master key, or None where the code is not this slot's.

    Raises:
        RecoveryCodeError: The code is mistyped.
    """
    return _unwrap(slot, _recovery_key(code, slot.salt))


def _recovery_key(code: str, salt: bytes) -> bytes:
    return hkdf(parse_recovery_code(code), info=_RECOVERY_INFO, length=32, salt=salt)


def _wrap(
    number: int,
    kind: SlotKind,
    cost: KdfParameters | None,
    salt: bytes,
    key: bytes,
    master: bytes,
) -> Slot:
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrapped = crypto_aead_xchacha20poly1305_ietf_encrypt(
        master, _parameters(number, kind, cost, salt), nonce, key
    )
    return Slot(number=number, kind=kind, cost=cost, salt=salt, nonce=nonce, wrapped=wrapped)


def _unwrap(slot: Slot, key: bytes) -> bytes | None:
    parameters = _parameters(slot.number, slot.kind, slot.cost, slot.salt)
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(slot.wrapped, parameters, slot.nonce, key)
    except CryptoError:
        return None


def _parameters(number: int, kind: SlotKind, cost: KdfParameters | None, salt: bytes) -> bytes:
    """What is authenticated with the wrapped key: everything in the slot that is not random."""
    tree = {
        "format": "satchel key slot 1",
        "number": number,
        "kind": kind.value,
        "cost": None if cost is None else [cost.memory_kib, cost.iterations, cost.lanes],
        "salt": salt.hex(),
    }
    return json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
