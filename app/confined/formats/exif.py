"""Where, when and with what a picture was taken, by its hidden data (Exif 2.32, CIPA DC-008)."""

import re
from collections.abc import Mapping

from PIL import Image

from app.records.capture import CaptureData
from app.records.dates import StatedDate

_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _ORIENTATION = 0x010F, 0x0110, 0x0112
_TAKEN = ((0x9003, 0x9011), (0x9004, 0x9012))
"""Taken and digitised, each with the tag of its offset to UTC. The last change is neither."""
_LATITUDE_SIDE, _LATITUDE, _LONGITUDE_SIDE, _LONGITUDE = 1, 2, 3, 4
_GPS_TIME, _GPS_DAY = 7, 29
_TIME = re.compile(r"(\d{4})[:.\-/](\d\d)[:.\-/](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")
_DAY = re.compile(r"(\d{4})[:.\-/](\d\d)[:.\-/](\d\d)")
_OFFSET = re.compile(r"[+-]\d\d:\d\d")
_LONGEST_DEVICE = 120
_LYING = (5, 6, 7, 8)


def capture_of(picture: "Image.Image") -> CaptureData:
    """What the hidden data says; fields that are broken or missing are empty."""
    exif = _exif(picture)
    own, place = _part(exif, _EXIF), _part(exif, _GPS)
    width, height = picture.size
    if _whole(exif, _ORIENTATION) in _LYING:
        width, height = height, width
    return CaptureData(
        taken=_taken(own) or _by_satellite(place),
        position=_position(place),
        device=_device(exif),
        width=width,
        height=height,
    )


def _exif(picture: "Image.Image") -> Image.Exif:
    try:
        return picture.getexif()
    except Exception:  # any damage of hidden data means: it says nothing
        return Image.Exif()


def _part(exif: Image.Exif, tag: int) -> Mapping[int, object]:
    try:
        return dict(exif.get_ifd(tag))
    except Exception:  # as above
        return {}


def _taken(own: Mapping[int, object]) -> StatedDate | None:
    for tag, offset_tag in _TAKEN:
        match = _TIME.match(_text(own, tag))
        if match is None:
            continue
        year, month, day, hour, minute, second = match.groups("00")
        offset = _text(own, offset_tag)
        zone = offset if _OFFSET.fullmatch(offset) else ""
        found = stated(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}")
        if found is not None:
            return found
    return None


def _by_satellite(place: Mapping[int, object]) -> StatedDate | None:
    """The time that the satellites gave; it is UTC."""
    match = _DAY.match(_text(place, _GPS_DAY))
    if match is None:
        return None
    day = "-".join(match.groups())
    parts = _numbers(place, _GPS_TIME)
    if parts is None:
        return stated(day)
    hour, minute, second = (int(part) for part in parts)
    return stated(f"{day}T{hour:02}:{minute:02}:{second:02}Z") or stated(day)


def _position(place: Mapping[int, object]) -> str:
    latitude = _degrees(place, _LATITUDE, _LATITUDE_SIDE, "S", 90)
    longitude = _degrees(place, _LONGITUDE, _LONGITUDE_SIDE, "W", 180)
    return "" if latitude is None or longitude is None else decimal_position(latitude, longitude)


def decimal_position(latitude: float, longitude: float) -> str:
    """Degrees as capture data writes them; six digits are a tenth of a metre."""
    return f"{_plain(latitude)}, {_plain(longitude)}"


def _plain(degrees: float) -> str:
    # Adding zero makes 0 of -0.
    return f"{round(degrees, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def _degrees(
    place: Mapping[int, object], tag: int, side_tag: int, negative: str, most: int
) -> float | None:
    parts, side = _numbers(place, tag), _text(place, side_tag).upper()[:1]
    # Without its side a number is one of two places.
    if parts is None or side not in "NSEW" or not side:
        return None
    degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
    if not 0 <= degrees <= most:
        return None
    return -degrees if side == negative else degrees


def _numbers(part: Mapping[int, object], tag: int) -> tuple[float, float, float] | None:
    """Degrees or hours, minutes and seconds, as three fractions."""
    found = part.get(tag)
    if not isinstance(found, tuple) or len(found) != 3:
        return None
    try:
        first, second, third = (float(each) for each in found)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    numbers = (first, second, third)
    # A fraction with nothing below the line is no number, and unequal to itself.
    return numbers if all(0 <= each < 1000 for each in numbers) else None


def _device(exif: Image.Exif) -> str:
    make, model = _text(exif, _MAKE), _text(exif, _MODEL)
    if model.casefold().startswith(make.casefold()):
        make = ""
    return f"{make} {model}".strip()[:_LONGEST_DEVICE]


def _text(part: Mapping[int, object] | Image.Exif, tag: int) -> str:
    found = part.get(tag)
    if isinstance(found, bytes):
        found = found.decode("utf-8", "replace")
    if not isinstance(found, str):
        return ""
    plain = "".join(sign if sign.isprintable() else " " for sign in found.split("\x00")[0])
    return " ".join(plain.split())


def _whole(exif: Image.Exif, tag: int) -> int:
    found = exif.get(tag)
    return found if isinstance(found, int) else 0


def stated(edtf: str) -> StatedDate | None:
    """A date, or None where the numbers are none: cameras without a clock write zeros."""
    try:
        return StatedDate(edtf=edtf)
    except ValueError:
        return None
