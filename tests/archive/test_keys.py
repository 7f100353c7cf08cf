"""Keys of every kind: they open and refuse, are changed and removed, and are written down."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.archive.auditing import audit_lines
from app.archive.keys import (
    KeyKind,
    NewKey,
    ShareHeld,
    add_key_file,
    add_passphrase,
    add_recovery_code,
    add_shares,
    change_key,
    key_slots,
    name_person,
    new_key_file,
    rehearse_shares,
    remove_key,
    share_facts,
    share_opens,
)
from app.archive.opening import Archive, Credentials, create_archive, open_archive
from app.archive.restoring import restore_with_verdict
from app.archive.verifying import Damaged, verify_archive
from app.errors import AccessError, DamageError, InputError, RefusedError, SatchelError, UsageError
from app.progress import Silent
from app.store.kdf import KdfParameters
from app.store.slot_pair import read_slot_pair
from tests.archive.conftest import PASSPHRASE, QUICK
from tests.store.dying import dies_at

NEW = "a new passphrase"
WORDS = ("first", "second", "third")


def opens(folder: Path, credentials: Credentials) -> bool:
    """Whether they open the archive, closed, as it is."""
    try:
        open_archive(folder, credentials).close()
    except AccessError:
        return False
    return True


def with_passphrase(passphrase: str = PASSPHRASE, key_file: bytes | None = None) -> Credentials:
    """A passphrase, with or without a key file."""
    return Credentials(passphrase=passphrase, key_file=key_file)


def held(made: NewKey) -> tuple[ShareHeld, ...]:
    """The shares that were given out."""
    return tuple(ShareHeld(text=each.text, passphrase=each.passphrase) for each in made.shares)


def test_a_second_person_opens_with_their_own_passphrase(archive: Archive) -> None:
    """History and audit name their initials; the first passphrase opens as before."""
    made = add_passphrase(archive, NEW, person="Kim  Sol", initials="KS")
    assert (made.slot.number, made.slot.kind, made.slot.person) == (
        3,
        KeyKind.PASSPHRASE,
        "Kim Sol",
    )
    archive.close()
    with open_archive(archive.path, with_passphrase(NEW)) as again:
        assert (again.store.opened_by, again.made_by) == (3, "KS")
        assert [slot.in_use for slot in key_slots(again)] == [False, False, True]
    assert opens(archive.path, with_passphrase())


def test_a_key_file_and_its_passphrase_open_only_together(archive: Archive) -> None:
    """One byte changed, another passphrase, one without the other: refused, with a sentence."""
    content = add_key_file(archive, NEW).key_file
    assert len(content) == 32
    archive.close()
    assert opens(archive.path, with_passphrase(NEW, content))
    for wrong in (
        with_passphrase(NEW),
        with_passphrase(NEW, content[:-1] + b"x"),
        with_passphrase(NEW, content + b"x"),
        with_passphrase("other", content),
        with_passphrase(PASSPHRASE, content),
    ):
        assert not opens(archive.path, wrong)


@pytest.mark.parametrize("content", [b"x" * 32, os.urandom(1024 * 1024)])
def test_any_file_of_fitting_size_may_be_a_key_file(archive: Archive, content: bytes) -> None:
    """From 32 bytes to 1 MiB, whatever is in it."""
    assert add_key_file(archive, NEW, key_file=content).key_file == content
    archive.close()
    assert opens(archive.path, with_passphrase(NEW, content))


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * (1024 * 1024 + 1)])
def test_a_key_file_of_another_size_is_refused(archive: Archive, content: bytes) -> None:
    """Said when it is made, and when somebody tries to open with one."""
    with pytest.raises(InputError):
        add_key_file(archive, NEW, key_file=content)
    assert len(key_slots(archive)) == 2
    archive.close()
    with pytest.raises(InputError):
        open_archive(archive.path, with_passphrase(NEW, content))


def test_a_second_recovery_code_opens(archive: Archive) -> None:
    """And is another one."""
    codes = {add_recovery_code(archive).recovery_code for _each in range(2)}
    assert len(codes) == 2
    archive.close()
    assert all(opens(archive.path, Credentials(recovery_code=code)) for code in codes)


def test_shares_open_and_the_drill_says_so(archive: Archive) -> None:
    """Two of three; the drill changes nothing and needs nothing to be closed."""
    made = add_shares(archive, needed=2, passphrases=WORDS, person="The board")
    assert (made.slot.needed, made.slot.held, made.slot.person) == (2, 3, "The board")
    shares = held(made)
    before = {path: path.read_bytes() for path in archive.path.glob("keyslots.*")}
    rehearse_shares(archive.path, shares[1:])
    with pytest.raises(AccessError):
        rehearse_shares(archive.path, shares[:1])
    with pytest.raises(UsageError):
        rehearse_shares(archive.path, ())
    assert {path: path.read_bytes() for path in before} == before
    facts = share_facts(shares[1].text)
    assert (facts.number, facts.needed, facts.held) == (2, 2, 3)
    assert archive.fingerprint.startswith(facts.fingerprint)
    assert share_opens(shares[0])
    assert not share_opens(ShareHeld(text=shares[0].text, passphrase="x"))
    archive.close()
    assert opens(archive.path, Credentials(shares=shares[:2]))
    assert opens(archive.path, Credentials(shares=shares))


def test_shares_of_another_archive_or_set_are_told(archive: Archive, tmp_path: Path) -> None:
    """Mixed sheets are said to be that, and no passphrase is blamed."""
    ours = held(add_shares(archive, needed=2, passphrases=WORDS))
    others = held(add_shares(archive, needed=2, passphrases=WORDS))
    with create_archive(tmp_path / "other", PASSPHRASE, kdf=QUICK).archive as other:
        foreign = held(add_shares(other, needed=2, passphrases=WORDS))
    with pytest.raises(AccessError, match="does not belong to this archive"):
        rehearse_shares(archive.path, (ours[0], foreign[1]))
    with pytest.raises(AccessError, match="different keys"):
        rehearse_shares(archive.path, (ours[0], others[1]))
    slip = ShareHeld(text=ours[1].text.replace(" 3  0000", " 3  0001"), passphrase=WORDS[1])
    assert slip.text != ours[1].text
    with pytest.raises(AccessError, match=r"Share number 2 of those given.*line 3"):
        rehearse_shares(archive.path, (ours[0], slip))
    remove_key(archive, 3)
    with pytest.raises(AccessError, match="does not belong"):
        rehearse_shares(archive.path, ours)
    rehearse_shares(archive.path, others)


def test_a_changed_passphrase_keeps_its_number_and_its_person(archive: Archive) -> None:
    """The old one opens nothing, in either file."""
    name_person(archive, 1, person="Ana", initials="A")
    assert archive.made_by == "A"
    made = change_key(archive, 1, passphrase=NEW)
    assert (made.slot.number, made.slot.person) == (1, "Ana")
    archive.close()
    assert opens_in_neither(archive.path, with_passphrase())
    assert opens(archive.path, with_passphrase(NEW))


def test_after_a_recovery_a_new_passphrase_is_set_without_the_old(tmp_path: Path) -> None:
    """That is what the recovery code and the shares are for."""
    made = create_archive(tmp_path / "a", PASSPHRASE, kdf=QUICK)
    made.archive.close()
    with open_archive(tmp_path / "a", Credentials(recovery_code=made.recovery_code)) as archive:
        change_key(archive, 1, passphrase=NEW)
    assert opens(tmp_path / "a", with_passphrase(NEW))
    assert not opens(tmp_path / "a", with_passphrase())


def test_a_key_file_stays_or_is_exchanged(archive: Archive) -> None:
    """It is kept where it opened this session; otherwise it has to be given."""
    content = add_key_file(archive, "old words").key_file
    with pytest.raises(UsageError, match="not at hand"):
        change_key(archive, 3, passphrase=NEW)
    archive.close()
    with open_archive(archive.path, with_passphrase("old words", content)) as again:
        change_key(again, 3, passphrase=NEW)
        change_key(again, 3, passphrase=NEW + "!")
    assert opens(archive.path, with_passphrase(NEW + "!", content))
    other = new_key_file()
    with open_archive(archive.path, with_passphrase()) as again:
        change_key(again, 3, passphrase=NEW, key_file=other)
    assert opens(archive.path, with_passphrase(NEW, other))
    assert not opens(archive.path, with_passphrase(NEW, content))


def test_what_cannot_be_changed_says_why(archive: Archive) -> None:
    """A recovery code has no passphrase, a passphrase no key file; a number may be nobody's."""
    for number, key_file in ((2, None), (1, b"x" * 32), (9, None)):
        with pytest.raises(UsageError):
            change_key(archive, number, passphrase=NEW, key_file=key_file)
    with pytest.raises(UsageError):
        change_key(archive, 1, passphrase="")
    with pytest.raises(UsageError):
        name_person(archive, 9, person="X", initials="X")
    with pytest.raises(UsageError):
        name_person(archive, 1, person="X", initials="X" * 13)
    with pytest.raises(UsageError):
        remove_key(archive, 9)


