"""The confined opener: files within files, one at a time, and no trap that costs more than time."""

import os
import signal
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from app.confined.forms import Container, Member
from app.confined.opener import Opener
from app.errors import InputError
from tests.confined.made_containers import (
    letter,
    locked,
    mail_box,
    overlapping_zip,
    zip_of,
)


def opened(data: bytes, container: Container = Container.ZIP) -> dict[str, bytes | str]:
    """Everything in a file of files, by name: bytes, or the reason why there are none."""
    with Opener(data, container) as opener:
        return {
            member.name: content if isinstance(content, bytes) else str(content)
            for member, content in opener.members()
        }


def test_members_come_in_their_order_with_their_bytes() -> None:
    """Folders, hidden files and what macOS adds are passed over, as in a folder on a disk."""
    files = {
        "b/": b"", "b/two.txt": b"Two.", "a.txt": b"One.", ".hidden": b"x",
        "__MACOSX/b/._two.txt": b"x", "b/.DS_Store": b"x", "b/Thumbs.db": b"x",
    }  # fmt: skip
    found = opened(zip_of(files))
    assert list(found.items()) == [("b/two.txt", b"Two."), ("a.txt", b"One.")]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_usual_packing_is_read(packing: int) -> None:
    """The tools for them are there before the walls go up."""
    assert opened(zip_of({"a.txt": b"One. " * 99}, packing)) == {"a.txt": b"One. " * 99}


def test_a_link_in_a_zip_leads_nowhere() -> None:
    """It is not followed, and not taken for a text either."""
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    made = BytesIO(zip_of({"a.txt": b"One."}))
    with zipfile.ZipFile(made, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    assert opened(made.getvalue()) == {"a.txt": b"One."}


def test_the_opener_is_shut_in() -> None:
    """The same walls stand around it as around every other reader."""
    with Opener(zip_of({"a": b"1"}), Container.ZIP) as opener:
        if sys.platform.startswith("linux"):
            assert opener.jail.calls
        if sys.platform != "win32":
            assert opener.jail.memory


def test_one_locked_or_damaged_member_costs_only_itself() -> None:
    """The others come out whole."""
    data = zip_of({"a.txt": b"One.", "b.txt": b"Two."}, zipfile.ZIP_STORED)
    damaged = data.replace(b"Two.", b"Twa.")
    found = opened(damaged)
    assert found["a.txt"] == b"One."
    assert "damaged" in str(found["b.txt"])
    half = bytearray(data)
    at = data.rindex(b"PK\x01\x02")
    half[at + 8] |= 1
    found = opened(bytes(half))
    assert found["a.txt"] == b"One."
    assert "locked with a password" in str(found["b.txt"])


def test_a_wholly_locked_zip_is_one_reason() -> None:
    """Not one for each of its files."""
    with pytest.raises(InputError, match="locked with a password"):
        opened(locked(zip_of({"a": b"1", "b": b"2"})))


def test_an_unknown_packing_is_said() -> None:
    """Deflate64 of Windows, for one: not damage."""
    data = zip_of({"a": b"1"}, zipfile.ZIP_STORED)
    odd = bytearray(data)
    odd[data.index(b"PK\x01\x02") + 10] = 9
    odd[8] = 9
    assert "packed in a way" in str(opened(bytes(odd))["a"])


TRAPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "the same bytes under many names": (
        lambda: overlapping_zip(3_000, 1_000_000), "without end"
    ),
    "a huge ratio": (
        lambda: zip_of({f"{n}": bytes(40_000_000) for n in range(8)}), "without end"
    ),
    "no ZIP at all": (lambda: b"PK\x03\x04" + bytes(4_000), "damaged"),
    "only its end": (lambda: b"PK\x05\x06" + b"\xff" * 18, "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_one_reason(name: str) -> None:
    """Told from its list of contents, before anything is unpacked."""
    make, words = TRAPS[name]
    with pytest.raises(InputError, match=words):
        opened(make())


def test_a_member_that_lies_about_its_size_brings_no_more() -> None:
    """What is unpacked never exceeds what was said, and the check sum tells the lie."""
    data = bytearray(zip_of({"a": b"x" * 1_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    found = opened(bytes(data))
    assert "damaged" in str(found["a"])


def test_letters_of_a_box_keep_their_bytes() -> None:
    """A line that begins with From within a letter begins no other."""
    one = letter(1, "We left.\nFrom there we walked at 10:30 to the river.")
    two = letter(2, "We came back.")
    found = opened(mail_box(one, two), Container.MAIL_BOX)
    assert found == {"00001.eml": one, "00002.eml": two}


@pytest.mark.nightly
def test_a_large_box_is_read_as_it_comes(tmp_path: Path) -> None:
    """It is not held whole: the opener has less memory than the box is long."""
    place = tmp_path / "box"
    long = letter(1, ("We walked. " * 90 + "\n") * 20_000)
    with place.open("wb") as box:
        for _number in range(32):
            box.write(mail_box(long))
    assert place.stat().st_size > 600_000_000
    with place.open("rb") as file, Opener(file, Container.MAIL_BOX) as opener:
        count = sum(content == long for _member, content in opener.members())
    assert count == 32


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_opener_that_dies_or_hangs_is_one_reason() -> None:
    """What came before is whole; nobody waits for ever."""
    files = {f"{n}.txt": b"x" * 900_000 for n in range(4)}
    for kill, words in ((signal.SIGKILL, "made its reader stop"), (signal.SIGSTOP, "too long")):
        with Opener(zip_of(files), Container.ZIP, seconds=3) as opener:
            members = opener.members()
            assert next(members) == (Member(name="0.txt"), b"x" * 900_000)
            os.kill(opener.process, kill)
            with pytest.raises(InputError, match=words):
                list(members)
