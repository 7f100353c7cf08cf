"""One page of the database by itself, without SQLCipher: is it authentic, and what does it hold?

SQLCipher reads a page only on the way from the first page down, so one damaged page can hide
thousands of good ones. Every page is encrypted and authenticated by itself, though, so each can be
read by itself. Form (SQLCipher 4 design, zetetic.net/sqlcipher/design): AES-256 in CBC mode without
padding, then 16 bytes IV, then HMAC-SHA512 over cipher text, IV and the page's number (4 bytes,
little endian). The first page begins with 16 bytes of salt that are neither encrypted nor
authenticated; they follow from the master key, so `raw_pages` compares them.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.store.connection import PAGE_BYTES
from app.store.keys import ArchiveKeys

SALT_BYTES = 16
_IV_BYTES = 16
_MAC_BYTES = 64
RESERVED_BYTES = _IV_BYTES + _MAC_BYTES
"""At the end of each page, of no use to SQLite."""

USABLE_BYTES = PAGE_BYTES - RESERVED_BYTES
"""What SQLite has of a page."""

_SALT_MASK = 0x3A
_MAC_KEY_ROUNDS = 2
_PLAIN_HEADER = b"SQLite format 3\0"


class PageCipher:
    """Reads single pages with the key of the whole file."""

    def __init__(self, keys: ArchiveKeys) -> None:
        self._key = algorithms.AES(keys.database)
        masked = bytes(each ^ _SALT_MASK for each in keys.database_salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", keys.database, masked, _MAC_KEY_ROUNDS, 32)

    def is_authentic(self, number: int, stored: bytes) -> bool:
        """Whether a page, but for the salt, is as it was written, and was written at this place.

        Args:
            number: Of the page, from 1.
            stored: Its bytes in the file.
        """
        if len(stored) != PAGE_BYTES:
            return False
        body = stored[_begin(number) : -_MAC_BYTES]
        made = hmac.digest(self._mac_key, body + number.to_bytes(4, "little"), "sha512")
        return hmac.compare_digest(made, stored[-_MAC_BYTES:])

    def plain(self, number: int, stored: bytes) -> bytes:
        """The `USABLE_BYTES` of an authentic page as SQLite sees them."""
        vector = stored[USABLE_BYTES : USABLE_BYTES + _IV_BYTES]
        reading = Cipher(self._key, modes.CBC(vector)).decryptor()
        body = reading.update(stored[_begin(number) : USABLE_BYTES]) + reading.finalize()
        return _PLAIN_HEADER + body if number == 1 else body


def _begin(number: int) -> int:
    return SALT_BYTES if number == 1 else 0
