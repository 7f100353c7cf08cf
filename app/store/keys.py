"""The master key, and the keys that follow from it (HKDF with SHA-256, RFC 5869)."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

MASTER_BYTES = 32
_HASH_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveKeys:
    """What the master key gives. Shown nowhere, also not in a traceback.

    Attributes:
        database: 32 bytes, the raw key of `archive.db`.
        database_salt: 16 bytes, the first of that file.
        slots: 32 bytes, authenticates the key slot files.
    """

    database: bytes = field(repr=False)
    database_salt: bytes = field(repr=False)
    slots: bytes = field(repr=False)


def new_master_key() -> bytes:
    """32 bytes from the operating system's generator."""
    return secrets.token_bytes(MASTER_BYTES)


def archive_keys(master: bytes) -> ArchiveKeys:
    """The keys that belong to a master key."""
    return ArchiveKeys(
        database=hkdf(master, info=b"satchel 1 database key", length=32),
        database_salt=hkdf(master, info=b"satchel 1 database salt", length=16),
        slots=hkdf(master, info=b"satchel 1 slot files", length=32),
    )


def hkdf(secret: bytes, *, info: bytes, length: int, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 of a secret that has its full entropy already.

    Args:
        secret: Key material that cannot be guessed; never a passphrase.
        info: What the key is for; another purpose gives an unrelated key.
        length: Bytes wanted, at most 8,160.
        salt: Random, not secret; may be empty.
    """
    key = hmac.digest(salt or bytes(_HASH_BYTES), secret, hashlib.sha256)
    block, blocks = b"", b""
    for counter in range(1, -(-length // _HASH_BYTES) + 1):
        block = hmac.digest(key, block + info + bytes([counter]), hashlib.sha256)
        blocks += block
    return blocks[:length]
