"""MP4, MOV, M4A and 3GP: boxes in boxes (ISO/IEC 14496-12; QuickTime File Format Specification).

Only the film's own head is read: its length and date, and place and device where they are stated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.confined.formats.exif import decimal_position, stated
from app.confined.formats.parts import Parts
from app.records.capture import CaptureData
from app.records.dates import StatedDate

_MOST_BOXES = 20_000
_LONGEST_TEXT = 1_000
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
"""Times are seconds since then, in UTC."""
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Cameras without a clock count from 1904 or 1970."""
_PLACE = re.compile(r"([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)")  # ISO 6709, annex H
_WRITTEN = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_DAY = "com.apple.quicktime.creationdate"
_POSITION = "com.apple.quicktime.location.ISO6709"
_MAKE, _MODEL = "com.apple.quicktime.make", "com.apple.quicktime.model"
_OWN_TEXTS = {b"\xa9xyz": _POSITION, b"\xa9day": _DAY, b"\xa9mak": _MAKE, b"\xa9mod": _MODEL}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    kind: bytes
    start: int
    end: int


class _Walk:
    """Counts boxes, so that a file of nothing but boxes ends too."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._left = _MOST_BOXES

    def inside(self, start: int, end: int) -> Iterator[_Box]:
        while start + 8 <= end and self._left > 0:
            self._left -= 1
            size = self.parts.number_at(">L", start)
            kind = self.parts.bytes_at(start + 4, 4)
            if size is None or len(kind) < 4:
                return
            body = start + 8
            if size == 1:
                size = self.parts.number_at(">Q", body) or 0
                body += 8
            size = end - start if size == 0 else size
            if size < body - start:
                return
            yield _Box(kind=kind, start=body, end=min(start + size, end))
            start += size

    def first(self, start: int, end: int, kind: bytes) -> _Box | None:
        return next((box for box in self.inside(start, end) if box.kind == kind), None)


def read_film(parts: Parts) -> CaptureData | None:
    """What a film's head says, None where it has none that is at hand."""
    walk = _Walk(parts)
    film = walk.first(0, parts.size, b"moov")
    head = walk.first(film.start, film.end, b"mvhd") if film else None
    if film is None or head is None:
        return None
    found = _head(parts, head)
    texts = _texts(walk, film)
    make, model = texts.get(_MAKE, ""), texts.get(_MODEL, "")
    return replace(
        found,
        taken=_written(texts.get(_DAY, "")) or found.taken,
        position=_place(texts.get(_POSITION, "")) or _place_box(walk, film),
        device=f"{make} {model}".strip(),
        **_size(walk, film),
    )


def _head(parts: Parts, head: _Box) -> CaptureData:
    long = parts.bytes_at(head.start, 1) == b"\x01"
    number, at = (">Q", 8) if long else (">L", 4)
    made = parts.number_at(number, head.start + 4)
    scale = parts.number_at(">L", head.start + 4 + 2 * at)
    length = parts.number_at(number, head.start + 8 + 2 * at)
    unknown = length in (None, 0, 2**32 - 1, 2**64 - 1) or not scale
    seconds = None if unknown else round((length or 0) / (scale or 1))
    return CaptureData(taken=_since_epoch(made or 0), duration_seconds=seconds)


def _since_epoch(seconds: int) -> StatedDate | None:
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None
    return stated(f"{moment:%Y-%m-%dT%H:%M:%SZ}") if moment >= _EARLIEST else None


def _size(walk: _Walk, film: _Box) -> dict[str, int]:
    """Of the first track that has a picture."""
    for track in walk.inside(film.start, film.end):
        if track.kind != b"trak":
            continue
        head = walk.first(track.start, track.end, b"tkhd")
        if head is None:
            continue
        # The last two numbers, of 16 bits before the point and 16 behind it.
        width = walk.parts.number_at(">H", head.end - 8)
        height = walk.parts.number_at(">H", head.end - 4)
        if width and height:
            return {"width": width, "height": height}
    return {}


def _texts(walk: _Walk, film: _Box) -> dict[str, str]:
    """What stands in `udta` by its sign, and in `meta` by its key."""
    found: dict[str, str] = {}
    own = walk.first(film.start, film.end, b"udta")
    for box in walk.inside(own.start, own.end) if own else ():
        name = _OWN_TEXTS.get(box.kind)
        if name is not None:
            # Length and language stand before the text.
            found[name] = _text(walk.parts, box.start + 4, box.end)
    meta = walk.first(film.start, film.end, b"meta")
    if meta is not None:
        found.update(_keyed(walk, meta))
    return found


def _keyed(walk: _Walk, meta: _Box) -> dict[str, str]:
    # QuickTime has its boxes at once, ISO after four bytes of version.
    plain = walk.parts.bytes_at(meta.start + 4, 4) in (b"hdlr", b"keys")
    start = meta.start if plain else meta.start + 4
    keys = walk.first(start, meta.end, b"keys")
    values = walk.first(start, meta.end, b"ilst")
    if keys is None or values is None:
        return {}
    names = [
        walk.parts.bytes_at(box.start, min(box.end - box.start, _LONGEST_TEXT))
        for box in walk.inside(keys.start + 8, keys.end)
    ]
    found = {}
    for value in walk.inside(values.start, values.end):
        number = int.from_bytes(value.kind, "big")
        data = walk.first(value.start, value.end, b"data")
        if data is not None and 1 <= number <= len(names):
            name = names[number - 1].decode("ascii", "replace")
            found[name] = _text(walk.parts, data.start + 8, data.end)
    return found


def _text(parts: Parts, start: int, end: int) -> str:
    packed = parts.bytes_at(start, min(end - start, _LONGEST_TEXT))
    text = packed.decode("utf-8", "replace").split("\x00")[0]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _place(text: str) -> str:
    match = _PLACE.match(text)
    return _checked(float(match[1]), float(match[2])) if match else ""


def _place_box(walk: _Walk, film: _Box) -> str:
    """The box `loci` of 3GPP TS 26.244: a name, a role, then longitude and latitude."""
    own = walk.first(film.start, film.end, b"udta")
    box = walk.first(own.start, own.end, b"loci") if own else None
    if box is None:
        return ""
    content = walk.parts.bytes_at(box.start, min(box.end - box.start, _LONGEST_TEXT))
    wide = content[6:8] in (b"\xfe\xff", b"\xff\xfe")
    name_end = content.find(b"\x00\x00" if wide else b"\x00", 6)
    if name_end < 0:
        return ""
    at = name_end + (3 if wide else 2)
    longitude, latitude = (
        int.from_bytes(content[at + more : at + more + 4], "big", signed=True) / 65536
        for more in (0, 4)
    )
    return _checked(latitude, longitude) if len(content) >= at + 8 else ""


def _checked(latitude: float, longitude: float) -> str:
    within = abs(latitude) <= 90 and abs(longitude) <= 180
    return decimal_position(latitude, longitude) if within else ""


def _written(text: str) -> StatedDate | None:
    match = _WRITTEN.match(text)
    if match is None:
        return None
    zone = match[2] or ""
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return stated(f"{match[1]}{zone}")
