"""Attached files: encrypted, kept once, whole or named as damaged."""

import hashlib
import io
import os
import random
import re
import tracemalloc
from pathlib import Path

import pyrage
import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.errors import DamageError, InputError, SystemTroubleError
from app.records.record import Attachment
from app.records.vocabularies import AttachmentRole
from app.store.attachments_table import attachments_of, records_with
from app.store.credentials import Credentials
from app.store.object_rows import find_object
from app.store.objects import (
    PendingObject,
    copy_object,
    discard_object,
    keep_object,
    open_object,
    put_object,
    read_object,
    settle_objects,
    verify_object,
)
from app.store.opening import open_store
from app.store.records_table import delete_record, insert_record, replace_record
from app.store.store import Store
from tests.store.builders import NOW, PASSPHRASE, a_revision, a_row, add

BIG = random.Random(7).randbytes(300_000)


def attachment(pending: PendingObject, **changes: str) -> Attachment:
    """What a record says of an object."""
    return Attachment(
        sha256=pending.sha256,
        size=pending.size,
        media_type="text/plain",
        name=changes.get("name", "notes\n🌊.txt"),
        role=AttachmentRole(changes.get("role", "original")),
    )


def kept(store: Store, content: bytes) -> PendingObject:
    """Content with its row and a record that has it."""
    pending = put_object(store, io.BytesIO(content))
    with store.writing() as writer:
        keep_object(writer, pending, NOW)
        add(writer, attachments=(attachment(pending),))
    return pending


@pytest.mark.parametrize("content", [b"", b"a", BIG])
def test_content_comes_back_byte_for_byte(store: Store, content: bytes) -> None:
    """Nothing, one byte, several chunks: by copy, as bytes and as a stream."""
    pending = kept(store, content)
    assert pending.sha256 == hashlib.sha256(content).hexdigest()
    assert pending.size == len(content)
    sink = io.BytesIO()
    copy_object(store, pending.sha256, sink)
    assert sink.getvalue() == content == read_object(store, pending.sha256)
    with open_object(store, pending.sha256) as stream:
        assert stream.read() == content
    verify_object(store, pending.sha256)


def test_a_file_is_an_age_file_under_a_name_that_says_nothing(store: Store) -> None:
    """Anyone with the row's key opens it with `age`; without it there is nothing to see."""
    pending = kept(store, BIG)
    (path,) = (path for path in store.folder.glob("objects/*/*") if path.is_file())
    assert re.fullmatch("[0-9a-f]{32}", path.name)
    assert path.parent.name == path.name[:2]
    assert path.name not in (pending.sha256, pending.sha256[:32])
    data = path.read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n")
    with store.browsing() as reader:
        row = find_object(reader, pending.sha256)
    assert row is not None
    assert row.secret not in repr(row)
    assert pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(row.secret)]) == BIG


def test_the_same_content_is_kept_once(store: Store) -> None:
    """Whether its hash is known before or not; each content has a key of its own."""
    first = kept(store, BIG)
    second = kept(store, BIG)
    third = put_object(store, io.BytesIO(b"never read"), sha256=first.sha256)
    assert second.known
    assert third.known
    assert first.row.file == second.row.file == third.row.file
    assert kept(store, b"other").row.secret != first.row.secret
    assert len(store.objects.files()) == 2


def test_a_batch_is_settled_beforehand(store: Store) -> None:
    """Forty files brought to the disk together; settling again, or what is known, costs nothing."""
    pending = [put_object(store, io.BytesIO(b"%d" % number)) for number in range(40)]
    settle_objects(store, pending)
    settle_objects(store, pending)
    with store.writing() as writer:
        for each in pending:
            keep_object(writer, each, NOW)
    settle_objects(store, [put_object(store, io.BytesIO(b"7"))])
    assert [read_object(store, each.sha256) for each in pending] == [b"%d" % n for n in range(40)]


def test_a_row_is_refused_when_its_file_cannot_be_brought_to_the_disk(store: Store) -> None:
    """A file that vanished before the commit takes the transaction back."""
    pending = put_object(store, io.BytesIO(b"a"))
    store.objects.new_path(pending.row.file).unlink()
    with pytest.raises(SystemTroubleError), store.writing() as writer:
        keep_object(writer, pending, NOW)
    with store.browsing() as reader:
        assert find_object(reader, pending.sha256) is None


def test_two_that_wait_for_their_rows_become_one(store: Store) -> None:
    """The same file twice in one import: one row, one file, both records have it."""
    pending = [put_object(store, io.BytesIO(BIG)) for _each in range(2)]
    with store.writing() as writer:
        for each in pending:
            keep_object(writer, each, NOW)
            add(writer, attachments=(attachment(each),))
    assert store.objects.files() == {pending[0].row.file}
    assert read_object(store, pending[1].sha256) == BIG