def test_the_last_key_stays(archive: Archive) -> None:
    """Refused, and it says why; a number is never given again."""
    remove_key(archive, 2)
    with pytest.raises(RefusedError, match="last key"):
        remove_key(archive, 1)
    assert add_recovery_code(archive).slot.number == 3


def test_sixteen_keys_are_the_most(archive: Archive) -> None:
    """The seventeenth is refused, and sixteen of the usual cost are read again."""
    for number in range(14):
        add_passphrase(archive, f"words {number}")
    with pytest.raises(RefusedError, match="sixteen"):
        add_recovery_code(archive)
    archive.close()
    assert opens(archive.path, with_passphrase("words 13"))


def test_whoever_has_a_key_stands_in_no_file(archive: Archive) -> None:
    """Names are inside the encryption; the slot files name nobody."""
    add_passphrase(archive, NEW, person="Quillfeather", initials="QF")
    archive.close()
    for path in archive.path.iterdir():
        if path.is_file():
            assert b"Quillfeather" not in path.read_bytes()


def test_every_change_is_in_the_log(archive: Archive) -> None:
    """Added, changed, named, removed: with the number of the key."""
    add_passphrase(archive, NEW)
    name_person(archive, 3, person="Kim", initials="K")
    change_key(archive, 3, passphrase="other")
    remove_key(archive, 3)
    acts = [(line.act, line.subject) for line in audit_lines(archive, limit=4)]
    assert acts == [
        ("key-removed", "3"),
        ("key-changed", "3"),
        ("person-named", "3"),
        ("key-added", "3"),
    ]


