"""Names of files in files: what they mean, and nothing that could lead anywhere."""

import re

from app.errors import InputError
from app.intake.decoding import decode

_LONGEST = 400
_DRIVE = re.compile(r"^[A-Za-z]:(?=[\\/])")


def encoding_of(unmarked: str) -> str:
    """The encoding of names that do not say it; code page 437 where nothing tells another.

    Args:
        unmarked: Their bytes as Latin-1, one a line: all names of a ZIP are in one encoding.
    """
    try:
        return decode(unmarked.encode("latin-1")).encoding if unmarked else "cp437"
    except InputError:
        return "cp437"


def decoded_name(raw: str, encoding: str) -> str:
    """A name from its bytes as Latin-1."""
    data = raw.encode("latin-1")
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return data.decode("cp437")


def plain_name(name: str) -> str:
    """A name with its folders, without what would lead out of them: roots, drives, `..`."""
    parts = _DRIVE.sub("", name).replace("\\", "/").split("/")
    kept = [part for part in parts if part.strip() not in ("", ".", "..")]
    whole = "/".join(kept).replace("\x00", "")
    return whole if len(whole) <= _LONGEST else whole[-_LONGEST:]
