"""The archive check: all that is damaged is named, and nothing else."""

import io
import random
from pathlib import Path

import pytest

from app.errors import CancelledError, SatchelError
from app.progress import CancelFlag
from app.records.record import Attachment
from app.store.connection import PAGE_BYTES
from app.store.credentials import Credentials
from app.store.objects import keep_object, put_object
from app.store.opening import open_store
from app.store.records_table import replace_record
from app.store.store import Store
from app.store.verify import Damaged, verify_store
from tests.store.builders import NOW, PASSPHRASE, a_revision, a_row, add


@pytest.fixture
def filled(store: Store) -> Store:
    """Forty records of some pages each, one of them changed, and two attachments."""
    noise = random.Random(3)
    pending = [put_object(store, io.BytesIO(text)) for text in (b"one", b"two")]
    with store.writing() as writer:
        for each in pending:
            keep_object(writer, each, NOW)
        for number in range(40):
            attachments = tuple(
                Attachment(sha256=each.sha256, size=3, media_type="text/plain", name="a")
                for each in (pending if number == 0 else ())
            )
            add(writer, noise.randbytes(12_000).hex(), attachments=attachments, tags=(str(number),))
        replace_record(writer, 7, a_row(code="A-seven"), a_revision())
    return store


def test_a_whole_archive_is_found_whole(filled: Store) -> None:
    """Also while the newest changes stand in the write-ahead log alone."""
    with filled.writing() as writer:
        add(writer)
    verdict = verify_store(filled)
    assert verdict.ok
    assert (verdict.records, verdict.attachments) == (41, 2)
    assert verify_store(filled).ok


def test_an_empty_archive_is_whole(store: Store) -> None:
    """Nothing to check is nothing damaged."""
    verdict = verify_store(store)
    assert verdict.ok
    assert (verdict.records, verdict.attachments) == (0, 0)


def test_a_damaged_attachment_is_named(filled: Store) -> None:
    """By its hash; the other one and all records are good."""
    with filled.browsing() as reader:
        sha256, file = reader.rows("SELECT sha256, file FROM objects")[1]
    path = filled.objects.path(file)
    path.write_bytes(path.read_bytes()[:-1])
    verdict = verify_store(filled)
    assert [(each.what, each.id) for each in verdict.damaged] == [(Damaged.ATTACHMENT, sha256)]
    assert verdict.damaged[0].reason


def test_a_content_that_is_not_what_was_kept_is_named(filled: Store) -> None:
    """Another revision's body, a missing head and a broken link are each found."""
    with filled.writing() as writer:
        ids: dict[int, str] = dict(writer.rows("SELECT number, id FROM records"))
        writer.execute(
            "UPDATE revisions SET body = (SELECT body FROM revisions WHERE number = 2)"
            " WHERE number = 5"
        )
        writer.execute("UPDATE records SET head = 3 WHERE number = 9")
    found = {(each.what, each.id) for each in verify_store(filled).damaged}
    assert found == {(Damaged.REVISION, ids[5]), (Damaged.RECORD, ids[9])}


def test_a_damaged_slot_file_is_named(filled: Store) -> None:
    """It opens all the same, so the check has to say it."""
    (filled.folder / "keyslots.b").write_bytes(b"{}")
    found = [(each.what, each.id) for each in verify_store(filled).damaged]
    assert found == [(Damaged.KEY_FILE, "keyslots.b")]


def test_one_flipped_bit_in_any_page_is_found(filled: Store) -> None:
    """Every page of the database: either it does not open, or the check names that page.

    Records whose pages are whole are read all the same, and a text's page names its record.
    """
    with filled.browsing() as reader:
        ids = {id for (id,) in reader.rows("SELECT id FROM records")}
    filled.close()
    path = filled.folder / "archive.db"
    good = path.read_bytes()
    pages = len(good) // PAGE_BYTES
    assert pages > 40
    readable: list[int] = []
    named: set[str] = set()
    for page in range(1, pages + 1):
        changed = bytearray(good)
        changed[(page - 1) * PAGE_BYTES + 1234] ^= 8
        path.write_bytes(changed)
        try:
            store = open_store(filled.folder, Credentials(passphrase=PASSPHRASE))
        except SatchelError as refused:
            assert refused.exit_code == 6
            continue
        with store:
            verdict = verify_store(store)
        found = {each.id for each in verdict.damaged if each.what is Damaged.PAGE}
        assert found == {str(page)}
        readable.append(verdict.records)
        broken = [each.id for each in verdict.damaged if each.what is Damaged.REVISION]
        named.update(broken if len(broken) == 1 else ())
    assert len(ids - named) <= 2  # two small ones share a page
    assert readable.count(39) + readable.count(40) > len(readable) / 2


def test_a_full_text_index_is_checked_with_the_rest(filled: Store) -> None:
    """A broken index is found by the same check."""
    with filled.writing() as writer:
        writer.execute("CREATE VIRTUAL TABLE probe USING fts5(a)")
        writer.many("INSERT INTO probe (a) VALUES (?)", [(f"word{i} here",) for i in range(50)])
    assert verify_store(filled).ok
    with filled.writing() as writer:
        writer.execute("DELETE FROM probe_data WHERE id > 1000")
    assert [each.what for each in verify_store(filled).damaged] == [Damaged.DATABASE]


def test_the_check_can_be_cancelled(filled: Store) -> None:
    """At the next step, and the archive stays usable."""
    flag = CancelFlag()
    flag.cancel()
    with pytest.raises(CancelledError):
        verify_store(filled, flag)
    assert verify_store(filled).ok


def test_checking_changes_no_file(filled: Store, tmp_path: Path) -> None:
    """After the log was brought in, the check only reads."""
    filled.checkpoint()
    before = (filled.folder / "archive.db").read_bytes()
    verify_store(filled)
    assert (filled.folder / "archive.db").read_bytes() == before
