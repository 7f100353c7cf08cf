"""From what a person has to the key of a slot, and new slots of each kind.

A passphrase goes through Argon2id. A key file is hashed and joined with that, so both are needed. A
recovery code and the secret that shares give together cannot be guessed, so HKDF is enough.
"""

import hashlib
import secrets

from app.errors import InputError
from app.store.kdf import SALT_BYTES, KdfParameters, key_from_passphrase
from app.store.keys import hkdf
from app.store.recovery_code import parse_recovery_code
from app.store.slots import KeyKind, ShareSet, Slot, locked_slot
from app.translation import _

LEAST_KEY_FILE_BYTES = 32
MOST_KEY_FILE_BYTES = 1024 * 1024

_RECOVERY_INFO = b"satchel 1 recovery slot"
_KEY_FILE_INFO = b"satchel 1 passphrase and key file slot"
_SHARES_INFO = b"satchel 1 shares slot"


def new_key_file() -> bytes:
    """32 random bytes, the content of a key file."""
    return secrets.token_bytes(LEAST_KEY_FILE_BYTES)


def key_file_digest(content: bytes) -> bytes:
    """What a key file gives to the key: SHA-256 of its content.

    Raises:
        InputError: It is too short to help, or too long to be meant.
    """
    if len(content) < LEAST_KEY_FILE_BYTES:
        raise InputError(
            _("This key file is too short: it has to hold at least 32 bytes."),
            _("Choose the right file; an empty one protects nothing."),
        )
    if len(content) > MOST_KEY_FILE_BYTES:
        raise InputError(
            _("This key file is too large: at most 1 MiB is read."),
            _("Choose the right file, or a smaller one."),
        )
    return hashlib.sha256(content).digest()


def passphrase_key(passphrase: str, salt: bytes, cost: KdfParameters) -> bytes:
    """The key of a passphrase slot."""
    return key_from_passphrase(passphrase, salt, cost)


def key_file_key(passphrase: str, digest: bytes, salt: bytes, cost: KdfParameters) -> bytes:
    """The key of a slot that needs a passphrase and a key file.

    Args:
        digest: From `key_file_digest`.
    """
    stretched = key_from_passphrase(passphrase, salt, cost)
    return hkdf(stretched + digest, info=_KEY_FILE_INFO, length=32, salt=salt)


def recovery_key(code: str, salt: bytes) -> bytes:
    """The key of a recovery slot.

    Raises:
        RecoveryCodeError: The code is mistyped.
    """
    return hkdf(parse_recovery_code(code), info=_RECOVERY_INFO, length=32, salt=salt)


def shares_key(secret: bytes, salt: bytes) -> bytes:
    """The key of a slot that shares open.

    Args:
        secret: 32 bytes that enough of the shares give.
    """
    return hkdf(secret, info=_SHARES_INFO, length=32, salt=salt)


def passphrase_slot(number: int, passphrase: str, cost: KdfParameters, sealing: bytes) -> Slot:
    """A slot that a passphrase opens.

    Raises:
        UsageError: The passphrase is empty or no text.
        SystemTroubleError: The computer has not that much memory free.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    key = passphrase_key(passphrase, salt, cost)
    return locked_slot(number, KeyKind.PASSPHRASE, key, sealing, salt=salt, cost=cost)


def key_file_slot(
    number: int, passphrase: str, digest: bytes, cost: KdfParameters, sealing: bytes
) -> Slot:
    """A slot that a passphrase opens together with a key file.

    Raises:
        UsageError: The passphrase is empty or no text.
        SystemTroubleError: The computer has not that much memory free.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    key = key_file_key(passphrase, digest, salt, cost)
    return locked_slot(number, KeyKind.KEY_FILE, key, sealing, salt=salt, cost=cost)


def recovery_slot(number: int, code: str, sealing: bytes) -> Slot:
    """A slot that a recovery code opens.

    Raises:
        RecoveryCodeError: The code is mistyped.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    return locked_slot(number, KeyKind.RECOVERY_CODE, recovery_key(code, salt), sealing, salt=salt)


def shares_slot(number: int, secret: bytes, shares: ShareSet, sealing: bytes) -> Slot:
    """A slot that enough shares open together."""
    salt = secrets.token_bytes(SALT_BYTES)
    key = shares_key(secret, salt)
    return locked_slot(number, KeyKind.SHARES, key, sealing, salt=salt, shares=shares)
