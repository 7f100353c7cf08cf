import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.archive.adding import Addition, AddReport, Original, add_records, records_from_source
from app.archive.attachments import extract_attachment
from app.archive.changing import bin_records, change_record, restore_revision, unbin_records
from app.archive.collections import create_collection, list_collections, put_into, take_out
from app.archive.drafts import commit_drafts, discard_drafts, drafts_of, save_draft
from app.archive.history import history_of, record_at
from app.archive.opening import Archive, open_archive
from app.archive.place import remember_place, remembered_place
from app.archive.reading import list_records, original_names, read_record
from app.archive.searching import SearchRequest, search
from app.errors import AccessError, CancelledError, InputError
from app.progress import CancelFlag, Silent
from app.records.canonical import to_canonical
from app.records.postings import Order
from app.records.record import Record, new_record_id
from app.records.testimony import Interview, Testimony
from app.records.vocabularies import Kind
from app.store.credentials import Credentials
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import a_testimony, an_article


def add(archive: Archive, *records: Record, original: Original | None = None) -> AddReport:
    """Add records as the window and the terminal do."""
    return add_records(archive, [Addition(records=records, original=original)], Silent())


def texts(data: bytes, name: str = "pasted.txt") -> Original:
    """A text file as it came."""
    return Original(data=data, name=name, media_type="text/plain")


def found(archive: Archive, text: str) -> list[str]:
    """Titles found."""
    return [hit.card.title for hit in search(archive, SearchRequest(text=text)).hits]


def test_an_added_record_is_listed_read_found_and_there_after_reopening(archive: Archive) -> None:
    """The main job, without files: add, see, find, close, open."""
    record = a_testimony("The ferryman counted us twice.")
    card = add(archive, record).added[0]
    assert card.code == "T-001"
    assert list_records(archive).cards == (card,)
    assert found(archive, "ferryman") == [record.title]
    archive.close()
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as again:
        for reference in (record.id, "T-001", "t-001", record.id[:30]):
            assert read_record(again, reference).record == record
        assert found(again, "ferryman") == [record.title]


def test_records_are_numbered_by_kind_and_listed_in_the_order_asked_for(archive: Archive) -> None:
    """Codes tell the kind; lists sort by title, date or adding."""
    add(archive, an_article(title="b"), a_testimony(title="c"), an_article(title="a"))
    page = list_records(archive, order=Order.TITLE)
    assert [(card.code, card.title) for card in page.cards] == [
        ("A-002", "a"), ("A-001", "b"), ("T-001", "c"),
    ]  # fmt: skip
    assert list_records(archive, kind=Kind.ARTICLE, limit=1).count == 2


def test_the_same_bytes_are_added_once(archive: Archive) -> None:
    """Importing the same file twice changes nothing, whatever its name."""
    first = add(archive, a_testimony(), an_article(), original=texts(b"one"))
    again = add(archive, a_testimony(), an_article(), original=texts(b"one", "copy.txt"))
    assert again.added == ()
    assert again.same == first.added
    assert list_records(archive).count == 2
    twice = [Addition(records=(a_testimony(),), original=texts(b"two")) for _ in range(2)]
    assert len(add_records(archive, twice, Silent()).added) == 1
    assert len(records_from_source(archive, texts(b"two").sha256)) == 1


