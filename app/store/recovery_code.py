"""The recovery code: a key that survives paper, handwriting and reading out loud.

128 random bits and 32 bits of checksum, in Crockford's base 32 (no I, L, O, U): eight groups of
four. It is shown once. Since nobody can guess 128 random bits, its slot uses plain HKDF: stretching
would add nothing, and a recovery has to work on a small borrowed computer too.
"""

import hashlib
import secrets
import unicodedata

from app.errors import AccessError
from app.translation import _

SECRET_BYTES = 16

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUP = 4
_CHECK_BYTES = 4
_LENGTH = (SECRET_BYTES + _CHECK_BYTES) * 8 // 5


class RecoveryCodeError(AccessError):
    """The code was mistyped: its checksum does not fit. No archive was asked yet."""


def new_recovery_code() -> str:
    """A fresh code, such as `7ZK3-0F2M-…`: 32 characters in groups of four."""
    return format_recovery_code(secrets.token_bytes(SECRET_BYTES))


def format_recovery_code(secret: bytes) -> str:
    """The code that stands for 16 secret bytes."""
    number = int.from_bytes(secret + _checksum(secret))
    letters = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_LENGTH)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def parse_recovery_code(code: str) -> bytes:
    """The 16 secret bytes of a code as somebody typed it.

    Case, spaces and dashes do not matter; the letters O, I and L are read as the digits they
    look like.

    Raises:
        RecoveryCodeError: It is too short, too long or mistyped; the message names the group where
            one wrong character explains it.
    """
    letters = _letters(code)
    if len(letters) != _LENGTH:
        raise RecoveryCodeError(
            _("A recovery code has {wanted} characters; this one has {found}.").format(
                wanted=_LENGTH, found=len(letters)
            ),
            _("Compare it with the paper, group by group."),
        )
    secret = _secret(letters)
    if secret is not None:
        return secret
    group = _group_with_a_slip(letters)
    if group is not None:
        raise RecoveryCodeError(
            _("The recovery code is mistyped in group {group}.").format(group=group),
            _("Compare that group with the paper."),
        )
    raise RecoveryCodeError(
        _("The recovery code is mistyped."), _("Compare it with the paper, group by group.")
    )


def _letters(code: str) -> str:
    plain = unicodedata.normalize("NFKC", code).upper().translate(_READ_AS)
    return "".join(each for each in plain if each.isalnum())


def _secret(letters: str) -> bytes | None:
    number = 0
    for letter in letters:
        value = _ALPHABET.find(letter)
        if value < 0:
            return None
        number = number << 5 | value
    content = number.to_bytes(SECRET_BYTES + _CHECK_BYTES)
    secret, check = content[:SECRET_BYTES], content[SECRET_BYTES:]
    return secret if check == _checksum(secret) else None


def _group_with_a_slip(letters: str) -> int | None:
    """The group, from 1, in which one other character or one swap makes the code right."""
    for place in range(_LENGTH):
        others = [letters[:place] + each + letters[place + 1 :] for each in _ALPHABET]
        swapped = letters[:place] + letters[place : place + 2][::-1] + letters[place + 2 :]
        if any(_secret(each) is not None for each in (*others, swapped)):
            return place // _GROUP + 1
    return None


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"satchel recovery code" + secret).digest()[:_CHECK_BYTES]
