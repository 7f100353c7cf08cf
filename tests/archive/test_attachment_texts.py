"""What attached files say is searched with their records, and goes with them."""

from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.attachment_texts import MOST_LETTERS, put_text, unread_files
from app.archive.attachments import attach_file
from app.archive.changing import change_record, restore_revision
from app.archive.destroying import destroy_records
from app.archive.history import history_of
from app.archive.index_upkeep import rebuild_index
from app.archive.opening import Archive, open_archive
from app.archive.reading import read_record
from app.archive.salvaging import salvage_archive
from app.archive.searching import Hit, SearchRequest, search
from app.archive.verifying import verify_archive
from app.errors import InputError
from app.progress import Silent
from app.records.postings import PostingsField
from app.records.record import Record
from app.records.stored import RecordCard
from app.store.credentials import Credentials
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import a_testimony, a_text

OPEN = Credentials(passphrase=PASSPHRASE)


def added(archive: Archive, *records: Record, original: bytes | None = None) -> RecordCard:
    """Add records together; the first one's card."""
    made = original and Original(data=original, name="came.txt", media_type="text/plain")
    report = add_records(archive, [Addition(records=records, original=made or None)], Silent())
    return report.added[0]


def attached(archive: Archive, code: str, folder: Path, name: str = "letter.pdf") -> str:
    """Attach a file with bytes of its own; its hash."""
    file = folder / name
    file.write_bytes(f"bytes of {name}".encode())
    return attach_file(archive, code, file).record.attachments[-1].sha256


def found(archive: Archive, text: str) -> list[Hit]:
    """The hits of a search."""
    return list(search(archive, SearchRequest(text=text)).hits)


def test_what_a_file_says_is_found_with_its_record(archive: Archive, tmp_path: Path) -> None:
    """In every form of its words; the snippet says that it is the attachment, and which one."""
    card = added(archive, a_testimony("We crossed at night."))
    sha256 = attached(archive, card.code, tmp_path)
    put_text(archive, sha256, "To whom it may concern\nThe ledgers were burnt in March.", "en")
    (hit,) = found(archive, "ledger")
    (snippet,) = hit.snippets
    assert snippet.field is PostingsField.ATTACHMENT
    assert snippet.text == "The ledgers were burnt in March."
    assert snippet.marks == ((4, 11),)
    assert snippet.file is not None
    assert (snippet.file.name, snippet.file.sha256) == ("letter.pdf", sha256)
    assert [each.card.code for each in found(archive, "attachment:burnt")] == [card.code]
    assert [each.card.code for each in found(archive, "ledger crossed")] == [card.code]
    assert found(archive, "text:ledger") == []
    assert found(archive, '"concern the"') == [], "no phrase runs from one paragraph into the next"
    assert verify_archive(archive, Silent()).ok


def test_the_record_itself_is_shown_before_its_files(archive: Archive, tmp_path: Path) -> None:
    """A file is quoted only for what the record does not say."""
    card = added(archive, a_testimony("The ferry left at noon."))
    put_text(archive, attached(archive, card.code, tmp_path), "A ferry ticket\nA passport", "en")
    fields = [each.field for each in found(archive, "ferry")[0].snippets]
    assert PostingsField.ATTACHMENT not in fields
    shown = found(archive, "ferry passport")[0].snippets
    assert (shown[0].field, shown[-1].field) == (PostingsField.TEXT, PostingsField.ATTACHMENT)
    assert shown[-1].text == "A passport"


def test_an_original_that_became_the_record_is_not_searched_twice(
    archive: Archive, tmp_path: Path
) -> None:
    """Its words would count twice; one with another text than its record is searched."""
    own = b"The heron stood still.\r\nIt\r\nflew."
    same = added(archive, a_testimony("The heron stood still.", "It flew."), original=own)
    other = added(archive, a_testimony("See the scan."), original=b"pixels of a scan")
    (first,) = read_record(archive, same.code).record.attachments
    (second,) = read_record(archive, other.code).record.attachments
    put_text(archive, first.sha256, "The heron stood still. It flew.", "en")
    put_text(archive, second.sha256, "A heron on the river.", "en")
    assert [each.card.code for each in found(archive, "attachment:heron")] == [other.code]
    assert {each.card.code for each in found(archive, "heron")} == {same.code, other.code}
    assert verify_archive(archive, Silent()).ok
    # Attached to another record by hand, the same content is searched with that one.
    file = tmp_path / "copy.txt"
    file.write_bytes(own)
    third = added(archive, a_testimony("Somebody else kept it too."))
    attach_file(archive, third.code, file)
    assert {each.card.code for each in found(archive, "attachment:heron")} == {
        other.code,
        third.code,
    }
    assert verify_archive(archive, Silent()).ok