def test_a_new_key_costs_what_the_others_cost(tmp_path: Path) -> None:
    """An archive of the usual cost gets no cheaper key."""
    with create_archive(tmp_path / "a", PASSPHRASE, kdf=KdfParameters.light()).archive as archive:
        add_passphrase(archive, NEW)
        change_key(archive, 1, passphrase=NEW)
        costs = {slot.cost for slot in read_slot_pair(archive.path).candidates[0].slots}
    assert costs == {KdfParameters.light(), None}


def test_opening_with_slot_files_that_were_put_back_is_in_the_log(archive: Archive) -> None:
    """The old key opens the archive as it is now; that is written down and named by the check."""
    old = {path: path.read_bytes() for path in archive.path.glob("keyslots.*")}
    change_key(archive, 1, passphrase=NEW)
    archive.close()
    with open_archive(archive.path, with_passphrase(NEW)) as again:
        assert verify_archive(again, Silent()).ok
        assert "old-key-files" not in {line.act for line in audit_lines(again, limit=9)}
    for path, content in old.items():
        path.write_bytes(content)
    with open_archive(archive.path, with_passphrase()) as again:
        found = verify_archive(again, Silent()).damaged
        assert {(each.what, each.id) for each in found} == {
            (Damaged.KEY_FILE, path.name) for path in old
        }
        acts = [(line.act, line.subject) for line in audit_lines(again, limit=2)]
        assert acts == [("old-key-files", "1"), ("unlocked", "1")]
        change_key(again, 1, passphrase=NEW)
        assert verify_archive(again, Silent()).ok
    with open_archive(archive.path, with_passphrase(NEW)) as again:
        assert audit_lines(again, limit=1)[0].act == "unlocked"


def test_a_copy_with_older_slot_files_can_be_restored(archive: Archive, tmp_path: Path) -> None:
    """What is in it is whole; the check of the restored archive still tells."""
    old = {path.name: path.read_bytes() for path in archive.path.glob("keyslots.*")}
    change_key(archive, 1, passphrase=NEW)
    archive.close()
    for name, content in old.items():
        (archive.path / name).write_bytes(content)
    place = tmp_path / "restored"
    made = restore_with_verdict(archive.path, place, with_passphrase(), Silent())
    made.archive.close()
    assert {each.what for each in made.verdict.damaged} == {Damaged.KEY_FILE}
    with open_archive(place, with_passphrase()) as again:
        assert not verify_archive(again, Silent()).ok


