"""Destroying: no page and no file of the archive holds afterwards what the record held."""

import random
import string
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.attachment_texts import put_text
from app.archive.auditing import Act, audit_damage, audit_lines
from app.archive.backing_up import backup_archive
from app.archive.changing import bin_records, change_record
from app.archive.collections import create_collection, list_collections, put_into
from app.archive.destroying import destroy_records
from app.archive.drafts import save_draft
from app.archive.indexing import text_for_index
from app.archive.opening import Archive, open_archive
from app.archive.place import remember_place, remembered_place
from app.archive.reading import list_records, read_record
from app.archive.remembered import remember, remembered_keys
from app.archive.salvaging import salvage_archive
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.dossier.register import KeyLine, MadeEntry, dossiers_made, register_dossier
from app.errors import CancelledError, InputError
from app.progress import CancelFlag, Silent
from app.records.article import Article
from app.records.record import Record
from app.store.credentials import Credentials
from app.store.erasure import erase_record, index_remembers
from app.store.objects import read_object
from app.store.raw_pages import RawPages
from app.ui.health.work import check, last_check
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import a_testimony, an_article

OPEN = Credentials(passphrase=PASSPHRASE)

WORDS = {
    name: f"quill{name}feathers"
    for name in (
        *("title", "text", "tag", "draft", "reason", "older", "summary", "place"),
        *("author", "publisher", "file", "content", "said", "review", "seen", "override"),
    )
}
"""A word for each place that it may be left in; `quilltextfeather` is its stem in English."""