def test_the_original_comes_back_byte_for_byte(archive: Archive, tmp_path: Path) -> None:
    """The untouched bytes are kept, and a copy never overwrites a file."""
    data = bytes(range(256)) * 300
    record = a_testimony()
    card = add(archive, record, original=texts(data, "../a\nb.txt")).added[0]
    file = extract_attachment(archive, record.id, texts(data).sha256[:12], tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == data
    assert (file.size, file.name) == (len(data), "../a\nb.txt")
    assert original_names(archive, (card.number,)) == {card.number: "../a\nb.txt"}
    with pytest.raises(InputError):
        extract_attachment(archive, record.id, file.sha256, tmp_path / "out")
    with pytest.raises(InputError):
        extract_attachment(archive, record.id, "", tmp_path / "other")


def test_every_change_is_a_revision_and_can_be_gone_back_to(archive: Archive) -> None:
    """Nothing is overwritten, and the index follows every change."""
    record = a_testimony("We crossed at the weir.")
    add(archive, record)
    changed = replace(record, title="At the bridge", tags=("bridge",))
    text = replace(record.text.segments[0], text="We crossed at the bridge.")
    changed = replace(changed, text=replace(record.text, segments=(text,)))
    after = change_record(archive, record.id, changed, reason="Misheard")
    assert (after.card.title, after.card.tags) == ("At the bridge", ("bridge",))
    assert (found(archive, "weir"), found(archive, "bridge")) == ([], ["At the bridge"])
    newest, oldest = history_of(archive, record.id)
    assert newest.reason == "Misheard"
    assert [change.path for change in newest.changes] == ["tags", "text.segments.1.text", "title"]
    assert record_at(archive, record.id, oldest.revision[:16]) == record
    restore_revision(archive, record.id, oldest.revision)
    assert read_record(archive, record.id).record == record
    assert (found(archive, "weir"), found(archive, "bridge")) == ([record.title], [])
    assert len(history_of(archive, record.id)) == 3


def test_a_change_that_changes_nothing_makes_no_revision(archive: Archive) -> None:
    """History holds changes, not clicks."""
    record = a_testimony()
    add(archive, record)
    change_record(archive, record.id, record)
    assert len(history_of(archive, record.id)) == 1


def test_what_is_typed_survives_and_becomes_one_revision(archive: Archive) -> None:
    """Autosave keeps a draft per segment; leaving it makes one revision of all."""
    record = a_testimony("one", "two", "three")
    add(archive, record)
    save_draft(archive, record.id, 1, "eins")
    save_draft(archive, record.id, 1, "uno")
    save_draft(archive, record.id, 3, "tres")
    archive.close()
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as again:
        assert [draft.text for draft in drafts_of(again, record.id)] == ["uno", "tres"]
        assert read_record(again, record.id).record == record
        after = commit_drafts(again, record.id)
        assert after is not None
        paragraphs = after.opened.record.text.segments
        assert [segment.text for segment in paragraphs] == ["uno", "two", "tres"]
        assert drafts_of(again, record.id) == ()
        assert len(history_of(again, record.id)) == 2
        assert found(again, "tres") == [record.title]
        assert found(again, "three") == []
        save_draft(again, record.id, 2, "dos")
        discard_drafts(again, record.id)
        assert commit_drafts(again, record.id) is None


def test_the_bin_holds_records_until_they_are_taken_out(archive: Archive) -> None:
    """A binned record is in no list and no result, and comes back as it was."""
    record = a_testimony("The ferryman counted us.")
    before = add(archive, record).added[0]
    bin_records(archive, (record.id,))
    assert list_records(archive).count == 0
    assert found(archive, "ferryman") == []
    assert list_records(archive, binned=True).cards[0].code == before.code
    assert unbin_records(archive, (record.id,)) == (before,)
    assert found(archive, "ferryman") == [record.title]
    with pytest.raises(InputError):
        bin_records(archive, (record.id, a_testimony().id))
    assert list_records(archive).count == 1


def test_collections_hold_records_and_let_them_go(archive: Archive) -> None:
    """A collection is a view: its records stay when it goes."""
    one, two = a_testimony(), an_article()
    add_records(archive, [Addition(records=(one, two), collection="Brenn")], Silent())
    number = create_collection(archive, "brenn")
    assert [(each.name, each.count) for each in list_collections(archive)] == [("Brenn", 2)]
    take_out(archive, number, (one.id,))
    put_into(archive, number, (two.id,))
    assert list_collections(archive)[0].count == 1


def test_cancelling_keeps_what_is_finished(archive: Archive) -> None:
    """Cancel never takes back what was reported, and leaves no loose file."""
    flag = CancelFlag()

    def additions() -> Iterator[Addition]:
        for number in range(200):
            if number == 150:
                flag.cancel()
            yield Addition(records=(a_testimony(str(number)),), original=texts(b"%d" % number))

    with pytest.raises(CancelledError):
        add_records(archive, additions(), flag)
    kept = list_records(archive).count
    assert 0 < kept < 151
    files = [path for path in (archive.path / "objects").rglob("*") if path.is_file()]
    assert len(files) == kept


def test_a_record_is_named_without_doubt_or_not_at_all(archive: Archive) -> None:
    """A beginning that several records share is refused with their codes."""
    for _ in range(3):
        add(archive, a_testimony())
    with pytest.raises(InputError, match="T-00"):
        read_record(archive, "T-00")
    for name in ("", "T-9", "nobody", "%"):
        with pytest.raises(InputError):
            read_record(archive, name)


def test_the_place_of_the_window_is_inside_the_archive(archive: Archive) -> None:
    """A lock returns to where the person was."""
    assert remembered_place(archive) is None
    remember_place(archive, '{"screen": "library"}')
    assert remembered_place(archive) == '{"screen": "library"}'


def test_a_wrong_passphrase_opens_nothing(archive: Archive) -> None:
    """And says so, without calling the archive damaged."""
    archive.close()
    with pytest.raises(AccessError):
        open_archive(archive.path, Credentials(passphrase="tide pebble"))
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as again:
        assert list_records(again).count == 0


def test_what_is_read_is_what_was_hashed(archive: Archive) -> None:
    """The hash shown is that of the canonical form."""
    record = a_testimony("é", "한국어")
    add(archive, record)
    shown = read_record(archive, record.id)
    assert shown.hash == hashlib.sha256(to_canonical(record)).hexdigest()


def test_of_a_file_accepted_in_part_the_rest_can_be_added(archive: Archive) -> None:
    """A document of a file counts as known by its words, not because another one is."""
    one, two = a_testimony("First.", "One."), an_article("Second.", "Two.")
    add(archive, one, original=texts(b"both"))
    report = add(archive, replace(one, id=new_record_id()), two, original=texts(b"both"))
    assert [card.title for card in report.added] == [two.title]
    assert [card.id for card in report.same] == [one.id]
    bin_records(archive, (one.id,))
    again = add(archive, replace(one, id=new_record_id()), original=texts(b"both"))
    assert (again.added, [card.binned for card in again.same]) == ((), [True])


def test_a_file_name_that_is_no_unicode_is_kept_readable(archive: Archive) -> None:
    """Such names come from old disks; they must not end the import."""
    record = a_testimony()
    add(archive, record, original=texts(b"x", "caf\udce9.txt"))
    assert read_record(archive, record.id).record.attachments[0].name == "caf\\xe9.txt"


def test_half_a_character_is_refused_with_a_sentence(archive: Archive) -> None:
    """No file can hold it, so it changes nothing."""
    record = a_testimony()
    add(archive, record)
    with pytest.raises(InputError):
        change_record(archive, record.id, replace(record, title="\ud800"))
    assert read_record(archive, record.id).record == record


def test_the_exact_place_of_an_interview_is_not_in_the_index(archive: Archive) -> None:
    """Suggestions and the vocabulary would tell it to whoever types nearly the same."""
    interview = Interview(place="Ormond Safehouse", coarse_place="Orsel valley")
    add(archive, a_testimony(testimony=Testimony(interview=interview)))
    assert found(archive, "safehouse") == []
    assert len(found(archive, "place:orsel")) == 1
    assert search(archive, SearchRequest(text="safehuose")).suggestion is None


@pytest.mark.parametrize(
    "text", ["fer", "ferrym", "the ferrym", '"the ferrym', "counting ferrym", "counts", "(fer"]
)
def test_a_word_that_is_being_typed_finds_what_begins_with_it(archive: Archive, text: str) -> None:
    """Results appear with the first letters; a finished word still matches by its stem."""
    add(archive, a_testimony("The ferryman counted us twice."))
    result = search(archive, SearchRequest(text=text, typing=True))
    assert result.count == 1
    assert any(snippet.marks for snippet in result.hits[0].snippets)


@pytest.mark.parametrize("text", ["fer", "the ferrym"])
def test_a_finished_question_takes_words_as_they_are(archive: Archive, text: str) -> None:
    """In the terminal a beginning is written with its asterisk."""
    add(archive, a_testimony("The ferryman counted us twice."))
    assert found(archive, text) == []


def test_a_hit_by_its_title_alone_shows_what_the_text_is_about(archive: Archive) -> None:
    """Two empty lines would tell nothing."""
    add(archive, a_testimony("We crossed.", title="The weir"))
    (hit,) = search(archive, SearchRequest(text="weir", typing=True)).hits
    assert [snippet.text for snippet in hit.snippets] == ["The weir", "We crossed."]


def test_a_title_that_a_person_set_is_no_proposal_any_more(archive: Archive) -> None:
    """A dossier prints proposed titles in brackets."""
    record = a_testimony(proposed_title=True)
    add(archive, record)
    same = change_record(archive, record.id, replace(record, tags=("x",)))
    assert same.record.proposed_title
    changed = change_record(archive, record.id, replace(same.record, title="Mine"))
    assert not changed.record.proposed_title
