"""The one row that says which archive this is, with the key that signs for it."""

import hashlib
import secrets
import uuid

from nacl.signing import SigningKey

from app.store.transactions import Reader, Writer

_INSERT = """
    INSERT INTO archive (one, id, made_at, signing_seed) VALUES (1, :id, :made_at, :seed)
"""

_ID = "SELECT id FROM archive"

_SEED = "SELECT signing_seed FROM archive"

_FINGERPRINT_BYTES = 20
_SEED_BYTES = 32


def make_archive_row(writer: Writer, made_at: str) -> None:
    """Give a new archive its id and its Ed25519 key."""
    seed = secrets.token_bytes(_SEED_BYTES)
    # A random id: one of version 7 would repeat, wherever it is shown, when the archive was made.
    writer.execute(_INSERT, {"id": str(uuid.uuid4()), "made_at": made_at, "seed": seed})


def archive_id(reader: Reader) -> str:
    """The archive's UUID."""
    found: str = reader.value(_ID)
    return found


def archive_signing_key(reader: Reader) -> SigningKey:
    """The Ed25519 key that signs the archive's log."""
    return SigningKey(reader.value(_SEED))


def archive_fingerprint(reader: Reader) -> str:
    """What people compare: 160 bits of SHA-256 of the public key, ten groups of four hex digits."""
    public = bytes(archive_signing_key(reader).verify_key)
    digits = hashlib.sha256(public).digest()[:_FINGERPRINT_BYTES].hex().upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
