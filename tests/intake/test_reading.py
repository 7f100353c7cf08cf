"""Files are read whole and untouched, or refused in one clear line."""

import hashlib
import os
from pathlib import Path

import pytest

from app.errors import InputError
from app.intake.decoding import SIZE_LIMIT
from app.intake.reading import drafts_from, drafts_from_text, read_file, shown_name
from tests.intake.fictional_pages import ferry_page


def test_the_bytes_are_kept_as_they_are(tmp_path: Path) -> None:
    """Name, bytes and SHA-256 are those of the file, and each draft carries them."""
    data = ferry_page().replace("\n", "\r\n").encode("utf-16")
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    source = read_file(path)
    assert (source.name, source.data) == ("page.txt", data)
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    (draft,) = drafts_from(source)
    assert (draft.file_name, draft.sha256) == ("page.txt", source.sha256)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The message names the file and nothing of the folders above it."""
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / "gone.txt")
    assert "gone.txt" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is told from a file that cannot be read."""
    with pytest.raises(InputError, match="folder"):
        read_file(tmp_path)


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root reads every file; Windows has no such mode"
)
def test_a_file_without_permission(tmp_path: Path) -> None:
    """A file that may not be read is refused with what to do about it."""
    path = tmp_path / "closed.txt"
    path.write_text("text")
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        read_file(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Its size is enough to refuse it."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(InputError, match="64 MB"):
        read_file(path)


def test_a_name_with_a_line_end_stays_one_line(tmp_path: Path) -> None:
    """Control and direction marks in a name are spelled out; emoji and letters stay."""
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / "a\nb\u202etxt.🚣 é")
    message = str(caught.value)
    assert "\n" not in message
    assert "\u202e" not in message
    assert "🚣 é" in message
    assert shown_name("a\nb") == "a\\nb"


def test_a_name_that_is_no_unicode_can_be_shown() -> None:
    """A name with bytes in no encoding does not break the message about it."""
    assert shown_name("a\udcff").isprintable()


def test_pasted_text_needs_no_file() -> None:
    """The clipboard's text becomes drafts under the name it is given."""
    (draft,) = drafts_from_text(ferry_page(), "Pasted text")
    assert draft.file_name == "Pasted text"
    assert len(draft.sha256) == 64


def test_pasted_nothing_is_refused() -> None:
    """White space is no document."""
    with pytest.raises(InputError):
        drafts_from_text(" \n\t", "Pasted text")
