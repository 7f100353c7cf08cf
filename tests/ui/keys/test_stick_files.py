"""Key files and shares on a stick."""

from pathlib import Path

import pytest

from app.errors import InputError, RefusedError, SystemTroubleError
from app.ui.keys.stick_files import MOST_BYTES, read_from_stick, write_to_stick


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    """Only its owner may read it, and the content is what was given."""
    path = write_to_stick(tmp_path / "notes.dat", b"key", tmp_path / "A.satchel")
    assert read_from_stick(path) == b"key"
    assert path.stat().st_mode & 0o077 == 0


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A file of that name stays as it is."""
    (tmp_path / "notes.dat").write_bytes(b"mine")
    with pytest.raises(InputError):
        write_to_stick(tmp_path / "notes.dat", b"key", tmp_path / "A.satchel")
    assert (tmp_path / "notes.dat").read_bytes() == b"mine"


def test_no_key_lies_beside_its_lock(tmp_path: Path) -> None:
    """Not inside the archive's folder, by no way of writing that place."""
    archive = tmp_path / "A.satchel"
    (archive / "objects").mkdir(parents=True)
    (tmp_path / "link").symlink_to(archive)
    for place in (archive / "k", archive / "objects" / "k", tmp_path / "link" / "k"):
        with pytest.raises(RefusedError):
            write_to_stick(place, b"key", archive)
        assert not place.exists()


def test_a_stick_that_is_gone_is_told(tmp_path: Path) -> None:
    """For writing and for reading."""
    with pytest.raises(SystemTroubleError):
        write_to_stick(tmp_path / "gone" / "k", b"key", tmp_path / "A.satchel")
    with pytest.raises(InputError):
        read_from_stick(tmp_path / "gone" / "k")


@pytest.mark.parametrize("size", [0, MOST_BYTES + 1])
def test_a_file_that_can_be_no_key_is_told(tmp_path: Path, size: int) -> None:
    """Empty, or far too large."""
    (tmp_path / "file").write_bytes(bytes(size))
    with pytest.raises(InputError):
        read_from_stick(tmp_path / "file")
