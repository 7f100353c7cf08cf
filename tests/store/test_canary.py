"""Nothing that is kept in an archive can be read from its files."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.record import Attachment
from app.store import slot_pair
from app.store.collections_table import create_collection
from app.store.connection import PAGE_BYTES
from app.store.credentials import Credentials
from app.store.drafts_table import SegmentDraft, save_draft
from app.store.keys import archive_keys
from app.store.objects import keep_object, put_object
from app.store.opening import open_store
from app.store.record_lookup import record_by_number
from app.store.records_table import delete_record
from app.store.state_table import write_state
from app.store.store import Store
from app.store.unlocking import unlock
from tests.store.builders import NOW, PASSPHRASE, add

MARKER = "Quillfeather쇠물닭"
_SEEN = [MARKER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] + [b"Quillfeather"]


def readable(folder: Path) -> Iterator[Path]:
    """Files below a folder that hold the marker in any encoding, or in their names."""
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if MARKER in path.name or any(form in data for form in _SEEN):
            yield path


def write_everywhere(store: Store) -> int:
    """Put the marker into every table that takes a text, and into an object."""
    pending = put_object(store, io.BytesIO(MARKER.encode() * 2000))
    with store.writing() as writer:
        keep_object(writer, pending, NOW)
        attachment = Attachment(
            sha256=pending.sha256, size=pending.size, media_type=MARKER, name=MARKER
        )
        number = add(
            writer,
            MARKER,
            title=MARKER,
            line=MARKER,
            tags=(MARKER,),
            persons=(MARKER,),
            places=(MARKER,),
            attachments=(attachment,),
        )
        create_collection(writer, MARKER, NOW)
        write_state(writer, "window.place", f'"{MARKER}"')
        save_draft(
            writer, SegmentDraft(record=number, segment=1, text=MARKER, head="", saved_at=NOW)
        )
    return number


def test_no_file_shows_what_is_in_the_archive(store: Store, tmp_path: Path) -> None:
    """Open and closed, log and journal included; neither does the folder around it."""
    number = write_everywhere(store)
    with store.browsing() as reader:
        found = record_by_number(reader, number)
        assert found is not None
        assert MARKER.encode() in found.canonical
    files = {path.name for path in store.folder.iterdir()}
    assert "archive.db-wal" in files or store.journal == "delete"
    assert list(readable(tmp_path)) == []
    store.close()
    assert list(readable(tmp_path)) == []
    assert PASSPHRASE.encode() not in b"".join(
        path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    )
    # The same eyes do find it where it is plain.
    (tmp_path / "plain.txt").write_text(MARKER, encoding="utf-16-le")
    assert list(readable(tmp_path)) == [tmp_path / "plain.txt"]


def test_two_archives_of_the_same_content_share_no_block(store: Store, tmp_path: Path) -> None:
    """Who compares two copies of a disk learns sizes only: 64 equal bytes would be no chance."""
    write_everywhere(store)
    store.close()
    blocks: set[bytes] = set()
    count = 0
    for path in (store.folder / "archive.db", *store.folder.glob("objects/*/*")):
        data = path.read_bytes()
        for start in range(0, len(data) - 64, 64):
            blocks.add(data[start : start + 64])
            count += 1
    assert len(blocks) == count


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to look into pages")
def test_a_destroyed_record_is_gone_from_the_pages(store: Store) -> None:
    """Freed space is overwritten: whoever has the key and the disk does not find it either."""
    number = write_everywhere(store)
    assert MARKER.encode() in decrypted_pages(store)
    with store.writing() as writer:
        delete_record(writer, number)
        writer.execute("DELETE FROM collections")
        writer.execute("DELETE FROM state")
    assert MARKER.encode() not in decrypted_pages(store)


def decrypted_pages(store: Store) -> bytes:
    """Every page of the database, free ones too, as anyone with the key can decrypt them.

    SQLCipher 4 pages: AES-256-CBC, then 16 bytes of IV and 64 of HMAC; the first page begins with
    16 bytes of salt (zetetic.net/sqlcipher/design).
    """
    store.checkpoint()
    files = slot_pair.read_slot_pair(store.folder).candidates
    unlocked = unlock(files, Credentials(passphrase=PASSPHRASE))
    key = archive_keys(unlocked.master).database.hex()
    data = (store.folder / "archive.db").read_bytes()
    plain = b""
    for start in range(0, len(data), PAGE_BYTES):
        page = data[start : start + PAGE_BYTES]
        iv = page[-80:-64].hex()
        command = ["openssl", "enc", "-d", "-aes-256-cbc", "-nopad", "-K", key, "-iv", iv]
        content = page[16:-80] if start == 0 else page[:-80]
        plain += subprocess.run(command, input=content, capture_output=True, check=True).stdout
    assert b"CREATE TABLE records" in plain
    return plain


def test_an_archive_opens_after_its_log_was_left_behind(store: Store) -> None:
    """A copy taken while it was open, log included, holds every commit."""
    number = write_everywhere(store)
    copy = store.folder.parent / "copy"
    copy.mkdir()
    for path in store.folder.rglob("*"):
        target = copy / path.relative_to(store.folder)
        if path.is_dir():
            target.mkdir()
        else:
            target.write_bytes(path.read_bytes())
    with open_store(copy, Credentials(passphrase=PASSPHRASE)) as again, again.browsing() as reader:
        assert record_by_number(reader, number) is not None
