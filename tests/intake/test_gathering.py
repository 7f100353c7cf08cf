"""Folders, ZIPs and mail boxes: which files come of them, under which names."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.intake import gathering
from app.intake.gathering import Gathered, Gathering
from app.intake.member_names import decoded_name, encoding_of, plain_name
from tests.confined import made_files
from tests.confined.made_containers import deep_zip, letter, mail_box, old_names, zip_of


def gathered(*paths: Path) -> list[Gathered]:
    """All that comes of some paths."""
    return list(Gathering(paths))


def named(found: Sequence[Gathered]) -> dict[str, bytes | str]:
    """Bytes or reason, by name."""
    return {
        each.name: str(each.trouble) if each.trouble or not each.source else each.source.data
        for each in found
    }


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    """Hidden files and links are passed over; names begin with the folder that was named."""
    stick = tmp_path / "stick"
    (stick / "b").mkdir(parents=True)
    (stick / "b" / "two.txt").write_bytes(b"Two.")
    (stick / "a.txt").write_bytes(b"One.")
    (stick / ".hidden").write_bytes(b"x")
    (tmp_path / "secret").write_bytes(b"elsewhere")
    if os.name == "posix":
        (stick / "link.txt").symlink_to(tmp_path / "secret")
        (stick / "loop").symlink_to(stick)
    assert list(named(gathered(stick)).items()) == [
        ("stick/a.txt", b"One."), ("stick/b/two.txt", b"Two.")
    ]  # fmt: skip


def test_members_of_a_zip_are_files_of_their_own(tmp_path: Path) -> None:
    """Each with its own bytes, under the path that it has inside."""
    place = tmp_path / "x.zip"
    word = made_files.word("")
    place.write_bytes(zip_of({"in/a.txt": b"One.", "b.docx": word}))
    found = gathered(place)
    assert [each.name for each in found] == ["x.zip/in/a.txt", "x.zip/b.docx"]
    sources = [each.source for each in found]
    assert [source.name for source in sources if source] == ["in/a.txt", "b.docx"]
    assert sources[1] is not None
    assert sources[1].data == word


def test_a_zip_in_a_zip_is_opened_to_a_depth(tmp_path: Path) -> None:
    """And not further: one reason at the place where it ends."""
    place = tmp_path / "x.zip"
    place.write_bytes(deep_zip(3, b"Deep."))
    assert list(named(gathered(place)).values()) == [b"Deep."]
    place.write_bytes(deep_zip(gathering.DEEPEST + 3, b"Deep."))
    (reason,) = named(gathered(place)).values()
    assert "too deep" in str(reason)


def test_a_zip_that_holds_itself_many_times_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of files are counted, however they are nested."""
    monkeypatch.setattr(gathering, "_MOST_OPENED", 5)
    inner = zip_of({"a.txt": b"One."})
    place = tmp_path / "x.zip"
    place.write_bytes(zip_of({f"{n}.zip": inner for n in range(9)}))
    values = list(named(gathered(place)).values())
    assert values.count(b"One.") == 5
    assert sum("one of too many" in str(value) for value in values) == 4


