"""Files of files, made for the tests: harmless ones, and traps."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO


def zip_of(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these files, in their order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", packing) as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2024, 1, 5, 10, 0, 0)), data, packing)
    return made.getvalue()


def deep_zip(levels: int, inside: bytes) -> bytes:
    """A ZIP in a ZIP in a ZIP."""
    data = inside
    for level in range(levels):
        data = zip_of({f"{level}.zip" if level else "inside.txt": data})
    return data


def old_names(names: Mapping[bytes, bytes]) -> bytes:
    """A ZIP whose names are bytes that do not say their encoding, as old programs wrote them."""
    parts, directory = [], []
    offset = 0
    for name, data in names.items():
        crc = zlib.crc32(data)
        head = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, crc, len(data), len(data), len(name), 0)
        parts.append(b"PK\x03\x04" + head + name + data)
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", 20) + head
            + struct.pack("<HHHLL", 0, 0, 0, 0, offset) + name
        )  # fmt: skip
        offset += len(parts[-1])
    listed = b"".join(directory)
    count = len(names)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(listed), offset, 0)
    return b"".join(parts) + listed + end


def overlapping_zip(copies: int, size: int) -> bytes:
    """Many names for the same packed bytes: some kilobytes that unpack to gigabytes.

    After the ZIP bomb of D. Fifield (2019), in its plainest form.
    """
    single = zip_of({"a": bytes(size)})
    end = single.rindex(b"PK\x05\x06")
    start, = struct.unpack_from("<L", single, end + 16)  # fmt: skip
    entry = single[start:end]
    listed = entry * copies
    tail = struct.pack("<HHHHLLH", 0, 0, copies, copies, len(listed), start, 0)
    return single[:start] + listed + b"PK\x05\x06" + tail


def locked(data: bytes) -> bytes:
    """The same ZIP, saying of every file that it asks for a password."""
    made = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(sign)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(sign, at + 4)
    return bytes(made)


def letter(number: int, text: str) -> bytes:
    """A letter as it stands in a mail box, without the line that begins it there."""
    return (
        f"From: Ada Example <ada@example.org>\nDate: Fri, 5 Jan 2024 10:{number % 60:02}:00 +0900\n"
        f"Subject: Letter {number}\nMessage-ID: <{number}@example.org>\n\n{text}\n"
    ).encode()


def mail_box(*letters: bytes) -> bytes:
    """A mail box of these letters."""
    begin = b"From ada@example.org Fri Jan  5 10:00:00 2024\n"
    return b"".join(begin + each + b"\n" for each in letters)
