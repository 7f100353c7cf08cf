"""Members of a ZIP (APPNOTE.TXT 6.3), one after the other, each in memory only.

Folders, links, hidden files and what macOS and Windows add of their own are passed over, as in a
folder on a disk.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import BinaryIO

from app.confined.containers.told import MOST_MEMBERS, Told
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import MOST_BYTES_IN, Contents, Member, Trouble

_LOCKED = 0x1  # APPNOTE.TXT 4.4.4, bit 0
_UTF8 = 0x800  # bit 11
_UNIX = 3
_NAME_EXTRA = 0x7075  # APPNOTE.TXT 4.6.9: the name in UTF-8 beside an old one
_PACKINGS = frozenset(
    (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
)
_LOCAL_HEAD = 30
_MOST_RATIO = 400
_RATIO_FROM = 256 * 1024 * 1024
"""Text packs to a tenth, logs to a fiftieth. Only where much comes out is it worth a question."""
_PASSED = re.compile(r"(?:^|/)(?:\.[^/]*|__MACOSX/.*|Thumbs\.db|desktop\.ini)$", re.I)
_UNMARKED_BYTES = 16 * 1024


def members(file: BinaryIO) -> Iterator[Told]:
    """What the ZIP holds, then its members in their order.

    Raises:
        UnreadableError: It cannot be opened at all.
    """
    try:
        packed = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as problem:
        raise UnreadableError(Trouble.DAMAGED) from problem
    infos = [info for info in packed.infolist() if _is_file(info)]
    _refuse_traps(packed.infolist(), infos)
    if infos and all(info.flag_bits & _LOCKED for info in infos):
        raise UnreadableError(Trouble.LOCKED)
    unmarked = "\n".join(name for info in infos if (name := _unmarked(info)))
    yield Told(head=Contents(count=len(infos), unmarked=unmarked[:_UNMARKED_BYTES]))
    for info in infos:
        yield _member(packed, info)


def _is_file(info: zipfile.ZipInfo) -> bool:
    name = info.filename.replace("\\", "/")
    link = info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16)
    return bool(name) and not name.endswith("/") and not link and _PASSED.search(name) is None


def _refuse_traps(every: list[zipfile.ZipInfo], files: list[zipfile.ZipInfo]) -> None:
    """Many members in the same packed bytes, or far more bytes than text ever packs to.

    The first is how a ZIP of some megabytes unpacks to a terabyte (D. Fifield, 2019).
    """
    if len(every) > MOST_MEMBERS:
        raise UnreadableError(Trouble.TOO_LARGE)
    packed = sum(info.compress_size for info in files)
    unpacked = sum(info.file_size for info in files)
    if unpacked > _RATIO_FROM and (unpacked > _MOST_RATIO * packed or _overlap(every)):
        raise UnreadableError(Trouble.TRAP)


def _overlap(every: list[zipfile.ZipInfo]) -> bool:
    end = 0
    for info in sorted(every, key=lambda each: each.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _LOCAL_HEAD + info.compress_size
    return False


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Told:
    name, unmarked = _name(info)
    trouble: Trouble | None = None
    data = b""
    if info.flag_bits & _LOCKED:
        trouble = Trouble.LOCKED
    elif info.compress_type not in _PACKINGS:
        trouble = Trouble.ODD_PACKING
    elif info.file_size > MOST_BYTES_IN:
        trouble = Trouble.TOO_LARGE
    else:
        data, trouble = _unpacked(packed, info)
    return Told(head=Member(name=name, unmarked=unmarked, trouble=trouble or ""), data=data)


def _unpacked(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[bytes, Trouble | None]:
    """The bytes of a member, never more than it says it has."""
    try:
        with packed.open(info) as file:
            data = file.read(MOST_BYTES_IN + 1)
    except NotImplementedError:
        return b"", Trouble.ODD_PACKING
    except RuntimeError:  # asks for a password
        return b"", Trouble.LOCKED
    except MemoryError:
        return b"", Trouble.TOO_LARGE
    except (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, struct.error):
        return b"", Trouble.DAMAGED
    if len(data) > MOST_BYTES_IN:
        return b"", Trouble.TOO_LARGE
    return data, None


def _name(info: zipfile.ZipInfo) -> tuple[str, bool]:
    unmarked = _unmarked(info)
    return (unmarked, True) if unmarked else (_unicode_name(info) or info.orig_filename, False)


def _unmarked(info: zipfile.ZipInfo) -> str:
    """The bytes of a name in an unknown encoding, as Latin-1; empty where it is known."""
    if info.flag_bits & _UTF8 or info.orig_filename.isascii() or _unicode_name(info):
        return ""
    # Python takes every name without a mark for code page 437, which loses nothing.
    raw = info.orig_filename.encode("cp437", "replace")
    return raw.decode("latin-1")


def _unicode_name(info: zipfile.ZipInfo) -> str:
    """The name that an extra field gives in UTF-8, if it belongs to the one beside it."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind != _NAME_EXTRA or len(field) < 6 or info.flag_bits & _UTF8:
            continue
        raw = info.orig_filename.encode("cp437", "replace")
        if struct.unpack("<L", field[1:5])[0] == zlib.crc32(raw):
            return field[5:].decode("utf-8", "replace")
    return ""