def a_record(**changes: object) -> Record:
    """A record that has a word of its own in every part that is kept anywhere."""
    record = an_article(
        f"The {WORDS['older']} came first.",
        title=f"The {WORDS['title']}",
        tags=(WORDS["tag"],),
        article=Article(
            authors=(WORDS["author"],), publisher=WORDS["publisher"], place=WORDS["place"]
        ),
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def fill(archive: Archive) -> str:
    """Put the words everywhere; the record's id."""
    record = a_record()
    content = (WORDS["content"] + " ").encode() * 400
    original = Original(data=content, name=f"{WORDS['file']}.txt", media_type="text/plain")
    add_records(archive, [Addition(records=(record,), original=original)], Silent())
    stored = read_record(archive, record.id).record
    text = replace(
        stored.text,
        summary=WORDS["summary"],
        segments=(replace(stored.text.segments[0], text=f"Now the {WORDS['text']} is here."),),
    )
    change_record(archive, record.id, replace(stored, text=text), reason=WORDS["reason"])
    save_draft(archive, record.id, 1, WORDS["draft"])
    put_into(archive, create_collection(archive, "Boats"), (record.id,))
    (attachment,) = stored.attachments
    put_text(archive, attachment.sha256, f"A letter about {WORDS['said']}.", "en")
    remember(archive, f"intake.review.{attachment.sha256}", WORDS["review"])
    remember(archive, "intake.review." + "0" * 64, "another file's review")
    remember_place(archive, f'{{"query": "{WORDS["seen"]}", "record": "{record.id}"}}')
    line = KeyLine(code="A-001", id=record.id, override=WORDS["override"])
    register_dossier(archive, a_dossier(line), head=0)
    return record.id


def a_dossier(*lines: KeyLine) -> MadeEntry:
    """What the register keeps of a dossier with these records."""
    return MadeEntry(
        code="D-1", made_at="2026-11-01T12:00:00.000Z", made_by="Satchel", title="Boats",
        purpose="un-public", recipient="", date="2026-11-01", sha256="0" * 64, records=lines,
    )  # fmt: skip


def harm(folder: Path) -> None:
    """Flip a bit in the only attached file."""
    (path,) = folder.glob("objects/*/*")
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def state_of(archive: Archive) -> str:
    """Everything that is remembered in the archive."""
    with archive.store.browsing() as reader:
        return repr(reader.rows("SELECT key, value FROM state"))


def everything(archive: Archive) -> Iterator[bytes]:
    """Every page that whoever has the key can read, free ones and the log's too, and every file."""
    with archive.store.at_rest():
        for path in archive.path.iterdir():
            if path.is_file():
                yield path.name.encode() + path.read_bytes()
        with RawPages(archive.path / "archive.db", archive.store.keys) as pages:
            for number in range(1, pages.in_file + 1):
                yield pages.plain(number) or b""
    log = archive.path / "archive.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    with archive.store.browsing() as reader:
        hashes = [sha256 for (sha256,) in reader.rows("SELECT sha256 FROM objects")]
        bodies = reader.rows("SELECT packing, body FROM revisions")
        bodies += reader.rows("SELECT packing, body FROM attachment_texts")
    for sha256 in hashes:
        yield read_object(archive.store, sha256)
    for _packing, body in bodies:
        yield zlib.decompress(body)


def forms(word: str) -> Iterator[bytes]:
    """A word as it is, folded and stemmed, in the encodings that anything here writes."""
    for each in {word, word.upper(), word.capitalize(), word.removesuffix("s")}:
        yield each.encode()
        yield each.encode("utf-16-le")


def left(archive: Archive) -> set[str]:
    """Which of the words anything still holds."""
    return words_in(everything(archive))


def left_on_pages(archive: Archive) -> set[str]:
    """Which of the words any page still holds."""
    with archive.store.at_rest(), RawPages(
        archive.path / "archive.db", archive.store.keys
    ) as pages:  # fmt: skip
        return words_in(pages.plain(number) or b"" for number in range(1, pages.in_file + 1))


def words_in(pieces: Iterable[bytes]) -> set[str]:
    """Which of the words they hold."""
    found = set()
    for piece in pieces:
        for name, word in WORDS.items():
            if any(form in piece for form in forms(word)):
                found.add(name)
    return found


def test_no_page_and_no_file_holds_a_destroyed_record(archive: Archive, tmp_path: Path) -> None:
    """Neither text nor history, index, drafts, attached file, reasons nor what was remembered."""
    add_records(archive, [Addition(records=(a_testimony("Something else."),))], Silent())
    id = fill(archive)
    # The same eyes find every one of them while it is there.
    assert left(archive) == set(WORDS)
    assert destroy_records(archive, (id,), Silent()) == (id,)
    assert left(archive) == set()
    assert list(archive.path.glob("objects/*/*")) == []
    archive.close()
    with open_archive(archive.path, OPEN) as again:
        assert left(again) == set()
        assert verify_archive(again, Silent()).ok
        assert list_records(again).count == 1


def test_no_page_holds_what_a_check_named(archive: Archive) -> None:
    """The last check is remembered with title and file name of what it found damaged."""
    id = fill(archive)
    harm(archive.path)
    check(archive, Silent())
    assert all(WORDS[name] in state_of(archive) for name in ("title", "file"))
    destroy_records(archive, (id,), Silent())
    assert left_on_pages(archive) == set()
    assert last_check(archive, Silent()) is None


def test_a_check_that_ends_after_destroying_names_nothing_of_it(archive: Archive) -> None:
    """It had read the file's name before."""
    id = fill(archive)
    harm(archive.path)

    class Meanwhile(Silent):
        def step(self, what: str, done: int, total: int | None) -> None:
            if "lists and index" in what and list_records(archive).count:
                destroy_records(archive, (id,), Silent())

    note = check(archive, Meanwhile())
    assert WORDS["file"] in repr(note)
    assert left_on_pages(archive) == set()
    remembered_note = last_check(archive, Silent())
    assert remembered_note is not None
    assert remembered_note.count == note.count


def test_no_page_holds_the_name_of_a_file_that_was_lost(archive: Archive, tmp_path: Path) -> None:
    """A salvage remembers which record misses what; others go on missing theirs."""
    id = fill(archive)
    stored = read_record(archive, id).record
    other = an_article("Another.", attachments=(replace(stored.attachments[0], name="mine.txt"),))
    add_records(archive, [Addition(records=(other,))], Silent())
    harm(archive.path)
    archive.close()
    salvage_archive(archive.path, tmp_path / "New.satchel", OPEN, Silent())
    with open_archive(tmp_path / "New.satchel", OPEN) as made:
        assert WORDS["file"] in state_of(made)
        destroy_records(made, (id,), Silent())
        assert left_on_pages(made) == set()
        assert "mine.txt" in state_of(made)
        assert verify_archive(made, Silent()).ok
        destroy_records(made, (other.id,), Silent())
        assert "salvage.lost-attachments" not in state_of(made)


def test_the_register_of_dossiers_keeps_that_a_record_was_there(archive: Archive) -> None:
    """Under its code, without id and reason; the lines of others stay as they are."""
    id, other = fill(archive), a_testimony()
    add_records(archive, [Addition(records=(other,))], Silent())
    line = KeyLine(code="A-001", id=other.id, override="Asked by telephone")
    gone = KeyLine(code="A-002", id=id, override=WORDS["override"])
    register_dossier(archive, a_dossier(line, gone), head=0)
    destroy_records(archive, (id,), Silent())
    first, second = dossiers_made(archive)
    assert first.records == (KeyLine(code="A-001"),)
    assert second == a_dossier(line, KeyLine(code="A-002"))


def test_a_dossier_of_a_record_destroyed_meanwhile_is_not_registered(archive: Archive) -> None:
    """Or its override would stand there after all."""
    id = fill(archive)
    destroy_records(archive, (id,), Silent())
    late = a_dossier(KeyLine(code="A-001", id=id, override=WORDS["override"]))
    with pytest.raises(InputError):
        register_dossier(archive, late, head=0)
    assert left(archive) == set()


def test_the_log_keeps_that_it_was_destroyed(archive: Archive) -> None:
    """Its id, without reasons; the chain is whole."""
    id = fill(archive)
    bin_records(archive, (id,))
    destroy_records(archive, (id,), Silent())
    lines = audit_lines(archive, limit=20, record=id)
    assert lines[0].act == Act.DESTROYED
    assert len(lines) >= 4
    assert {line.reason for line in lines} == {""}
    assert audit_damage(archive) == ()


def test_what_others_have_too_stays(archive: Archive) -> None:
    """An attached file, a tag, a collection and a word that two records have."""
    first, second = a_record(), a_record(title="Second")
    original = Original(data=b"both" * 99, name="both.txt", media_type="text/plain")
    add_records(archive, [Addition(records=(first, second), original=original)], Silent())
    put_into(archive, create_collection(archive, "Boats"), (first.id, second.id))
    destroy_records(archive, (first.id,), Silent())
    (attachment,) = read_record(archive, second.id).record.attachments
    assert read_object(archive.store, attachment.sha256) == b"both" * 99
    assert search(archive, SearchRequest(text=WORDS["older"])).count == 1
    assert [(each.name, each.count) for each in list_collections(archive)] == [("Boats", 1)]
    assert verify_archive(archive, Silent()).ok


def test_only_what_told_of_it_is_forgotten(archive: Archive) -> None:
    """A review of another file that is not finished stays; the window begins at its beginning."""
    id = fill(archive)
    destroy_records(archive, (id,), Silent())
    assert remembered_keys(archive, "intake.") == ("intake.review." + "0" * 64,)
    assert remembered_place(archive) is None


def test_a_destroyed_record_is_not_found_or_listed(archive: Archive) -> None:
    """Nor can it be suggested, and its code is never given again."""
    id = fill(archive)
    code = read_record(archive, id).card.code
    destroy_records(archive, (id,), Silent())
    assert search(archive, SearchRequest(text=WORDS["text"])).count == 0
    assert search(archive, SearchRequest(text=WORDS["text"][:-2] + "x")).suggestion is None
    with pytest.raises(InputError):
        read_record(archive, id)
    new = add_records(archive, [Addition(records=(an_article(),))], Silent()).added[0]
    assert new.code != code


def test_one_that_is_not_there_is_told(archive: Archive) -> None:
    """Those before it are destroyed, and the files are clean of them."""
    id = fill(archive)
    with pytest.raises(InputError):
        destroy_records(archive, (id, a_testimony().id), Silent())
    assert left(archive) == set()
    assert list_records(archive).count == 0


def test_cancelling_finishes_what_was_begun(archive: Archive) -> None:
    """A record is destroyed with all that is left of it, or is still there."""
    id = fill(archive)
    other = a_testimony()
    add_records(archive, [Addition(records=(other,))], Silent())

    class AfterOne(CancelFlag):
        def step(self, what: str, done: int, total: int | None) -> None:
            self.cancelled = done >= 1
            super().step(what, done, total)

    with pytest.raises(CancelledError):
        destroy_records(archive, (id, other.id), AfterOne())
    assert left(archive) == set()
    assert [card.id for card in list_records(archive).cards] == [other.id]


def many(archive: Archive) -> dict[str, list[str]]:
    """So many records that the index has many leaves; the words that each alone has."""
    chosen = random.Random(3)

    def word(length: int) -> str:
        return "".join(chosen.choices(string.ascii_lowercase, k=length))

    common = [word(9) for _each in range(9_000)]
    own: dict[str, list[str]] = {}
    additions = []
    for _each in range(250):
        words = [f"{word(8)}zq{word(3)}" for _word in range(12)]
        record = a_testimony(" ".join([*words, *chosen.choices(common, k=250)]))
        own[record.id] = words
        additions.append(Addition(records=(record,)))
    add_records(archive, additions, Silent())
    return own


def test_the_index_lists_no_beginning_of_a_word_that_is_gone(archive: Archive) -> None:
    """FTS5 lists where its leaves begin; without the last step some beginnings would stay."""
    own = many(archive)
    gone = list(own)[::3]
    words = {word for id in gone for word in own[id]}
    destroy_records(archive, gone, Silent())
    with archive.store.browsing() as reader:
        assert reader.value("SELECT count(DISTINCT pgno) FROM postings_idx") > 10
        assert not index_remembers(reader, words)
    for piece in everything(archive):
        assert not any(word.encode() in piece for word in words)
    assert verify_archive(archive, Silent()).ok
    kept = list(own)[1]
    assert search(archive, SearchRequest(text=own[kept][0])).count == 1


def test_what_a_kill_left_in_the_index_is_finished_on_opening(archive: Archive) -> None:
    """Between the record's transaction and the last step."""
    own = many(archive)
    gone = list(own)[::3]
    for id in gone:
        opened = read_record(archive, id)
        with archive.store.writing() as writer:
            erase_record(writer, opened.card.number, id, text_for_index(opened.record, ()))
    words = {word for id in gone for word in own[id]}
    with archive.store.browsing() as reader:
        assert index_remembers(reader, words)
    archive.close()
    with open_archive(archive.path, OPEN) as again, again.store.browsing() as reader:
        assert not index_remembers(reader, words)


def test_a_backup_keeps_it_until_it_is_brought_up_to_date(archive: Archive, tmp_path: Path) -> None:
    """Which is said; then it is gone there as well."""
    id = fill(archive)
    backup_archive(archive, tmp_path / "Backup", Silent())
    destroy_records(archive, (id,), Silent())
    with open_archive(tmp_path / "Backup", OPEN) as backup:
        assert left(backup)
    backup_archive(archive, tmp_path / "Backup", Silent())
    with open_archive(tmp_path / "Backup", OPEN) as backup:
        assert left(backup) == set()
