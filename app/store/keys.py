"""The master key, and the keys that follow from it (HKDF with SHA-256, RFC 5869)."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

MASTER_BYTES = 32
_HASH_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveKeys:
    """What the master key gives. Shown nowhere, also not in a traceback.

    Attributes:
        database: 32 bytes, the raw key of `archive.db`.
        database_salt: 16 bytes, the first of that file.
        slots: 32 bytes, authenticates the key slot files; see `slots_key`.
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


def slots_key(masters: Sequence[bytes]) -> bytes:
    """What authenticates slot files that hold these master keys, 32 bytes.

    Where there are two, both go into it: who draws one of them himself gets nowhere with it beside
    one that he does not know. The order counts, and each has the same length.

    Args:
        masters: One, or the old one and the new one while the master key is being exchanged.
    """
    if any(len(master) != MASTER_BYTES for master in masters):
        raise ValueError("a master key has 32 bytes")
    if len(masters) == 1:
        return archive_keys(masters[0]).slots
    old, new = masters
    return hkdf(old + new, info=b"satchel 1 slot files of two master keys", length=32)


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