def test_a_text_follows_its_content(archive: Archive, tmp_path: Path) -> None:
    """To a second record, away with a change, back with an undo; gone with the last record."""
    first, second = (added(archive, a_testimony(words)) for words in ("One.", "Two."))
    sha256 = attached(archive, first.code, tmp_path)
    put_text(archive, sha256, "bulrush", "en")
    attached(archive, second.code, tmp_path)
    assert len(found(archive, "bulrush")) == 2
    before = read_record(archive, first.code)
    change_record(archive, before.card.id, replace(before.record, attachments=()))
    assert [each.card.code for each in found(archive, "bulrush")] == [second.code]
    restore_revision(archive, first.id, history_of(archive, first.id)[1].revision)
    assert len(found(archive, "bulrush")) == 2
    put_text(archive, sha256, "sedge", "en")
    assert (len(found(archive, "bulrush")), len(found(archive, "sedge"))) == (0, 2)
    destroy_records(archive, (first.id,), Silent())
    assert len(found(archive, "sedge")) == 1
    destroy_records(archive, (second.id,), Silent())
    assert found(archive, "sedge") == []
    assert unread_files(archive) == ()
    assert verify_archive(archive, Silent()).ok


def test_texts_survive_rebuilding_and_salvage(archive: Archive, tmp_path: Path) -> None:
    """They are no part of the index, but what it is made from."""
    card = added(archive, a_testimony("One."))
    put_text(archive, attached(archive, card.code, tmp_path), "bulrush", "en")
    rebuild_index(archive.store, Silent())
    assert len(found(archive, "bulrush")) == 1
    archive.close()
    salvage_archive(archive.path, tmp_path / "New.satchel", OPEN, Silent())
    with open_archive(tmp_path / "New.satchel", OPEN) as made:
        assert len(found(made, "bulrush")) == 1
        assert verify_archive(made, Silent()).ok


def test_texts_and_changes_at_once_leave_the_index_right(archive: Archive, tmp_path: Path) -> None:
    """Somebody types while files are read: whoever comes second sees what the first one did."""
    card = added(archive, a_testimony("One."))
    sha256 = attached(archive, card.code, tmp_path)
    troubles: list[BaseException] = []

    def reading() -> None:
        try:
            for turn in range(25):
                put_text(archive, sha256, f"page{turn} bulrush", "en")
        except BaseException as trouble:
            troubles.append(trouble)

    reader = Thread(target=reading)
    reader.start()
    for turn in range(25):
        now = read_record(archive, card.code).record
        change_record(archive, card.id, replace(now, text=a_text(f"turn{turn} sedge")))
    reader.join()
    assert troubles == []
    assert len(found(archive, "page24 turn24")) == 1
    assert [found(archive, f"page{turn}") for turn in range(24)] == [[]] * 24
    assert verify_archive(archive, Silent()).ok


def test_a_text_without_end_is_cut(archive: Archive, tmp_path: Path) -> None:
    """What stands within the first thousand pages is searched."""
    card = added(archive, a_testimony("One."))
    sha256 = attached(archive, card.code, tmp_path)
    filling = "reed " * (MOST_LETTERS // 5)
    put_text(archive, sha256, f"bulrush {filling} sedge", "en")
    assert len(found(archive, "bulrush")) == 1
    assert found(archive, "sedge") == []


def test_a_content_that_is_not_there_is_refused(archive: Archive) -> None:
    """Nothing is kept."""
    with pytest.raises(InputError):
        put_text(archive, "0" * 64, "bulrush")
    with archive.store.browsing() as reader:
        assert reader.value("SELECT count(*) FROM attachment_texts") == 0
