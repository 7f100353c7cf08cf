"""`key …` in the terminal: every kind of key is made, opens the archive, and is shown once."""

import os
import stat
from pathlib import Path

import pytest

from app.store.kdf import KdfParameters
from tests.cli.conftest import Run
from tests.cli.documented_forms import Form, sections, strangers
from tests.store.dying import dies_at


def key_forms() -> tuple[Form, ...]:
    """The JSON forms of `key`: list, add, remove, person, rekey, taking back, rehearse."""
    return next(each for each in sections() if "key" in each.names).forms


def fits(document: object, place: int) -> bool:
    """Whether a document has the form at that place of the documented ones."""
    return not list(strangers(document, key_forms()[place]))  # type: ignore[arg-type]


def opens(bare: Run, *words: str | Path) -> bool:
    """Whether these words open the archive."""
    return bare("--archive", "a.satchel", *words, "list", "--json").code == 0


def test_the_keys_of_a_new_archive(satchel: Run) -> None:
    """A passphrase, which opened it, and a recovery code."""
    listed = satchel("key", "list", "--json").document
    assert fits(listed, 0)
    assert [(key["kind"], key["in_use"]) for key in listed["keys"]] == [
        ("passphrase", True),
        ("recovery", False),
    ]
    assert "passphrase" in satchel("key", "list").out


def test_a_passphrase_that_was_drawn_opens(place: Path, satchel: Run, bare: Run) -> None:
    """It is printed, and its person is named."""
    words = ("key", "add", "--kind", "passphrase", "--generate", "--person", "Kim", "--json")
    made = satchel(*words, "--initials", "K").document
    assert fits(made, 1)
    assert (made["key"]["person"], made["key"]["initials"]) == ("Kim", "K")
    (place / "drawn").write_text(made["passphrase"])
    assert opens(bare, "--passphrase-file", "drawn")
    named = satchel("key", "person", "3", "--person", "Kim Sol", "--json").document
    assert fits(named, 3)
    assert (named["key"]["person"], named["key"]["initials"]) == ("Kim Sol", "K")


def test_a_key_file_is_needed_and_never_overwritten(place: Path, satchel: Run, bare: Run) -> None:
    """Passphrase alone: exit code 3. The file is its owner's alone."""
    (place / "second").write_text("lantern pebble tide\n")
    words = ("key", "add", "--kind", "keyfile", "--new-passphrase-file", "second", "--out")
    made = satchel(*words, "photos.dat", "--json").document
    assert fits(made, 1)
    assert made["key_file"] == "photos.dat"
    assert stat.S_IMODE((place / "photos.dat").stat().st_mode) == 0o600
    assert opens(bare, "--passphrase-file", "second", "--key-file", "photos.dat")
    assert not opens(bare, "--passphrase-file", "second")
    assert not opens(bare, "--passphrase-file", "second", "--key-file", "ferry.txt")
    before = (place / "photos.dat").read_bytes()
    assert satchel(*words, "photos.dat").code == 4
    assert (place / "photos.dat").read_bytes() == before
    assert len(satchel("key", "list", "--json").document["keys"]) == 3
    assert satchel(*words, "a.satchel/photos.dat").code == 5


def test_shares_open_together(place: Path, satchel: Run, bare: Run) -> None:
    """Two of three, with passphrases in order or in any; the drill opens nothing."""
    words = ("key", "add", "--kind", "shares", "--k", "2", "--n", "3", "--out", "sheets")
    made = satchel(*words, "--json").document
    assert fits(made, 1)
    files = [share["file"] for share in made["shares"]]
    assert files == [f"sheets/share-{number}-of-3.txt" for number in (1, 2, 3)]
    assert all(stat.S_IMODE((place / file).stat().st_mode) == 0o600 for file in files)
    drawn = [share["passphrase"] for share in made["shares"]]
    assert len(set(drawn)) == 3
    (place / "in-order").write_text(f"{drawn[2]}\n{drawn[0]}\n")
    shares = ("--share", files[2], "--share", files[0], "--passphrase-file", "in-order")
    assert opens(bare, *shares)
    drill = bare("--archive", "a.satchel", "key", "rehearse", *shares, "--json")
    assert fits(drill.document, 6)
    assert bare("--archive", "a.satchel", "key", "rehearse", *shares[:2], *shares[4:]).code == 3
    (place / "any-order").write_text("\n".join(drawn[:2]))
    three = [word for file in files for word in ("--share", file)]
    assert opens(bare, *three, "--passphrase-file", "any-order")
    (place / "wrong").write_text(f"{drawn[0]}\n{drawn[0]}\n")
    refused = bare("--archive", "a.satchel", *shares[:4], "--passphrase-file", "wrong", "list")
    assert refused.code == 3
    assert "share 3" in refused.err
    assert satchel(*words).code == 4
    assert len(satchel("key", "list", "--json").document["keys"]) == 3


def test_passphrases_that_holders_chose_are_not_shown(place: Path, satchel: Run) -> None:
    """Neither in sentences nor in JSON; they open all the same."""
    chosen = ("lantern pebble tide", "harbour violet crane", "meadow copper swan")
    (place / "chosen").write_text("\n".join(chosen))
    words = ("key", "add", "--kind", "shares", "--k", "2", "--n", "3")
    given = ("--new-passphrase-file", "chosen", "--out")
    made = satchel(*words, *given, "first", "--json")
    assert fits(made.document, 1)
    files = [f"first/share-{number}-of-3.txt" for number in (1, 2, 3)]
    assert made.document["shares"] == [{"file": file, "passphrase": None} for file in files]
    said = satchel(*words, *given, "second")
    assert "second/share-3-of-3.txt" in said.out
    for ended in (made, said):
        assert not any(each in ended.out + ended.err for each in chosen)
    (place / "two").write_text("\n".join(chosen[:2]))
    shares = ("--share", files[0], "--share", files[1], "--passphrase-file", "two")
    drill = satchel("key", "rehearse", *shares, "--json")
    assert drill.document["opens"]


