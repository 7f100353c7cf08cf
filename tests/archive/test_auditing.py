"""What is written down, by whom, and that it goes with the deed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.archive import Unwritten
from app.archive.attachments import extract_attachment
from app.archive.auditing import (
    Act,
    AuditLine,
    Note,
    audit_damage,
    audit_head,
    audit_lines,
    count_audit_lines,
    note,
    note_all,
    start_chain,
)
from app.archive.changing import bin_records, change_record, restore_revision, unbin_records
from app.archive.collections import (
    create_collection,
    put_into,
    remove_collection,
    rename_collection,
    take_out,
)
from app.archive.drafts import commit_drafts, save_draft
from app.archive.history import history_of
from app.archive.opening import Archive, Credentials, open_archive
from app.archive.reading import list_records, read_record
from app.archive.remembered import remember
from app.archive.searching import SearchRequest, search
from app.errors import AccessError, InputError
from app.progress import Silent
from app.records.audit import act_label
from app.records.record import Record
from app.store.audit_lookup import erase_reasons
from app.store.audit_table import NewEntry
from app.store.slot_people_table import put_slot_person
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import a_testimony, an_article


def lines(archive: Archive) -> tuple[AuditLine, ...]:
    """The whole log, oldest first."""
    return tuple(reversed(audit_lines(archive, limit=1000)))


def told(archive: Archive, deed: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Act, code of the record and reason of the entries that a deed makes."""
    before = count_audit_lines(archive)
    deed()
    return [(line.act, line.code, line.reason) for line in lines(archive)[before:]]


def add(archive: Archive, *records: Record) -> None:
    """Add records written by hand."""
    add_records(archive, [Addition(records=records)], Silent())


def let_wait(archive: Archive) -> tuple[Unwritten, ...]:
    """What an opening on a full disk leaves to be written."""
    entry = NewEntry(act=Act.UNLOCKED, who="KL", subject="1")
    archive.unwritten = (Unwritten(entry=entry, at="2099-05-06T07:08:09.000Z"),)
    return archive.unwritten


def test_a_new_archive_says_so_and_each_opening_is_written_down(archive: Archive) -> None:
    """With the number of the key slot that was used."""
    assert [(line.number, line.act) for line in lines(archive)] == [(1, Act.CREATED)]
    archive.close()
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as again:
        assert [(line.act, line.subject) for line in lines(again)[1:]] == [(Act.UNLOCKED, "1")]
        assert audit_damage(again) == ()


def test_a_wrong_passphrase_leaves_no_entry(archive: Archive) -> None:
    """Without the key nothing can be written; the log does not pretend."""
    archive.close()
    for _time in range(3):
        with pytest.raises(AccessError):
            open_archive(archive.path, Credentials(passphrase="wrong"))
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as again:
        assert count_audit_lines(again) == 2


def test_every_change_is_written_down_with_its_record(archive: Archive) -> None:
    """Adding, changing, going back, binning, each for each record; a change of nothing is none."""
    record, other = a_testimony("First."), an_article("Second.")
    assert told(archive, lambda: add(archive, record, other)) == [
        ("added", "T-001", ""), ("added", "A-001", ""),
    ]  # fmt: skip
    changed = replace(record, title="Another", proposed_title=False)
    deed: Callable[[], object] = lambda: change_record(archive, record.id, changed, reason="Typo")  # noqa: E731
    assert told(archive, deed) == [("changed", "T-001", "Typo")]
    assert told(archive, deed) == []
    first = history_of(archive, record.id)[-1].revision
    assert told(archive, lambda: restore_revision(archive, record.id, first)) == [
        ("restored-revision", "T-001", "Earlier version restored")
    ]
    both = (record.id, other.id)
    expected = [("binned", "T-001", ""), ("binned", "A-001", "")]
    assert told(archive, lambda: bin_records(archive, both)) == expected
    assert told(archive, lambda: bin_records(archive, both)) == []
    assert told(archive, lambda: unbin_records(archive, (other.id,))) == [("unbinned", "A-001", "")]
    assert audit_damage(archive) == ()


