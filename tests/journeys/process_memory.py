"""Reading what processes hold in memory, and what is known about them outside."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

_PART = 16 << 20
_NOTHING = re.compile(rb"\0{64,}")
"""Most of a memory; no form has so many zeros in a row, and searching through them is slow."""

needs_root = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0,
    reason="only root reads the memory of other processes (Linux)",
)


def memory_forms(text: str) -> dict[str, bytes]:
    """The bytes a text may have in memory: of files, of Qt's strings, of Python's widest ones."""
    return {
        f"{text} in {case}{code}": spelled.encode(code)
        for case, spelled in (("", text), ("small ", text.casefold()), ("capital ", text.upper()))
        for code in ("utf-8", "utf-16-le", "utf-32-le")
    }


def key_forms(name: str, key: bytes) -> dict[str, bytes]:
    """The bytes a raw key may have in memory: as it is, and spelled out."""
    return {
        f"{name} raw": key,
        f"{name} in small letters": key.hex().encode(),
        f"{name} in capital letters": key.hex().upper().encode(),
        f"{name} in small wide letters": key.hex().encode("utf-16-le"),
    }


def held(process: int, wanted: Mapping[str, bytes]) -> set[str]:
    """The names of those byte strings that stand anywhere in a process's memory."""
    unseen = set(wanted.values())
    longest = max(map(len, unseen))
    for part in _memory(process, longest):
        unseen -= {data for data in unseen if data in part}
    return {name for name, data in wanted.items() if data not in unseen}


def _memory(process: int, overlap: int) -> Iterator[bytes]:
    """Everything that can be read, in parts that overlap; but not files as they lie on disk."""
    maps = Path(f"/proc/{process}/maps").read_text()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            span, rights, *rest = line.split(maxsplit=5)
            as_on_disk = "w" not in rights and rest[2] != "0"
            kernel_own = rest[-1] in ("[vvar]", "[vvar_vclock]", "[vsyscall]")
            if not rights.startswith("r") or as_on_disk or kernel_own:
                continue
            start, end = (int(each, 16) for each in span.split("-"))
            for at in range(start, end, _PART):
                memory.seek(at)
                try:
                    yield _NOTHING.sub(bytes(8), memory.read(min(_PART + overlap, end - at)))
                except OSError:
                    continue  # A page that is reserved and not there.


def family(process: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, int] = {}
    for each in Path("/proc").glob("[0-9]*"):
        try:
            fields = (each / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(each.name)] = int(fields[1])
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def told_to_all(process: int) -> bytes:
    """What other programs of the same person can read: name, words and environment."""
    place = Path(f"/proc/{process}")
    return b"\0".join((place / name).read_bytes() for name in ("comm", "cmdline", "environ"))
