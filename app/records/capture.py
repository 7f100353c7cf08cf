"""What a picture, sound or film says of how it was made: hidden data of the file itself."""

import re
from dataclasses import dataclass

from app.records.dates import StatedDate
from app.translation import _

_POSITION = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,8})?), (-?[0-9]{1,3}(?:\.[0-9]{1,8})?)")

_CLOCK = re.compile(r"([0-9:]+)(Z|[+-][0-9]{2}:[0-9]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureData:
    """What the device wrote into a file. It stays in the archive, with the original.

    Attributes:
        taken: When it was taken, by the device's clock; with the offset to UTC where it is stated.
        position: "latitude, longitude" in decimal degrees (WGS 84), south and west negative; empty
            where none is stated.
        device: Maker and model.
        duration_seconds: Of sound and film.
        width: In pixels, as it is looked at.
        height: In pixels.
    """

    taken: StatedDate | None = None
    position: str = ""
    device: str = ""
    duration_seconds: int | None = None
    width: int | None = None
    height: int | None = None

    @property
    def gives_away(self) -> bool:
        """Whether it says when, where or with what; length and size are seen by everybody."""
        return self.taken is not None or bool(self.position or self.device)

    def __post_init__(self) -> None:
        if self.position and not _is_position(self.position):
            raise ValueError("a position is a latitude and a longitude in decimal degrees")
        for number in (self.duration_seconds, self.width, self.height):
            if number is not None and number < 0:
                raise ValueError("a length is not negative")


def _is_position(text: str) -> bool:
    found = _POSITION.fullmatch(text)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def capture_facts(capture: CaptureData) -> tuple[tuple[str, str], ...]:
    """Name and value of all that is stated, as a person reads it."""
    facts = (
        (_("Taken"), _day_and_time(capture.taken)),
        (_("Position"), capture.position),
        (_("Device"), capture.device),
        (_("Length"), _length(capture.duration_seconds)),
        (_("Size"), _size(capture.width, capture.height)),
    )
    return tuple((name, value) for name, value in facts if value)


def capture_lines(capture: CaptureData) -> tuple[str, ...]:
    """The same, a line each."""
    return tuple(f"{name}: {value}" for name, value in capture_facts(capture))


def _day_and_time(taken: StatedDate | None) -> str:
    if taken is None:
        return ""
    day, _mark, clock = taken.edtf.partition("T")
    if not clock:
        return day
    found = _CLOCK.fullmatch(clock)
    time, offset = (found[1], found[2] or "") if found else (clock, "")
    zone = {"": "", "Z": "UTC"}.get(offset, f"UTC{offset}")
    return f"{day} {time} {zone}".strip()


def _length(seconds: int | None) -> str:
    """Hours, minutes and seconds, as players show them."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _size(width: int | None, height: int | None) -> str:
    if width is None or height is None:
        return ""
    return _("{width} × {height} pixels").format(width=width, height=height)
