"""What protects the archive on this computer: every statement was looked at."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.progress import Silent
from app.ui.health.protection import protection
from app.ui.health.screen import HealthScreen
from app.ui.health.swap import Roots, Swap, is_encrypted_block, swap_state

HEADER = "Filename\tType\tSize\tUsed\tPriority\n"


def roots(tmp_path: Path, *lines: str) -> Roots:
    """A table of swap places, and no block devices."""
    (tmp_path / "swaps").write_text(HEADER + "".join(f"{line}\n" for line in lines))
    (tmp_path / "block").mkdir(exist_ok=True)
    return Roots(swaps=tmp_path / "swaps", blocks=tmp_path / "block")


def block(tmp_path: Path, device: Path, *, uuid: str) -> None:
    """Say what lies below the disk that a file is on."""
    number = device.stat().st_dev
    import os

    folder = tmp_path / "block" / f"{os.major(number)}:{os.minor(number)}"
    (folder / "dm").mkdir(parents=True)
    (folder / "dm" / "uuid").write_text(uuid)


def test_no_swap_space_is_told(tmp_path: Path) -> None:
    """An empty table, and one with compressed memory only, reach no disk."""
    assert swap_state(roots(tmp_path)) is Swap.NONE
    assert swap_state(roots(tmp_path, "/dev/zram0 partition 1000 0 100")) is Swap.NONE


@pytest.mark.parametrize(
    ("uuid", "state"), [("CRYPT-LUKS2-00", Swap.ENCRYPTED), ("LVM-00", Swap.READABLE)]
)
def test_a_swap_file_is_as_readable_as_its_disk(tmp_path: Path, uuid: str, state: Swap) -> None:
    """The disk below decides; the worst of several places counts."""
    file = tmp_path / "swap file"
    file.write_bytes(b"")
    told = roots(tmp_path, f"{str(file).replace(' ', chr(92) + '040')} file 1000 0 -2")
    assert swap_state(told) is Swap.UNKNOWN
    block(tmp_path, file, uuid=uuid)
    assert swap_state(told) is state


def test_what_lies_on_encrypted_volumes_is_encrypted(tmp_path: Path) -> None:
    """A volume on a volume: all of what lies below has to be encrypted."""
    upper, lower, plain = (tmp_path / name for name in ("upper", "lower", "plain"))
    for each in (lower, plain):
        (each / "dm").mkdir(parents=True)
    (upper / "slaves").mkdir(parents=True)
    (lower / "dm" / "uuid").write_text("CRYPT-PLAIN-x")
    (plain / "dm" / "uuid").write_text("LVM-x")
    (upper / "slaves" / "a").symlink_to(lower)
    assert is_encrypted_block(upper)
    (upper / "slaves" / "b").symlink_to(plain)
    assert not is_encrypted_block(upper)


def test_a_table_that_cannot_be_read_is_not_guessed(tmp_path: Path) -> None:
    """Without it nothing is claimed."""
    assert swap_state(Roots(swaps=tmp_path / "none", blocks=tmp_path)) is Swap.UNKNOWN


def test_what_was_looked_at_is_shown(archive: Archive, screen: HealthScreen) -> None:
    """Every statement stands on the page, and each says in a word whether it holds."""
    told = screen.pane.protection.told
    found = protection(archive, Silent())
    assert len(told) == len(found) >= 3
    for statement in found:
        assert any(statement.says in line for line in told)


def test_statements_replace_each_other(
    qtbot: QtBot, archive: Archive, screen: HealthScreen
) -> None:
    """Looking again shows the same lines once."""
    found = protection(archive, Silent())
    screen.pane.protection.show_statements(found)
    screen.pane.protection.show_statements(found[:1])
    assert len(screen.pane.protection.told) == 1
