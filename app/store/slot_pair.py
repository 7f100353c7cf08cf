"""The two slot files, written one after the other so that one of them is always whole."""

from dataclasses import dataclass
from pathlib import Path

from app.errors import AccessError, DamageError, InputError, SatchelError
from app.store.durable_files import write_whole
from app.store.keys import archive_keys
from app.store.slot_file import (
    LARGEST_BYTES,
    SlotFile,
    SlotFileDamageError,
    parse_slot_file,
    slot_file_bytes,
)
from app.store.slots import SlotKind, open_with_passphrase, open_with_recovery_code
from app.translation import _

NAMES = ("keyslots.a", "keyslots.b")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPair:
    """The slots that count, and which files do not say the same.

    Attributes:
        file: The highest undamaged generation.
        stale: Names of files that are damaged, missing or of another generation.
    """

    file: SlotFile
    stale: tuple[str, ...]


def read_slot_pair(folder: Path) -> SlotPair:
    """Find the highest undamaged generation.

    Raises:
        DamageError: Both files are damaged or missing.
        InputError: Written by a newer version.
        RefusedError: Neither is usable, and one asks for more memory than any archive does.
        OSError: The disk refused.
    """
    whole: dict[str, SlotFile] = {}
    troubles: list[SatchelError] = []
    for name in NAMES:
        try:
            whole[name] = parse_slot_file(_read(folder / name))
        except InputError:
            raise
        except SatchelError as trouble:
            troubles.append(trouble)
    if not whole:
        raise _both_unusable(troubles)
    best = max(whole.values(), key=lambda file: file.generation)
    return SlotPair(file=best, stale=tuple(name for name in NAMES if whole.get(name) != best))


def write_slot_pair(folder: Path, file: SlotFile, stale: tuple[str, ...] = NAMES) -> None:
    """Write the files that are not current; done only when both hold the same.

    Raises:
        OSError: The disk refused; what opened the archive before still does.
    """
    content = slot_file_bytes(file)
    for name in stale:
        write_whole(folder / name, content)


def unlock(file: SlotFile, *, passphrase: str | None, recovery_code: str | None) -> bytes:
    """The master key.

    Exactly one of passphrase and recovery code is given.

    Raises:
        AccessError: Wrong passphrase or recovery code.
        DamageError: The slots were altered by somebody who did not know a passphrase.
        SystemTroubleError: The computer has not enough memory free.
    """
    if (passphrase is None) == (recovery_code is None):
        raise ValueError("a passphrase or a recovery code, and only one of them")
    for slot in file.slots:
        master = None
        if slot.kind is SlotKind.PASSPHRASE and passphrase is not None:
            master = open_with_passphrase(slot, passphrase)
        elif slot.kind is SlotKind.RECOVERY_CODE and recovery_code is not None:
            master = open_with_recovery_code(slot, recovery_code)
        if master is not None:
            if not file.is_authentic(archive_keys(master).slots):
                raise DamageError(
                    _("The archive's key files were altered from outside."),
                    _("Do not work in it; open a backup instead, and keep this copy as proof."),
                )
            return master
    if passphrase is not None:
        raise AccessError(
            _("The passphrase does not open this archive."),
            _("Try it again, or use the recovery code."),
        )
    raise AccessError(
        _("The recovery code does not open this archive."),
        _("Check that the code belongs to this archive, or use the passphrase."),
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError) as problem:
        raise SlotFileDamageError(_("A key file of the archive is missing.")) from problem


def _both_unusable(troubles: list[SatchelError]) -> SatchelError:
    for trouble in troubles:
        if not isinstance(trouble, DamageError):
            return trouble
    return DamageError(
        _("Both key files of the archive are damaged or missing."),
        _("Copy keyslots.a and keyslots.b from a backup of this archive into its folder."),
    )