def test_typing_is_no_entry_but_the_revision_is(archive: Archive) -> None:
    """Autosave would fill the log with nothing."""
    record = a_testimony("First.")
    add(archive, record)
    assert told(archive, lambda: save_draft(archive, record.id, 1, "Fir")) == []
    assert told(archive, lambda: save_draft(archive, record.id, 1, "Third.")) == []
    assert told(archive, lambda: commit_drafts(archive, record.id)) == [("changed", "T-001", "")]


def test_looking_is_not_written_down(archive: Archive) -> None:
    """Listing, reading, searching, the place of the window."""

    def look() -> None:
        list_records(archive)
        read_record(archive, "T-001")
        search(archive, SearchRequest(text="first"))
        history_of(archive, record.id)
        remember(archive, "window.place", "T-001")

    record = a_testimony("First.")
    add(archive, record)
    assert told(archive, look) == []


def test_records_from_a_file_are_imports(archive: Archive) -> None:
    """And the collection that they went into is named by its number, not by its name."""
    original = Original(data=b"one", name="a.txt", media_type="text/plain")
    addition = Addition(records=(an_article(),), original=original, collection="Ferries")
    expected = [("collection-made", "", ""), ("imported", "A-001", "")]
    assert told(archive, lambda: add_records(archive, [addition], Silent())) == expected
    assert lines(archive)[-1].detail == "collection=1"
    assert told(archive, lambda: add_records(archive, [addition], Silent())) == []


def test_collections_are_written_down(archive: Archive) -> None:
    """Made, renamed, filled, emptied, removed."""
    record = an_article()
    add(archive, record)
    before = count_audit_lines(archive)
    number = create_collection(archive, "Ferries")
    assert create_collection(archive, "ferries") == number
    rename_collection(archive, number, "Boats")
    put_into(archive, number, (record.id,))
    take_out(archive, number, (record.id,))
    remove_collection(archive, number)
    assert [(line.act, line.code or line.subject) for line in lines(archive)[before:]] == [
        ("collection-made", "1"), ("collection-renamed", "1"), ("collected", "A-001"),
        ("uncollected", "A-001"), ("collection-removed", "1"),
    ]  # fmt: skip


def test_a_file_that_leaves_is_written_down_by_its_hash(archive: Archive, tmp_path: Path) -> None:
    """Before it has its content; one that cannot be written leaves neither file nor entry."""
    original = Original(data=b"one", name="a.txt", media_type="text/plain")
    add_records(archive, [Addition(records=(an_article(),), original=original)], Silent())
    out = tmp_path / "out"

    def extract() -> None:
        extract_attachment(archive, "A-001", original.sha256, out)

    assert told(archive, extract) == [("extracted", "A-001", "")]
    assert lines(archive)[-1].detail == original.sha256
    before = count_audit_lines(archive)
    with pytest.raises(InputError):
        extract()
    assert count_audit_lines(archive) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Notebook.satchel", "out"]


