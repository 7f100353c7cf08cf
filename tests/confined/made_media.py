"""Small pictures, sounds and films with hidden data, made for the tests, harmless and not."""

import struct
import zlib
from io import BytesIO

from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from pillow_heif import register_heif_opener

DEVICE = "Zenit Kestrel 9"
TAKEN = "2021:03:14 15:09:26"
LATITUDE, LONGITUDE = (51, 28, 40.12), (0, 0, 5.31)


def exif(*, orientation: int = 1) -> Image.Exif:
    """South and west of nowhere in particular, at a time, with a device and a comment."""
    made = Image.Exif()
    make, _, model = DEVICE.partition(" ")
    made[0x010F], made[0x0110], made[0x0112] = make, model, orientation
    made[0x010E] = "Comment of Ruta Example"
    own = made.get_ifd(0x8769)
    own[0x9003], own[0x9011], own[0xA431] = TAKEN, "+02:00", "SERIAL-7741"
    place = made.get_ifd(0x8825)
    place[1], place[3] = "S", "W"
    place[2], place[4] = _thirds(LATITUDE), _thirds(LONGITUDE)
    # Named in the list itself as well, or Pillow leaves them out of a TIFF.
    made[0x8769], made[0x8825] = own, place
    return made


def _thirds(parts: tuple[float, float, float]) -> tuple[IFDRational, ...]:
    return tuple(IFDRational(round(each * 100), 100) for each in parts)


def hidden_values() -> tuple[bytes, ...]:
    """What must not be found outside: as text, and as the fractions of both byte orders."""
    texts = (DEVICE.partition(" ")[2].encode(), b"Kestrel", TAKEN.encode(), b"2021-03-14",
             b"SERIAL-7741", b"Ruta Example", b"51.477", b"Exif\x00\x00")  # fmt: skip
    fractions = tuple(
        struct.pack(order + "LL", round(each * 100), 100)
        for order in "<>"
        for each in (LATITUDE[2], LONGITUDE[2])
    )
    return texts + fractions


def picture(name: str = "JPEG", size: tuple[int, int] = (60, 40), *, orientation: int = 1) -> bytes:
    """A picture with hidden data: its upper left quarter is red, the rest blue."""
    made = Image.new("RGB", size, (0, 0, 200))
    made.paste((200, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    register_heif_opener()
    out = BytesIO()
    made.save(out, name, exif=exif(orientation=orientation))
    return out.getvalue()


def several_pages(count: int) -> bytes:
    """A TIFF as scanners make them."""
    pages = [Image.new("L", (30, 40), 10 * number) for number in range(count)]
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], exif=exif())
    return out.getvalue()


def png_bomb(side: int) -> bytes:
    """A PNG of so many white dots a side, packed into almost nothing."""
    head = struct.pack(">LLBBBBB", side, side, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    line = b"\x00" + b"\xff" * (3 * side)
    packed = b"".join(packer.compress(line) for _ in range(min(side, 400))) + packer.flush()
    parts = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        for kind, data in parts
    )


def tiff_loop() -> bytes:
    """A TIFF whose first page says that the next one is itself."""
    entry = struct.pack("<HHLL", 256, 3, 1, 10) + struct.pack("<HHLL", 257, 3, 1, 10)
    return b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 2) + entry + struct.pack("<L", 8)


def box(kind: bytes, *inside: bytes) -> bytes:
    """A box of an MP4."""
    body = b"".join(inside)
    return struct.pack(">L", len(body) + 8) + kind + body


def film(*, position: str = "-51.4778-000.0015/", before: bytes = b"", seconds: int = 83) -> bytes:
    """A film's head: of 14 March 2021, 13:09:26 UTC, with a place, behind its pictures."""
    since_1904 = 3_698_572_166
    head = struct.pack(">LLLLL", 0, since_1904, since_1904, 1000, 1000 * seconds + 400)
    track = box(b"tkhd", bytes(76) + struct.pack(">HHHH", 640, 0, 480, 0))
    place = position.encode()
    own = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7), place))
    moov = box(b"moov", box(b"mvhd", head, bytes(80)), box(b"trak", track), own)
    return box(b"ftyp", b"mp42", bytes(4), b"isom") + box(b"mdat", before) + moov


def element(kind: int, body: bytes) -> bytes:
    """An element of a Matroska file."""
    name = kind.to_bytes((kind.bit_length() + 7) // 8, "big")
    return name + (len(body) | 1 << 56).to_bytes(8, "big") + body


def matroska() -> bytes:
    """A film of 12.4 seconds from the first minute of 2021."""
    since_2001 = 631_152_060 * 1_000_000_000
    info = element(0x2AD7B1, (1_000_000).to_bytes(3, "big"))
    info += element(0x4489, struct.pack(">d", 12_400.0))
    info += element(0x4461, since_2001.to_bytes(8, "big"))
    video = element(0xE0, element(0xB0, b"\x02\x80") + element(0xBA, b"\x01\xe0"))
    tracks = element(0x1654AE6B, element(0xAE, video))
    return element(0x1A45DFA3, b"") + element(0x18538067, element(0x1549A966, info) + tracks)


def wave(seconds: int = 2) -> bytes:
    """A WAV as field recorders write it, with day, time and recorder."""
    about = bytes(256) + b"Fieldnote H4".ljust(32, b"\x00") + bytes(32)
    about += b"2021-03-14" + b"15:09:26" + bytes(8)
    form = struct.pack("<HHLLHH", 1, 1, 8000, 8000, 1, 8)
    parts = ((b"bext", about), (b"fmt ", form), (b"data", b"\x80" * 8000 * seconds))
    body = b"WAVE" + b"".join(kind + struct.pack("<L", len(data)) + data for kind, data in parts)
    return b"RIFF" + struct.pack("<L", len(body)) + body
