"""A head of the audit log as words that people can copy by hand and read to each other.

Twelve words of the carried list of 2,048 are 132 bits of the hash: nobody finds another log that
has the same.
"""

import re
from functools import cache

from app.archive.passphrases import passphrase_words
from app.errors import InputError
from app.translation import _

HEAD_WORDS = 12
_WORD_BITS = 11
_BITS = HEAD_WORDS * _WORD_BITS
_HEAD_BYTES = -(-_BITS // 8)
_SPARE_BITS = _HEAD_BYTES * 8 - _BITS
HEAD_SPAN = 2**_SPARE_BITS - 1
"""What the last of the `head_bits` leaves open."""

_HASH_DIGITS = 64


def head_words(hash: bytes) -> tuple[str, ...]:
    """The words for a hash of 32 bytes."""
    number = int.from_bytes(hash[:_HEAD_BYTES]) >> _SPARE_BITS
    words = passphrase_words()
    places = reversed(range(HEAD_WORDS))
    return tuple(words[number >> place * _WORD_BITS & 2**_WORD_BITS - 1] for place in places)


def head_bits(hash: bytes) -> bytes:
    """What the words say of a hash: 17 bytes, the last four bits of which are zero."""
    number = int.from_bytes(hash[:_HEAD_BYTES]) >> _SPARE_BITS << _SPARE_BITS
    return number.to_bytes(_HEAD_BYTES)


def read_head(text: str) -> bytes:
    """The `head_bits` of words, or of a hash as 64 hex digits, as somebody typed them.

    Capitals, spaces, line ends, commas and numbers before the words do not matter.

    Raises:
        InputError: It is neither.
    """
    digits = re.sub(r"[\s:]", "", text).casefold()
    if len(digits) == _HASH_DIGITS and re.fullmatch(r"[0-9a-f]+", digits):
        return head_bits(bytes.fromhex(digits))
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) != HEAD_WORDS:
        raise InputError(
            _("A head has {wanted} words; {found} were given.").format(
                wanted=HEAD_WORDS, found=len(words)
            ),
            _("Copy them as they are printed, or give the 64 digits of the hash."),
        )
    places = _places()
    for position, word in enumerate(words, 1):
        if word not in places:
            raise InputError(
                _("Word {} is not in the list of words.").format(position),
                _("Compare it with the printed one."),
            )
    number = 0
    for word in words:
        number = number << _WORD_BITS | places[word]
    return (number << _SPARE_BITS).to_bytes(_HEAD_BYTES)


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(passphrase_words())}
