"""Sound and film: how long, from when, where. Neither is ever played or unpacked.

MP4 and Matroska are read by their heads here, since no library reads their place and date; the
formats of sound by `tinytag`.
"""

import re
from dataclasses import replace
from io import BytesIO

from tinytag import ParseError, TinyTag, UnsupportedFormatError

from app.confined.formats.exif import stated
from app.confined.formats.film_boxes import read_film
from app.confined.formats.matroska import read_matroska
from app.confined.formats.parts import Parts
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import ReadText, Trouble
from app.records.capture import CaptureData
from app.records.dates import StatedDate

_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_MATROSKA = b"\x1a\x45\xdf\xa3"
_LONGEST_SECONDS = 10**9
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def read(data: bytes, gap_at: int = 0, gap: int = 0) -> ReadText:
    """Read the head of a recording.

    Args:
        data: Its bytes, without those that are left out.
        gap_at: Where bytes are left out.
        gap: How many.

    Raises:
        UnreadableError: It is no recording of a format that is read.
    """
    parts = Parts(data, gap_at, gap)
    if data[4:8] in _BOXES:
        found = read_film(parts)
    elif data.startswith(_MATROSKA):
        found = read_matroska(parts)
    elif data.startswith(b"RIFF") and data[8:12] == b"AVI ":
        found = _film_of_frames(data)
    elif data.startswith(b"#!AMR"):
        found = _narrow_speech(data, gap)
    else:
        found = _sound(data, gap)
    if found is None and not gap:
        raise UnreadableError(Trouble.DAMAGED)
    return ReadText(capture=found or CaptureData())


def _sound(data: bytes, gap: int) -> CaptureData | None:
    try:
        tags = TinyTag.get(file_obj=BytesIO(data))
    except UnsupportedFormatError as problem:
        raise UnreadableError(Trouble.NOT_THIS_FORMAT) from problem
    except ParseError:
        return None
    # Where bytes are left out, the length that follows from them is wrong.
    seconds = None if gap else tags.duration
    known = seconds is not None and 0 < seconds < _LONGEST_SECONDS
    year = str(tags.year or "")
    return replace(
        _broadcast(data),
        duration_seconds=round(seconds) if known and seconds is not None else None,
        taken=_broadcast(data).taken or (stated(year) if _DAY.fullmatch(year) else None),
    )


def _broadcast(data: bytes) -> CaptureData:
    """What a recorder writes into a WAV: day, time and itself (EBU Tech 3285, section 2.3)."""
    at = data.find(b"bext", 12, 4096) if data.startswith((b"RIFF", b"RF64")) else -1
    body = data[at + 8 : at + 8 + 346]
    if at < 0 or len(body) < 346:
        return CaptureData()
    device = body[256:288].split(b"\x00")[0].decode("ascii", "replace")
    plain = "".join(sign if sign.isprintable() else " " for sign in device)
    return CaptureData(taken=_recorded(body[320:330], body[330:338]), device=plain.strip())


def _recorded(day: bytes, clock: bytes) -> StatedDate | None:
    written = re.sub(r"[^0-9]", "-", day.decode("ascii", "replace"))
    hours = re.sub(r"[^0-9]", ":", clock.decode("ascii", "replace"))
    return stated(f"{written}T{hours}") or stated(written)


def _film_of_frames(data: bytes) -> CaptureData | None:
    """The head of an AVI: microseconds a frame, and how many frames there are."""
    at = data.find(b"avih", 12, 4096)
    head = data[at + 8 : at + 8 + 40]
    if at < 0 or len(head) < 40:
        return None
    each, count, width, height = (
        int.from_bytes(head[place : place + 4], "little") for place in (0, 16, 32, 36)
    )
    seconds = round(each * count / 1_000_000)
    return CaptureData(duration_seconds=seconds or None, width=width or None, height=height or None)


_FRAME_BYTES = (13, 14, 16, 18, 20, 21, 27, 32, 6)  # RFC 4867, section 5.3, the head included
_WIDE_FRAME_BYTES = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6)
_FRAMES_A_SECOND = 50


def _narrow_speech(data: bytes, gap: int) -> CaptureData | None:
    """AMR, the speech of telephones: frames of a fiftieth of a second."""
    wide = data.startswith(b"#!AMR-WB\n")
    sizes = _WIDE_FRAME_BYTES if wide else _FRAME_BYTES
    at, frames = (9 if wide else 6), 0
    while at < len(data):
        kind = data[at] >> 3 & 0x0F
        at += sizes[kind] if kind < len(sizes) else 1
        frames += 1
    return CaptureData(duration_seconds=None if gap else round(frames / _FRAMES_A_SECOND))


SAMPLE = (
    b"RIFF\x2c\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00@\x1f\x00\x00@\x1f\x00\x00"
    b"\x01\x00\x08\x00data\x08\x00\x00\x00\x80\x80\x80\x80\x80\x80\x80\x80"
)
"""A WAV of a thousandth of a second."""
