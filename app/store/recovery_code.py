"""The recovery code: a key that survives paper, handwriting and reading out loud.

128 random bits and 32 bits of checksum, in Crockford's base 32 (no I, L, O, U): eight groups of
four. It is shown once. Since nobody can guess 128 random bits, its slot uses plain HKDF: stretching
would add nothing, and a recovery has to work on a small borrowed computer too.
"""

import hashlib
import secrets

from app.errors import AccessError
from app.store.spoken_letters import (
    ALPHABET,
    GROUP,
    from_letters,
    in_groups,
    to_letters,
    typed_letters,
)
from app.translation import _

SECRET_BYTES = 16

_CHECK_BYTES = 4
_LENGTH = (SECRET_BYTES + _CHECK_BYTES) * 8 // 5


class RecoveryCodeError(AccessError):
    """The code was mistyped: its checksum does not fit. No archive was asked yet."""


def new_recovery_code() -> str:
    """A fresh code, such as `7ZK3-0F2M-…`: 32 characters in groups of four."""
    return format_recovery_code(secrets.token_bytes(SECRET_BYTES))


def format_recovery_code(secret: bytes) -> str:
    """The code that stands for 16 secret bytes."""
    return in_groups(to_letters(secret + _checksum(secret)))


def parse_recovery_code(code: str) -> bytes:
    """The 16 secret bytes of a code as somebody typed it.

    Case, spaces and dashes do not matter; the letters O, I and L are read as the digits they
    look like.

    Raises:
        RecoveryCodeError: It is too short, too long or mistyped; the message names the group where
            one wrong character explains it.
    """
    letters = typed_letters(code)
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


def _secret(letters: str) -> bytes | None:
    content = from_letters(letters)
    if content is None:
        return None
    secret, check = content[:SECRET_BYTES], content[SECRET_BYTES:]
    return secret if check == _checksum(secret) else None


def _group_with_a_slip(letters: str) -> int | None:
    """The group, from 1, in which one other character or one swap makes the code right."""
    for place in range(_LENGTH):
        others = [letters[:place] + each + letters[place + 1 :] for each in ALPHABET]
        swapped = letters[:place] + letters[place : place + 2][::-1] + letters[place + 2 :]
        if any(_secret(each) is not None for each in (*others, swapped)):
            return place // GROUP + 1
    return None


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"satchel recovery code" + secret).digest()[:_CHECK_BYTES]
