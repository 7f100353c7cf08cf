"""The two slot files, written one after the other so that one of them is always whole."""

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import DamageError, SatchelError
from app.store.durable_files import write_each_whole
from app.store.keys import slots_key
from app.store.slot_file import (
    LARGEST_BYTES,
    SlotFile,
    SlotFileDamageError,
    parse_slot_file,
    slot_file_bytes,
)
from app.translation import _

NAMES = ("keyslots.a", "keyslots.b")
_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    # Opening a pipe in the place of the file would wait for its writer.
    | getattr(os, "O_NONBLOCK", 0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPair:
    """What the two files say. Which of them is genuine, only the master key can tell.

    Attributes:
        named: The undamaged ones with their names, one or two.
    """

    named: tuple[tuple[str, SlotFile], ...]

    @property
    def candidates(self) -> tuple[SlotFile, ...]:
        """Those that differ, the highest generation first."""
        found = dict.fromkeys(file for _name, file in self.named)
        return tuple(sorted(found, key=lambda file: file.generation, reverse=True))

    def stale(self, genuine: SlotFile) -> tuple[str, ...]:
        """Names of files that are damaged, missing, forged or of another generation."""
        return tuple(name for name in NAMES if dict(self.named).get(name) != genuine)


def read_slot_pair(folder: Path) -> SlotPair:
    """Read both files; one that is of no use does not matter where the other is whole.

    Raises:
        DamageError: Both files are damaged or missing.
        InputError: Neither is usable, and one was written by a newer version.
        RefusedError: Neither is usable, and one asks for more memory or time than any archive does.
        OSError: The disk refused.
    """
    named: list[tuple[str, SlotFile]] = []
    troubles: list[SatchelError] = []
    for name in NAMES:
        try:
            named.append((name, parse_slot_file(_read(folder / name))))
        except SatchelError as trouble:
            troubles.append(trouble)
    if not named:
        raise _both_unusable(troubles)
    return SlotPair(named=tuple(named))


def is_made_with(file: SlotFile, masters: Sequence[bytes]) -> bool:
    """Whether somebody who has these master keys wrote it: both, where it holds two.

    Args:
        masters: Those of an opened archive. What a slot gives whose file is not known to be genuine
            proves nothing here: one of the two may be of whoever forged it.
    """
    if file.holds_two_masters:
        return len(masters) > 1 and file.is_authentic(slots_key(masters))
    return any(file.is_authentic(slots_key((master,))) for master in masters)


def newest_genuine(files: Iterable[SlotFile], masters: Sequence[bytes]) -> SlotFile | None:
    """The highest generation that somebody who has the archive's master keys wrote."""
    genuine = (file for file in files if is_made_with(file, masters))
    return max(genuine, key=lambda file: file.generation, default=None)


def write_slot_pair(folder: Path, file: SlotFile, stale: tuple[str, ...] = NAMES) -> None:
    """Write the files that are not current; done only when both hold the same.

    Raises:
        OSError: The disk refused; what opened the archive before still does.
    """
    write_each_whole([folder / name for name in stale], slot_file_bytes(file))


def _read(path: Path) -> bytes:
    try:
        with os.fdopen(os.open(path, _READ), "rb") as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return file.read(LARGEST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError) as problem:
        raise SlotFileDamageError(_("A slot file of the archive is missing.")) from problem
    raise SlotFileDamageError(_("A slot file of the archive is damaged."))


def _both_unusable(troubles: list[SatchelError]) -> SatchelError:
    for trouble in troubles:
        if not isinstance(trouble, DamageError):
            return trouble
    return DamageError(
        _("Both slot files of the archive are damaged or missing."),
        _("Copy keyslots.a and keyslots.b from a backup of this archive into its folder."),
    )
