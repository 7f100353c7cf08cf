"""What a picture, sound or film says of how it was made: hidden data of the file itself."""

import re
from dataclasses import dataclass

from app.records.dates import StatedDate

_POSITION = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,8})?), (-?[0-9]{1,3}(?:\.[0-9]{1,8})?)")


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

    def __post_init__(self) -> None:
        if self.position and not _is_position(self.position):
            raise ValueError("a position is a latitude and a longitude in decimal degrees")
        for number in (self.duration_seconds, self.width, self.height):
            if number is not None and number < 0:
                raise ValueError("a length is not negative")


def _is_position(text: str) -> bool:
    found = _POSITION.fullmatch(text)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180
