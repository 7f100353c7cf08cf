"""`verify` and `salvage` on an archive that does not open any more, as a script sees them."""

from pathlib import Path

from app.archive.opening import Credentials, open_archive
from app.store.connection import PAGE_BYTES
from tests.cli.conftest import Run


def lose_page(database: Path, page: int) -> None:
    """Zeros in the place of a page, as a disk gives for what it cannot read any more."""
    with database.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES)
        file.write(bytes(PAGE_BYTES))


def test_an_archive_that_does_not_open_is_checked_and_salvaged(satchel: Run, place: Path) -> None:
    """Exit code 6 for the damage; 0 for a salvage that loses nothing; the new one is whole."""
    lose_page(place / "a.satchel" / "archive.db", 1)
    assert satchel("list").code == 6
    verdict = satchel("verify", "--json")
    assert verdict.code == 6
    assert verdict.document.keys() == {"ok", "records", "attachments", "damaged"}
    assert [each.keys() for each in verdict.document["damaged"]] == [{"what", "id", "reason"}]
    assert [each["what"] for each in verdict.document["damaged"]] == ["page"]
    assert verdict.document["records"] == 2
    made = satchel("salvage", "new.satchel", "--json")
    assert made.code == 0
    assert made.document == {"ok": True, "records": 2, "attachments": 2, "damaged": []}
    assert satchel("verify", "--archive", "new.satchel").code == 0
    assert satchel("show", "A-001", "--archive", "new.satchel").code == 0


def test_what_is_lost_is_named_and_gives_exit_code_6(satchel: Run, place: Path) -> None:
    """By SHA-256 and name; the rest came out, and nothing is overwritten by a second try."""
    file = next((place / "a.satchel" / "objects").glob("??/*"))
    file.write_bytes(file.read_bytes()[:-20])
    made = satchel("salvage", "new.satchel", "--json")
    assert made.code == 6
    assert (made.document["records"], made.document["attachments"]) == (2, 1)
    (named,) = made.document["damaged"]
    assert named["what"] == "attachment"
    assert len(named["id"]) == 64
    assert ".txt" in named["reason"]
    assert satchel("verify", "--archive", "new.satchel").code == 0
    again = satchel("salvage", "new.satchel")
    assert again.code == 4
    assert len(again.err.splitlines()) == 1


def test_without_key_files_nothing_is_promised(satchel: Run, place: Path) -> None:
    """Both are named by `verify`; `salvage` says what would help."""
    for name in ("keyslots.a", "keyslots.b"):
        (place / "a.satchel" / name).write_bytes(b"{}")
    verdict = satchel("verify", "--json")
    assert verdict.code == 6
    assert {each["id"] for each in verdict.document["damaged"]} == {"keyslots.a", "keyslots.b"}
    assert satchel("salvage", "new.satchel").code == 6
    assert not (place / "new.satchel").exists()


def test_a_damaged_index_is_built_anew(satchel: Run, place: Path) -> None:
    """An index that misses a word is found, and made right with one option."""
    passphrase = (place / "passphrase").read_text().strip()
    with (
        open_archive(place / "a.satchel", Credentials(passphrase=passphrase)) as archive,
        archive.store.writing() as writer,
    ):
        writer.execute("INSERT INTO postings (rowid, text) VALUES (77, 'stray')")
    verdict = satchel("verify", "--json")
    assert [each["what"] for each in verdict.document["damaged"]] == ["index"]
    assert satchel("verify", "--rebuild-index").code == 0
    assert satchel("verify").code == 0