def test_a_file_does_not_leave_where_the_log_cannot_be_written(
    archive: Archive, tmp_path: Path
) -> None:
    """No entry, no file: nothing leaves without a trace."""
    original = Original(data=b"one", name="a.txt", media_type="text/plain")
    add_records(archive, [Addition(records=(an_article(),), original=original)], Silent())
    with archive.store.writing() as writer:
        writer.execute(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'no'); END"
        )
    with pytest.raises(Exception, match="no"):
        extract_attachment(archive, "A-001", original.sha256, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["Notebook.satchel"]


def test_who_did_it_is_named_by_initials(archive: Archive) -> None:
    """Those of the person whose slot opened it; until somebody is named, the archive's mark."""
    record = a_testimony("First.")
    add(archive, record)
    mark = archive.fingerprint[:9]
    assert {line.who for line in lines(archive)} == {archive.made_by} == {mark}
    with archive.store.writing() as writer:
        put_slot_person(writer, archive.store.opened_by, "Kim Lee", "KL", "2024-05-06T07:08:09Z")
    archive.read_person()
    changed = replace(record, title="Another", proposed_title=False)
    change_record(archive, record.id, changed)
    assert lines(archive)[-1].who == "KL"
    assert [each.by for each in history_of(archive, record.id)] == ["KL", mark]
    archive.close()
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as again:
        assert (again.made_by, lines(again)[-1].who) == ("KL", "KL")


def test_the_log_holds_no_content(archive: Archive) -> None:
    """No title, text, name of a file or collection, and no reason: those may be erased."""
    words = ("Riverbank", "Quiet words", "letter.txt", "Ferries", "Because of Anna")
    record = an_article(words[1], title=words[0])
    original = Original(data=b"x", name=words[2], media_type="text/plain")
    addition = Addition(records=(record,), original=original, collection=words[3])
    add_records(archive, [addition], Silent())
    stored = read_record(archive, record.id).record
    change_record(archive, record.id, replace(stored, tags=("t",)), reason=words[4])
    revision = history_of(archive, record.id)[0].revision
    with archive.store.browsing() as reader:
        entries = repr(reader.rows("SELECT * FROM audit"))
        beside = repr(reader.rows("SELECT * FROM audit_reasons"))
    assert [word for word in (*words, revision) if word in entries] == []
    assert words[4] in beside
    assert revision in beside


def test_reasons_and_revisions_of_a_record_can_be_erased(archive: Archive) -> None:
    """The entries stay, with whom and when; the chain is whole."""
    record = a_testimony("First.")
    add(archive, record)
    changed = replace(record, title="Another", proposed_title=False)
    change_record(archive, record.id, changed, reason="Because")
    assert [line.reason for line in audit_lines(archive, limit=1)] == ["Because"]
    count = count_audit_lines(archive)
    with archive.store.writing() as writer:
        erase_reasons(writer, record.id)
    found = audit_lines(archive, limit=9, record=record.id)
    assert [(line.act, line.reason, line.revision) for line in found] == [
        ("changed", "", ""), ("added", "", ""),
    ]  # fmt: skip
    assert count_audit_lines(archive) == count
    assert audit_damage(archive) == ()


def test_several_deeds_of_one_transaction_stand_in_their_order(archive: Archive) -> None:
    """Written at once, or one by one."""
    with archive.store.writing() as writer:
        note_all(archive, writer, [Note(act=Act.ADDED, subject=str(at)) for at in range(3)])
        note(archive, writer, Act.KEY_ADDED, subject="3", detail="recovery")
        note_all(archive, writer, [])
    assert [line.subject for line in lines(archive)[1:]] == ["0", "1", "2", "3"]
    assert audit_head(archive).number == 5
    assert audit_damage(archive.store) == ()


def test_a_restored_archive_begins_a_chain_that_names_the_old_one(archive: Archive) -> None:
    """From then on it is another archive than the one that went on elsewhere."""
    before = audit_head(archive)
    with archive.store.writing() as writer:
        start_chain(archive, writer, Act.RESTORED, detail="backup=2024-05-06")
    after = audit_head(archive)
    assert after.chain != before.chain
    assert after.number == before.number + 1
    expected = f"backup=2024-05-06 {before.chain} {before.number} {before.hash}"
    assert lines(archive)[-1].detail == expected
    with archive.store.writing() as writer:
        start_chain(archive, writer, Act.SALVAGED, after=before)
    assert lines(archive)[-1].detail == f"{before.chain} {before.number} {before.hash}"
    assert audit_damage(archive) == ()


def test_every_act_has_words(archive: Archive) -> None:
    """What is shown to people is no identifier; an act of a newer version is."""
    assert len({act_label(act) for act in Act}) == len(Act)
    assert [act for act in Act if act_label(act) == act] == []
    assert act_label("folded-twice") == "folded-twice"


def test_what_could_not_be_written_goes_with_the_next_entry(archive: Archive) -> None:
    """Once, with the time at which it happened; a transaction that is taken back loses nothing."""
    stop = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'no'); END"
    with archive.store.writing() as writer:
        writer.execute(stop)
    record = a_testimony("First.")
    waiting = let_wait(archive)
    with pytest.raises(Exception, match="no"):
        add(archive, record)
    assert archive.unwritten == waiting
    with archive.store.writing() as writer:
        writer.execute("DROP TRIGGER full")
    add(archive, record)
    assert [line.act for line in lines(archive)] == ["created", "unlocked", "added"]
    assert lines(archive)[1].at == waiting[0].at
    assert archive.unwritten == ()
    assert audit_damage(archive) == ()


def test_what_could_not_be_written_is_tried_again_on_closing(archive: Archive) -> None:
    """An opening to which nothing was done is written down too, if there is room by then."""
    let_wait(archive)
    archive.close()
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as again:
        assert [line.act for line in lines(again)] == ["created", "unlocked", "unlocked"]
