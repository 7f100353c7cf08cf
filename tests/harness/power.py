"""A disk as it may be found after the power was cut: only what was synced is sure to be there.

The model is harsher than common file systems. Of each file, any part of the writes since its last
sync may be missing, also within one write; of each folder, any number of the last new, renamed and
removed names since its own sync, in their order. A file that was synced is not thereby in its
folder. Memory-mapped files (`-shm`) are gone, as SQLite expects.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.harness.recording import Done

SECTOR = 512
"""Bytes that a disk writes wholly or not at all."""


class Luck(StrEnum):
    """What of the unsynced content and names the disk happened to keep."""

    NOTHING = "nothing"
    NAMES = "names, no content"
    CONTENT = "content, no names"
    EVERYTHING = "everything"
    SOME = "some of both"


@dataclass(slots=True, kw_only=True, eq=False)
class _File:
    """Content as of the last sync, and what was done to it since."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Done] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, eq=False)
class _Folder:
    """Names as of the last sync, and what was done to them since."""

    synced: dict[str, "_File | _Folder"] = field(default_factory=dict)
    now: dict[str, "_File | _Folder"] = field(default_factory=dict)
    since: list[Callable[[dict[str, "_File | _Folder"]], None]] = field(default_factory=list)

    def change(self, act: Callable[[dict[str, "_File | _Folder"]], None]) -> None:
        act(self.now)
        self.since.append(act)


class Disk:
    """A folder on a disk whose power may be cut.

    Args:
        folder: Its files as they are now count as synced.
    """

    def __init__(self, folder: Path) -> None:
        self._top = _read(folder)

    def do(self, done: Done) -> None:
        """Do what was recorded."""
        parent, name = self._parent(done.path)
        found = parent.now.get(name) if name else self._top
        if done.kind == "C":
            made = _File()
            parent.change(lambda names: names.update({name: made}))
        elif done.kind == "M":
            folder = _Folder()
            parent.change(lambda names: names.update({name: folder}))
        elif done.kind == "U":
            parent.change(lambda names: _drop(names, name))
        elif done.kind in "RL":
            self._rename(done, parent, name)
        elif done.kind == "S" and isinstance(found, _Folder):
            for act in found.since:
                act(found.synced)
            found.since.clear()
        elif isinstance(found, _File):
            _do_to_file(found, done)

    def _rename(self, done: Done, parent: _Folder, name: str) -> None:
        target, new = self._parent(done.to)
        found = parent.now[name]

        def leave(names: dict[str, _File | _Folder]) -> None:
            if done.kind == "R":
                _drop(names, name)

        def arrive(names: dict[str, _File | _Folder]) -> None:
            names[new] = found

        def both(names: dict[str, _File | _Folder]) -> None:
            leave(names)
            arrive(names)

        if target is parent:
            parent.change(both)
        else:
            target.change(arrive)
            parent.change(leave)

    def _parent(self, path: str) -> tuple[_Folder, str]:
        *folders, name = path.split("/")
        place = self._top
        for each in folders:
            found = place.now[each]
            assert isinstance(found, _Folder)
            place = found
        return place, name

    def found_again(self, place: Path, luck: Luck, seed: int) -> None:
        """Write out what is there when the power is back.

        Args:
            place: An empty folder.
            luck: What of the unsynced was kept.
            seed: Decides where luck is `SOME`.
        """
        _write(self._top, place, luck, random.Random(seed))


def _drop(names: dict[str, _File | _Folder], name: str) -> None:
    names.pop(name, None)


def _do_to_file(file: _File, done: Done) -> None:
    if done.kind == "S":
        for each in file.since:
            _apply(file.synced, each)
        file.since.clear()
    else:
        file.since.append(done)


def _apply(content: bytearray, done: Done) -> None:
    """A write, or a cut to another length."""
    if done.kind == "W":
        content.extend(bytes(max(0, done.offset + len(done.data) - len(content))))
        content[done.offset : done.offset + len(done.data)] = done.data
    elif done.offset < len(content):
        del content[done.offset :]
    else:
        content.extend(bytes(done.offset - len(content)))


def _torn(done: Done, chance: random.Random) -> list[Done]:
    """Whichever sectors of a write reached the disk."""
    if done.kind != "W" or chance.random() < 0.5:
        return [done] if chance.random() < 0.5 else []
    kept = []
    start = done.offset
    while start < done.offset + len(done.data):
        end = min((start // SECTOR + 1) * SECTOR, done.offset + len(done.data))
        if chance.random() < 0.5:
            data = done.data[start - done.offset : end - done.offset]
            kept.append(Done(kind="W", path=done.path, offset=start, data=data))
        start = end
    return kept


def _read(place: Path) -> _Folder:
    names: dict[str, _File | _Folder] = {}
    for path in place.iterdir():
        if path.is_dir():
            names[path.name] = _read(path)
        else:
            names[path.name] = _File(synced=bytearray(path.read_bytes()))
    return _Folder(synced=dict(names), now=names)


def _write(folder: _Folder, place: Path, luck: Luck, chance: random.Random) -> None:
    kept = {Luck.NOTHING: 0, Luck.CONTENT: 0, Luck.SOME: chance.randint(0, len(folder.since))}
    names = dict(folder.synced)
    for act in folder.since[: kept.get(luck, len(folder.since))]:
        act(names)
    for name, found in sorted(names.items()):
        if isinstance(found, _Folder):
            (place / name).mkdir()
            _write(found, place / name, luck, chance)
        elif not name.endswith("-shm"):
            (place / name).write_bytes(_content(found, luck, chance))


def _content(file: _File, luck: Luck, chance: random.Random) -> bytes:
    content = bytearray(file.synced)
    for done in file.since:
        if luck in (Luck.CONTENT, Luck.EVERYTHING):
            _apply(content, done)
        elif luck is Luck.SOME:
            for part in _torn(done, chance):
                _apply(content, part)
    return bytes(content)
