"""Sealing a master key to a key slot whose owner is not present.

Each slot has an X25519 key pair; whoever has the archive open can seal to its public half, and only
the slot's owner can open that. The archive's sealing secret, which every slot keeps under its own
lock, goes into the key as well: otherwise anybody who can write into the folder could seal a master
key of his own to a slot, and its owner would open a planted archive. It also means that a computer
which breaks X25519 gains nothing. The same idea as RFC 9180's mode `psk`, with XChaCha20-Poly1305.
"""

import secrets

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    crypto_scalarmult,
    crypto_scalarmult_base,
)
from nacl.exceptions import CryptoError

from app.store.keys import MASTER_BYTES, hkdf

PRIVATE_BYTES = 32
PUBLIC_BYTES = 32
SECRET_BYTES = 32
"""Of the sealing secret."""

SEALED_BYTES = PUBLIC_BYTES + MASTER_BYTES + 16
"""A fresh public key, the encrypted master key, its authentication tag."""

_INFO = b"satchel 1 sealed master key"
_NONCE = bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
"""Each key is used once, so the nonce need not differ."""


def new_private_key() -> bytes:
    """32 random bytes, an X25519 private key."""
    return secrets.token_bytes(PRIVATE_BYTES)


def public_key(private: bytes) -> bytes:
    """The public half of a key pair, 32 bytes."""
    return crypto_scalarmult_base(private)


def new_sealing_secret() -> bytes:
    """32 random bytes that all slots of an archive share."""
    return secrets.token_bytes(SECRET_BYTES)


def seal(master: bytes, public: bytes, secret: bytes, parameters: bytes) -> bytes:
    """Encrypt a master key so that only the private half and the sealing secret open it.

    Args:
        parameters: Of the slot; authenticated with it.

    Returns:
        `SEALED_BYTES` bytes.
    """
    fresh = new_private_key()
    begin = public_key(fresh)
    key = _key(crypto_scalarmult(fresh, public), secret, begin + public)
    return begin + crypto_aead_xchacha20poly1305_ietf_encrypt(master, parameters, _NONCE, key)


def unseal(sealed: bytes, private: bytes, secret: bytes, parameters: bytes) -> bytes | None:
    """The master key, or None where it was sealed to another slot or by a stranger."""
    begin, encrypted = sealed[:PUBLIC_BYTES], sealed[PUBLIC_BYTES:]
    try:
        shared = crypto_scalarmult(private, begin)
        key = _key(shared, secret, begin + public_key(private))
        return crypto_aead_xchacha20poly1305_ietf_decrypt(encrypted, parameters, _NONCE, key)
    except (CryptoError, RuntimeError):
        # A public key of low order ends as a RuntimeError of the library.
        return None


def _key(shared: bytes, secret: bytes, publics: bytes) -> bytes:
    return hkdf(shared + secret, info=_INFO + publics, length=32)