def test_more_than_is_read_from_one_file_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came before stays."""
    monkeypatch.setattr(gathering, "_FREE_BYTES", 1_000)
    monkeypatch.setattr(gathering, "_MOST_TIMES", 0)
    place = tmp_path / "x.zip"
    place.write_bytes(zip_of({"a": b"x" * 600, "b": b"y" * 600}))
    found = named(gathered(place))
    assert found["x.zip/a"] == b"x" * 600
    assert "More came out of it" in str(found["x.zip"])


def test_letters_of_a_box_are_letters(tmp_path: Path) -> None:
    """In a folder, in a ZIP, by their bytes and not by a name."""
    box = mail_box(letter(1, "We left."), letter(2, "We came back."))
    (tmp_path / "x.zip").write_bytes(zip_of({"mail/Inbox": box}))
    found = gathered(tmp_path / "x.zip")
    assert [each.name for each in found] == [
        "x.zip/mail/Inbox/00001.eml", "x.zip/mail/Inbox/00002.eml"
    ]  # fmt: skip
    assert found[0].source is not None
    assert found[0].source.data == letter(1, "We left.")


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp949", ("증언/가족 이야기.txt", "증언/북쪽 강을 건너다.txt")),
        ("gb18030", ("证词/关于边境的报告.txt", "证词/我们在夜里走过了河.txt")),
        ("utf-8", ("свидетели/река.txt", "свидетели/ночь на границе.txt")),
    ],
)
def test_names_of_old_zips_are_read(tmp_path: Path, encoding: str, names: tuple[str, ...]) -> None:
    """Windows of another language wrote them in its own encoding, and did not say so."""
    place = tmp_path / "x.zip"
    place.write_bytes(old_names({name.encode(encoding): b"One." for name in names}))
    assert [each.name for each in gathered(place)] == [f"x.zip/{name}" for name in names]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/root/.ssh/id", "root/.ssh/id"),
        ("C:\\Users\\a\\b.txt", "Users/a/b.txt"),
        ("a/./b//c", "a/b/c"),
        ("..", ""),
        ("a\x00b", "ab"),
        ("x" * 900, "x" * 400),
    ],
)
def test_names_lead_nowhere(name: str, plain: str) -> None:
    """A name in a ZIP is words, and never a place on this computer."""
    assert plain_name(name) == plain


def test_names_in_no_encoding_are_told_all_the_same() -> None:
    """As code page 437, which has a sign for every byte."""
    assert encoding_of("") == "cp437"
    assert decoded_name("\x81\x82", "utf-8") == "üé"


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    """Neither beside the ZIP nor where its names would lead."""
    inside = tmp_path / "inside"
    inside.mkdir()
    place = inside / "x.zip"
    place.write_bytes(zip_of({"../planted.txt": b"One.", "deep/x.zip": deep_zip(2, b"Two.")}))
    before = sorted(tmp_path.rglob("*"))
    assert list(named(gathered(place)).values()) == [b"One.", b"Two."]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_of_nothing_is_one_reason(tmp_path: Path) -> None:
    """So is what only looks like one; the next file is read."""
    (tmp_path / "1.zip").write_bytes(zip_of({}))
    (tmp_path / "2.zip").write_bytes(b"PK\x03\x04 cut short")
    (tmp_path / "3.txt").write_bytes(b"Three.")
    values = list(named(gathered(tmp_path)).values())
    assert "no files" in str(values[0])
    assert "damaged" in str(values[1])
    assert values[2] == b"Three."
    # The bytes are at hand, for a person who wants to keep them.
    assert [each.source is not None for each in gathered(tmp_path)] == [True] * 3


def test_an_empty_folder_is_one_reason(tmp_path: Path) -> None:
    """Nobody is left to think that something was added."""
    (tmp_path / "stick" / "deep").mkdir(parents=True)
    assert "is a folder" in str(named(gathered(tmp_path / "stick"))["stick"])


def test_a_spreadsheet_is_no_folder(tmp_path: Path) -> None:
    """Its parts are nobody's documents; called a ZIP it is taken apart all the same."""
    book = zip_of({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    (tmp_path / "a.xlsx").write_bytes(book)
    (found,) = gathered(tmp_path / "a.xlsx")
    assert found.source is not None
    assert found.source.data == book
    (tmp_path / "a.zip").write_bytes(book)
    assert len(gathered(tmp_path / "a.zip")) == 2


def test_the_total_follows_what_is_found(tmp_path: Path) -> None:
    """Progress counts the files in a ZIP, not the ZIP; what waits can be named."""
    (tmp_path / "a.zip").write_bytes(zip_of({"1": b"1", "2": b"2", "3": b"3"}))
    (tmp_path / "b.txt").write_bytes(b"b")
    going = Gathering([tmp_path])
    each = iter(going)
    next(each)
    assert going.total == 5
    assert going.waiting == (f"{tmp_path.name}/b.txt",)
    assert len(list(each)) == 3
    assert going.total == 4
