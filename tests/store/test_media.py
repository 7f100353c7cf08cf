"""Where an archive lies decides how its database keeps its journal."""

import sys
from pathlib import Path

import pytest

from app.store.connection import choose_journal, connect
from app.store.credentials import Credentials
from app.store.keys import archive_keys, new_master_key
from app.store.media import is_fixed_block, is_on_fixed_disk
from app.store.opening import open_store
from app.store.record_lookup import count_records
from app.store.store import Store
from tests.store.builders import PASSPHRASE, add


def block(folder: Path, *, removable: str = "0", below: tuple[Path, ...] = ()) -> Path:
    """A folder that describes a block device as the kernel's /sys does."""
    folder.mkdir(parents=True)
    (folder / "removable").write_text(f"{removable}\n")
    (folder / "slaves").mkdir()
    for each in below:
        (folder / "slaves" / each.name).symlink_to(each)
    return folder


def test_a_built_in_disk_is_fixed_and_a_stick_is_not(tmp_path: Path) -> None:
    """A disk on USB calls itself fixed; its bus tells."""
    built_in = block(tmp_path / "pci0000:00" / "nvme0n1")
    partition = built_in / "nvme0n1p1"
    partition.mkdir()
    (partition / "partition").write_text("1\n")
    assert is_fixed_block(built_in)
    assert is_fixed_block(partition)
    assert not is_fixed_block(block(tmp_path / "pci0000:00" / "sdb", removable="1"))
    assert not is_fixed_block(block(tmp_path / "pci0000:00" / "usb2" / "2-1" / "sdc"))
    assert not is_fixed_block(block(tmp_path / "virtual" / "loop0"))


def test_an_encrypted_volume_is_as_fixed_as_what_it_lies_on(tmp_path: Path) -> None:
    """All disks below have to be built in; a circle is not followed for ever."""
    fixed = block(tmp_path / "pci" / "sda")
    stick = block(tmp_path / "pci" / "usb1" / "sdb")
    assert is_fixed_block(block(tmp_path / "virtual" / "dm-0", below=(fixed,)))
    assert not is_fixed_block(block(tmp_path / "virtual" / "dm-1", below=(stick,)))
    assert not is_fixed_block(block(tmp_path / "virtual" / "dm-2", below=(fixed, stick)))
    circle = block(tmp_path / "virtual" / "dm-3")
    (circle / "slaves" / "dm-3").symlink_to(circle)
    assert not is_fixed_block(circle)


def test_a_card_is_told_from_built_in_storage_on_the_same_bus(tmp_path: Path) -> None:
    """An SD card may go; the soldered memory of a small laptop stays."""
    for name, kind, fixed in (("mmcblk0", "MMC", True), ("mmcblk1", "SD", False)):
        folder = block(tmp_path / name)
        (folder / "device").mkdir()
        (folder / "device" / "type").write_text(f"{kind}\n")
        assert is_fixed_block(folder) is fixed


def test_what_cannot_be_told_counts_as_removable(tmp_path: Path) -> None:
    """The slower journal is the safe answer."""
    assert not is_on_fixed_disk(tmp_path / "missing")
    assert not is_fixed_block(tmp_path)
    if sys.platform == "linux":
        assert not is_on_fixed_disk(Path("/proc"))


@pytest.mark.parametrize(("fixed", "mode", "synchronous"), [(True, "wal", 2), (False, "delete", 3)])
def test_the_journal_follows_the_disk(
    tmp_path: Path, fixed: bool, mode: str, synchronous: int
) -> None:
    """A log on a disk that stays, a journal synced to its removal elsewhere."""
    keys = archive_keys(new_master_key())
    connection = connect(tmp_path / "a.db", keys, cache_kib=1000, create=True)
    assert choose_journal(connection, fixed_disk=fixed) == mode
    assert connection.execute("PRAGMA synchronous").fetchone() == (synchronous,)
    connection.close()


def test_an_archive_moves_between_both_kinds(store: Store) -> None:
    """Copied from a stick to a laptop it opens with the other journal, and nothing is lost."""
    with store.writing() as writer:
        add(writer)
        keys = store._keys
    store.close()
    connection = connect(store.folder / "archive.db", keys, cache_kib=1000)
    other = choose_journal(connection, fixed_disk=store.journal != "wal")
    assert other != store.journal
    connection.close()
    with open_store(store.folder, Credentials(passphrase=PASSPHRASE)) as again:
        assert again.journal == store.journal
        with again.browsing() as reader:
            assert count_records(reader) == 1