def test_slot_files_put_back_while_it_is_open_revive_nothing(archive: Archive) -> None:
    """A change builds on what this session knows, not on older files in the folder."""
    old = {path: path.read_bytes() for path in archive.path.glob("keyslots.*")}
    change_key(archive, 1, passphrase=NEW)
    for path, content in old.items():
        path.write_bytes(content)
    add_passphrase(archive, "third")
    archive.close()
    assert not opens(archive.path, with_passphrase())
    assert opens(archive.path, with_passphrase(NEW))


def opens_in_neither(folder: Path, credentials: Credentials) -> bool:
    """Whether they open nothing: with both slot files, and with either one alone."""
    for lost in (None, "keyslots.a", "keyslots.b"):
        copy = folder.parent / f"copy without {lost}"
        shutil.copytree(folder, copy)
        if lost is not None:
            (copy / lost).unlink()
        opened = opens(copy, credentials)
        shutil.rmtree(copy)
        if opened:
            return False
    return True


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An archive with a second passphrase, closed."""
    folder = tmp_path_factory.mktemp("base") / "a"
    with create_archive(folder, PASSPHRASE, kdf=QUICK).archive as archive:
        add_passphrase(archive, "second")
    yield folder


def change(archive: Archive) -> None:
    """Another passphrase for the first key."""
    change_key(archive, 1, passphrase=NEW)


def remove(archive: Archive) -> None:
    """No first key any more."""
    remove_key(archive, 1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX systems")
@pytest.mark.parametrize(("act", "instead"), [(change, NEW), (remove, "second")])
def test_cut_off_at_each_step_somebody_can_open(
    base: Path, tmp_path: Path, act: Callable[[Archive], None], instead: str
) -> None:
    """Before it is reported the old or the new opens; once reported the old opens nothing."""
    for step in range(1, 60):
        folder, report = tmp_path / str(step) / "a", tmp_path / str(step) / "reported"
        shutil.copytree(base, folder)

        def work(folder: Path = folder, report: Path = report) -> None:
            with open_archive(folder, with_passphrase()) as archive:
                act(archive)
                report.touch()

        died = dies_at(step, work)
        if report.exists():
            assert opens_in_neither(folder, with_passphrase())
            assert opens(folder, with_passphrase(instead))
        else:
            assert opens(folder, with_passphrase()) or opens(folder, with_passphrase(instead))
            # Opening has mended the other file: from now on there is one answer.
            first = opens(folder, with_passphrase())
            assert opens_in_neither(folder, with_passphrase()) is not first
        assert opens(folder, with_passphrase("second"))
        shutil.rmtree(folder.parent)
        if not died:
            assert step > 5
            return
    pytest.fail("it has no end")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX systems")
def test_an_addition_that_was_cut_off_leaves_no_name_behind(base: Path, tmp_path: Path) -> None:
    """The label comes first; one without its key is forgotten at the next opening."""
    for step in range(1, 60):
        folder = tmp_path / str(step) / "a"
        shutil.copytree(base, folder)

        def work(folder: Path = folder) -> None:
            with open_archive(folder, with_passphrase()) as archive:
                add_passphrase(archive, "third", person="Kim")

        died = dies_at(step, work)
        with open_archive(folder, with_passphrase()) as archive:
            slots = key_slots(archive)
            with archive.store.browsing() as reader:
                people = reader.rows("SELECT slot FROM slot_people WHERE person = 'Kim'")
        assert people == [(4,)] * (len(slots) == 4)
        assert opens(folder, with_passphrase("third")) == (len(slots) == 4)
        shutil.rmtree(folder.parent)
        if not died:
            return
    pytest.fail("it has no end")


def test_both_slot_files_destroyed_meanwhile_is_said(archive: Archive) -> None:
    """Nothing is listed or changed on a guess."""
    for path in archive.path.glob("keyslots.*"):
        path.unlink()
    with pytest.raises(DamageError):
        key_slots(archive)


def test_one_way_of_opening_at_a_time(archive: Archive) -> None:
    """Credentials of two kinds are a bug of ours, not a guess."""
    archive.close()
    both = Credentials(passphrase=PASSPHRASE, recovery_code="x")
    with pytest.raises(ValueError, match="one way"):
        open_archive(archive.path, both)
    with pytest.raises(SatchelError):
        open_archive(archive.path, Credentials(recovery_code="x"))