def test_what_never_got_a_row_is_collected_on_opening(store: Store) -> None:
    """A crash between file and row leaves an orphan; what others put there is left alone."""
    orphan = put_object(store, io.BytesIO(BIG))
    stays = kept(store, b"stays")
    foreign = store.folder / "objects" / "ab" / "notes.txt"
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("mine")
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        keep_object(writer, put_object(store, io.BytesIO(b"taken back")), NOW)
        _nothing = 1 // 0
    store.close()
    with open_store(store.folder, Credentials(passphrase=PASSPHRASE)) as again:
        assert again.objects.files() == {stays.row.file}
        assert again.objects.new_files() == set()
        assert not again.objects.new_path(orphan.row.file).exists()
        assert read_object(again, stays.sha256) == b"stays"
    assert foreign.exists()


def test_an_older_database_put_back_destroys_no_content(store: Store, tmp_path: Path) -> None:
    """Restoring archive.db alone, opening, and putting the newer one back: nothing is lost."""
    store.checkpoint()
    database = store.folder / "archive.db"
    older = database.read_bytes()
    pending = kept(store, BIG)
    store.close()
    newer = database.read_bytes()
    database.write_bytes(older)
    open_store(store.folder, Credentials(passphrase=PASSPHRASE)).close()
    database.write_bytes(newer)
    with open_store(store.folder, Credentials(passphrase=PASSPHRASE)) as again:
        assert read_object(again, pending.sha256) == BIG


def test_a_file_whose_row_came_is_never_taken_for_unfinished(store: Store) -> None:
    """Where a power cut took the rename but not the commit, reading and opening finish it."""
    pending = kept(store, BIG)
    store.objects.disclaim([pending.row.file])
    assert read_object(store, pending.sha256) == BIG
    store.close()
    with open_store(store.folder, Credentials(passphrase=PASSPHRASE)) as again:
        assert again.objects.new_files() == set()
        assert read_object(again, pending.sha256) == BIG


def test_what_was_taken_back_is_new_again(store: Store) -> None:
    """A transaction that ends early after its files were claimed leaves nothing for ever."""
    pending = put_object(store, io.BytesIO(BIG))
    with pytest.raises(sqlcipher.IntegrityError), store.writing() as writer:
        keep_object(writer, pending, NOW)
        # Noticed only by the commit itself, when the file has its last name already.
        writer.execute("PRAGMA defer_foreign_keys = ON")
        writer.execute("INSERT INTO attachments VALUES (99, 99, 'original', 'a', 'b', 0, 1)")
    assert store.objects.files() == set()
    assert store.objects.new_files() == {pending.row.file}


def test_what_is_taken_back_is_gone_at_once(store: Store) -> None:
    """Content that no record will have leaves; content that one has does not."""
    pending = put_object(store, io.BytesIO(BIG))
    discard_object(store, pending)
    assert store.objects.files() | store.objects.new_files() == set()
    first = kept(store, BIG)
    discard_object(store, first)
    discard_object(store, put_object(store, io.BytesIO(BIG)))
    assert store.objects.files() == {first.row.file}
    assert store.objects.new_files() == set()


@pytest.mark.parametrize("harm", ["flip", "cut", "longer", "gone", "swapped", "empty"])
def test_damage_is_found_and_told(store: Store, harm: str) -> None:
    """Whatever happened to the file, no reader takes it for the content."""
    pending = kept(store, BIG)
    path = store.objects.path(pending.row.file)
    data = path.read_bytes()
    other = store.objects.path(kept(store, BIG[::-1]).row.file).read_bytes()
    changed = {
        "flip": data[:200_000] + bytes([data[200_000] ^ 1]) + data[200_001:],
        "cut": data[:-5],
        "longer": data + b"more",
        "swapped": other,
        "empty": b"",
    }
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(changed[harm])
    with pytest.raises(DamageError):
        verify_object(store, pending.sha256)
    with pytest.raises(DamageError), open_object(store, pending.sha256) as stream:
        assert BIG.startswith(stream.read())


def test_every_four_kilobytes_are_checked(store: Store) -> None:
    """One flipped bit anywhere is found."""
    pending = kept(store, BIG[:40_000])
    path = store.objects.path(pending.row.file)
    data = path.read_bytes()
    for place in range(0, len(data), 4096):
        path.write_bytes(data[:place] + bytes([data[place] ^ 16]) + data[place + 1 :])
        with pytest.raises(DamageError):
            verify_object(store, pending.sha256)
    path.write_bytes(data)
    verify_object(store, pending.sha256)


def test_a_reader_that_had_enough_is_no_trouble(store: Store) -> None:
    """Closing early ends the decryption; an error of the reader's own stays its own."""
    pending = kept(store, BIG * 10)
    with open_object(store, pending.sha256) as stream:
        assert stream.read(10) == BIG[:10]
    with pytest.raises(ZeroDivisionError), open_object(store, pending.sha256) as stream:
        _nothing = 1 // 0