def test_a_changed_passphrase_replaces_the_old(place: Path, satchel: Run, bare: Run) -> None:
    """The old one opens nothing; one line says what that does not do."""
    (place / "new").write_text("pebble tide lantern\n")
    ended = satchel("key", "change", "--new-passphrase-file", "new")
    assert ended.code == 0
    assert "key rekey" in ended.out
    assert not opens(bare, "--passphrase-file", "passphrase")
    assert opens(bare, "--passphrase-file", "new")


def test_a_lost_passphrase_is_replaced_by_the_recovery_code(
    place: Path, satchel: Run, bare: Run
) -> None:
    """The code opens, and sets a new passphrase without the old one."""
    code = satchel("key", "add", "--kind", "recovery", "--json").document["recovery_code"]
    (place / "code").write_text(code)
    (place / "new").write_text("pebble tide lantern\n")
    words = ("key", "change", "--slot", "1", "--new-passphrase-file", "new", "--json")
    changed = bare("--archive", "a.satchel", "--recovery-code-file", "code", *words)
    assert fits(changed.document, 1)
    assert opens(bare, "--passphrase-file", "new")


def test_a_removed_key_opens_nothing_and_the_last_stays(
    place: Path, satchel: Run, bare: Run
) -> None:
    """Exit code 5 for the last one."""
    assert fits(satchel("key", "remove", "2", "--json").document, 2)
    assert satchel("key", "remove", "2").code == 2
    assert satchel("key", "remove", "1").code == 5
    assert opens(bare, "--passphrase-file", "passphrase")


def test_a_rekey_keeps_what_is_in_the_archive(place: Path, satchel: Run) -> None:
    """Records and attachments are whole, and the key files of before open nothing."""
    old = {path: path.read_bytes() for path in (place / "a.satchel").glob("keyslots.*")}
    done = satchel("key", "rekey", "--json").document
    assert fits(done, 4)
    assert done == {"attachments": 2, "damaged": []}
    assert satchel("verify", "--json").document["ok"]
    acts = [each["act"] for each in satchel("audit", "--json").document["entries"]]
    assert "rekeyed" in acts
    for path, content in old.items():
        path.write_bytes(content)
    assert satchel("list").code == 6


def test_there_is_nothing_to_take_back(satchel: Run) -> None:
    """Said, and nothing changes."""
    taken = satchel("key", "rekey", "--take-back", "--json").document
    assert fits(taken, 5)
    assert taken == {"taken_back": False}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX systems")
def test_a_rekey_that_was_cut_off_is_said_and_taken_back(place: Path, satchel: Run) -> None:
    """Every command says so in one line; the archive works as before meanwhile."""
    assert dies_at(14, lambda: satchel("key", "rekey"))
    listed = satchel("list")
    assert listed.code == 0
    assert "take-back" in listed.err
    assert satchel("key", "list", "--json").document["rekey_unfinished"]
    assert satchel("key", "rekey", "--take-back", "--json").document == {"taken_back": True}
    assert satchel("list").err == ""
    assert satchel("verify", "--json").document["ok"]


@pytest.mark.parametrize(
    "words",
    [
        ("key",),
        ("key", "add"),
        ("key", "add", "--kind", "other"),
        ("key", "add", "--kind", "shares", "--k", "2"),
        ("key", "add", "--kind", "keyfile", "--generate"),
        ("key", "add", "--kind", "shares", "--k", "3", "--n", "2", "--out", "sheets"),
        ("key", "remove", "9"),
        ("key", "person", "1"),
        ("key", "person", "9", "--person", "X"),
        ("key", "rehearse"),
        ("--key-file", "passphrase", "--share", "passphrase", "list"),
    ],
)
def test_words_that_make_no_key_change_nothing(satchel: Run, words: tuple[str, ...]) -> None:
    """Wrong words, with their own exit code."""
    ended = satchel(*words)
    assert ended.code == 2, ended.err
    assert [key["number"] for key in satchel("key", "list", "--json").document["keys"]] == [1, 2]


def test_a_new_passphrase_is_never_a_word(satchel: Run) -> None:
    """Without a terminal and without a file there is none."""
    assert satchel("key", "add", "--kind", "passphrase").code == 3
    assert satchel("key", "add", "--kind", "passphrase", "a secret").code == 2


def test_a_new_key_costs_what_the_others_cost(satchel: Run, place: Path) -> None:
    """No word makes a guess cheaper."""
    from app.store.slot_pair import read_slot_pair

    satchel("key", "add", "--kind", "passphrase", "--generate")
    slots = read_slot_pair(place / "a.satchel").candidates[0].slots
    costs = {slot.cost for slot in slots if slot.cost is not None}
    assert costs == {KdfParameters(memory_kib=64, iterations=1, lanes=1)}


def test_key_files_that_were_put_back_are_told(place: Path, satchel: Run) -> None:
    """A passphrase that was changed opens again: every command says so until new keys are made."""
    files = {path: path.read_bytes() for path in (place / "a.satchel").glob("keyslots.*")}
    (place / "new").write_text("lantern pebble tide\n")
    assert satchel("key", "change", "--new-passphrase-file", "new").code == 0
    for path, data in files.items():
        path.write_bytes(data)
    told = satchel("list", "--json")
    assert told.code == 0
    assert "older than the last change of keys" in told.err
    assert satchel("key", "rekey").code == 0
    assert "older" not in satchel("list", "--json").err
