"""Which picture, sound or film a file is, told by its first bytes.

A table of signs, so that each format is one row; `app/intake/formats.py` takes them into its own.
"""

import re
from collections.abc import Callable

from app.intake.look import Look

Sign = Callable[[Look], bool]

# The length of the first box stands before its name; no text begins with such a byte.
_STILL = re.compile(rb"[\x00-\x08].{3}ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.S)
_QUICKTIME = re.compile(rb"[\x00-\x08].{3}(?:ftypqt  |moov|mdat|wide|pnot)", re.S)
_TELEPHONE = re.compile(rb"[\x00-\x08].{3}ftyp3g[pgrse2]", re.S)
_SOUND_BOX = re.compile(rb".{4}ftypM4[ABP] ", re.S)
_FILM = re.compile(rb"[\x00-\x08].{3}ftyp(?!avif|avis|jxl |crx )", re.S)
_BITMAP = re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", re.S)
_TAGGED = re.compile(rb"ID3[\x02-\x04]")
_MATROSKA = b"\x1a\x45\xdf\xa3"
_WINDOWS_MEDIA = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"


def _begins(*signs: bytes) -> Sign:
    def begins(look: Look) -> bool:
        return look.head.startswith(signs)

    return begins


def _riff(kind: bytes) -> Sign:
    def is_of_kind(look: Look) -> bool:
        return look.head[:4] in (b"RIFF", b"RF64") and look.head[8:12] == kind

    return is_of_kind


def _matches(pattern: re.Pattern[bytes]) -> Sign:
    def matches(look: Look) -> bool:
        return pattern.match(look.head) is not None

    return matches


def _is_web_film(look: Look) -> bool:
    return look.head.startswith(_MATROSKA) and b"webm" in look.head[:64]


def _is_apple_sound(look: Look) -> bool:
    return look.head.startswith(b"FORM") and look.head[8:12] in (b"AIFF", b"AIFC")


def _is_layered_sound(look: Look) -> bool:
    """MP3: its frames begin as other things do too, so without a tag the name has to say it."""
    head = look.head
    frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6)
    return _TAGGED.match(head) is not None or (look.ending in ("mp3", "mp2") and frame)


PICTURE_SIGNS: tuple[tuple[str, Sign], ...] = (
    ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ("image/tiff", _begins(b"II*\x00", b"MM\x00*")),
    ("image/webp", _riff(b"WEBP")),
    ("image/gif", _begins(b"GIF87a", b"GIF89a")),
    ("image/bmp", _matches(_BITMAP)),
    ("image/heic", _matches(_STILL)),
)
"""Media type and sign of each format of pictures."""

RECORDING_SIGNS: tuple[tuple[str, Sign], ...] = (
    ("video/quicktime", _matches(_QUICKTIME)),
    ("video/3gpp", _matches(_TELEPHONE)),
    ("audio/mp4", _matches(_SOUND_BOX)),
    ("video/mp4", _matches(_FILM)),
    ("video/webm", _is_web_film),
    ("video/x-matroska", _begins(_MATROSKA)),
    ("video/x-msvideo", _riff(b"AVI ")),
    ("audio/wav", _riff(b"WAVE")),
    ("audio/aiff", _is_apple_sound),
    ("audio/flac", _begins(b"fLaC\x00", b"fLaC\x80")),
    ("audio/ogg", _begins(b"OggS\x00")),
    ("audio/amr", _begins(b"#!AMR")),
    ("audio/x-ms-wma", _begins(_WINDOWS_MEDIA)),
    ("audio/mpeg", _is_layered_sound),
)
"""The same of sound and film; the first that fits."""