def test_content_that_is_not_there_is_told(store: Store) -> None:
    """Also before a stream is given, and where it is too large for memory."""
    with pytest.raises(InputError):
        copy_object(store, "0" * 64, io.BytesIO())
    with pytest.raises(InputError), open_object(store, "0" * 64):
        pytest.fail("a stream was given")
    pending = kept(store, BIG)
    with pytest.raises(InputError):
        read_object(store, pending.sha256, largest=1000)


def test_trouble_of_source_or_sink_stays_theirs(store: Store) -> None:
    """A file that cannot be read is not taken for a full disk of the archive."""

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise PermissionError(13, "the source")

        def write(self, data: object) -> int:
            raise PermissionError(13, "the sink")

    with pytest.raises(PermissionError, match="the source"):
        put_object(store, Broken())
    assert store.objects.files() | store.objects.new_files() == set()
    pending = kept(store, BIG)
    with pytest.raises(PermissionError, match="the sink"):
        copy_object(store, pending.sha256, Broken())


def test_a_large_file_is_never_in_memory(store: Store) -> None:
    """Thirty megabytes in and out take less than two."""
    size = 30_000_000

    class Endless:
        left = size

        def read(self, wanted: int, /) -> bytes:
            data = bytes(min(wanted, self.left))
            self.left -= len(data)
            return data

    tracemalloc.start()
    pending = put_object(store, Endless())
    with store.writing() as writer:
        keep_object(writer, pending, NOW)
    with open_object(store, pending.sha256) as stream:
        read = sum(len(block) for block in iter(lambda: stream.read(65536), b""))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == size
    assert peak < 2_000_000


def test_a_record_has_its_attachments_in_order(store: Store) -> None:
    """Names, roles and types come back; a change replaces them; older ones keep their content."""
    first, second = (put_object(store, io.BytesIO(content)) for content in (b"one", b"two"))
    row = a_row()
    before = (attachment(second, role="recording"), attachment(first), attachment(first, name="b"))
    with store.writing() as writer:
        for each in (first, second):
            keep_object(writer, each, NOW)
        number = insert_record(writer, a_row(id=row.id, attachments=before), a_revision())
        assert attachments_of(writer, number) == before
        assert records_with(writer, first.sha256) == (number,)
    with store.writing() as writer:
        replace_record(writer, number, a_row(attachments=(attachment(second),)), a_revision())
        assert attachments_of(writer, number) == (attachment(second),)
        assert records_with(writer, first.sha256) == ()
        assert records_with(writer, first.sha256, current=False) == (number,)
    assert read_object(store, first.sha256) == b"one"
    with store.writing() as writer:
        replace_record(writer, number, a_row(attachments=before), a_revision())
        assert attachments_of(writer, number) == before


def test_an_attachment_that_is_not_in_the_archive_is_refused(store: Store) -> None:
    """A record never names content that is not there."""
    missing = Attachment(sha256="0" * 64, size=3, media_type="text/plain", name="a")
    with pytest.raises(DamageError), store.writing() as writer:
        add(writer, attachments=(missing,))


def test_destroying_the_last_record_destroys_the_content(store: Store) -> None:
    """Key and file go with the commit; what another record has stays."""
    mine, shared = (put_object(store, io.BytesIO(content)) for content in (b"mine", b"shared"))
    with store.writing() as writer:
        for each in (mine, shared):
            keep_object(writer, each, NOW)
        first = add(writer, attachments=(attachment(mine), attachment(shared)))
        add(writer, attachments=(attachment(shared),))
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        delete_record(writer, first)
        _nothing = 1 // 0
    assert store.objects.files() == {mine.row.file, shared.row.file}
    again = put_object(store, io.BytesIO(b"mine"))
    with store.writing() as writer:
        delete_record(writer, first)
    assert store.objects.files() == {shared.row.file}
    with store.browsing() as reader:
        assert find_object(reader, mine.sha256) is None
    with pytest.raises(DamageError), store.writing() as writer:
        keep_object(writer, again, NOW)


@pytest.mark.skipif(os.name != "posix", reason="symbolic links of POSIX systems")
def test_a_link_in_the_place_of_a_file_is_not_followed(store: Store, tmp_path: Path) -> None:
    """An archive from a stranger's stick does not make the program read elsewhere."""
    pending = kept(store, b"content")
    path = store.objects.path(pending.row.file)
    moved = tmp_path / "elsewhere"
    path.rename(moved)
    path.symlink_to(moved)
    with pytest.raises(Exception, match="could not read"):
        verify_object(store, pending.sha256)
    with pytest.raises(DamageError, match="altered"):
        store.objects.path("../../../../etc/passwd")
