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
from collections.abc import Callable, Iterator

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

_BLOCK_BYTES = 128
"""Of SHA-512: what comes before a block is hashed once for all bits in it."""

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

    def mended(self, number: int, stored: bytes, step: Callable[[], None]) -> bytes | None:
        """The page as it was, if one flipped bit is all that is wrong with it.

        Each bit is tried, some 130,000 of them in about two seconds; the right one makes the page
        authentic, so nothing is guessed.

        Args:
            step: Called some hundred times; may raise to stop.
        """
        body, mac = stored[_begin(number) : -_MAC_BYTES], stored[-_MAC_BYTES:]
        end = number.to_bytes(4, "little")
        true = hmac.digest(self._mac_key, body + end, "sha512")
        if sum((a ^ b).bit_count() for a, b in zip(true, mac, strict=True)) == 1:
            return stored[:-_MAC_BYTES] + true
        inner, outer = (
            hashlib.sha512(bytes(each ^ pad for each in self._mac_key.ljust(_BLOCK_BYTES, b"\0")))
            for pad in (0x36, 0x5C)
        )
        for start in range(0, len(body), _BLOCK_BYTES):
            step()
            rest = body[start + _BLOCK_BYTES :] + end
            for block in _with_one_bit_flipped(body[start : start + _BLOCK_BYTES]):
                tried, made = inner.copy(), outer.copy()
                tried.update(block)
                tried.update(rest)
                made.update(tried.digest())
                if made.digest() == mac:
                    place = _begin(number) + start
                    return stored[:place] + block + stored[place + len(block) :]
            inner.update(body[start : start + _BLOCK_BYTES])
        return None


def _with_one_bit_flipped(block: bytes) -> Iterator[bytes]:
    for place, byte in enumerate(block):
        for bit in range(8):
            yield block[:place] + bytes([byte ^ 1 << bit]) + block[place + 1 :]


def _begin(number: int) -> int:
    return SALT_BYTES if number == 1 else 0
