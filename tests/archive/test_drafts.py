"""Drafts become one revision, whatever happened to the record in between: no text vanishes."""

from dataclasses import replace

import pytest

from app.archive.adding import Addition, add_records
from app.archive.changing import change_record
from app.archive.drafts import commit_drafts, drafts_of, save_draft
from app.archive.history import history_of, record_at
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.errors import InputError
from app.progress import Silent
from app.records.record import Record
from app.records.text import RecordText, Segment, TranslatedSegment, Translation
from app.records.vocabularies import SegmentRole
from tests.records.builders import a_testimony


@pytest.fixture
def record(archive: Archive) -> Record:
    """Two paragraphs, of which the first is translated and the second is hidden."""
    korean = Translation(language="ko", segments=(TranslatedSegment(segment=1, text="하나."),))
    segments = (
        Segment(id=1, text="One."),
        Segment(id=2, text="Two.", speaker="Guide", distressing=True, role=SegmentRole.ANSWER),
    )
    made = a_testimony(text=RecordText(segments=segments, translations=(korean,)))
    add_records(archive, [Addition(records=(made,))], Silent())
    return made


def now(archive: Archive, record: Record) -> RecordText:
    """The text as the archive has it."""
    return read_record(archive, record.id).record.text


def put(archive: Archive, record: Record, text: RecordText) -> None:
    """Change the text by another way than typing."""
    change_record(archive, record.id, replace(record, text=text))


def test_a_translation_is_kept_while_it_is_typed(archive: Archive, record: Record) -> None:
    """The draft of a translation changes the translation, and nothing else."""
    save_draft(archive, record.id, 1, "하나둘.", language="ko")
    save_draft(archive, record.id, 1, "One and all.")
    save_draft(archive, record.id, 2, "둘.", language="ko")
    assert len(drafts_of(archive, record.id)) == 3
    committed = commit_drafts(archive, record.id)
    assert committed is not None
    assert (committed.overwritten, committed.added) == ((), ())
    text = now(archive, record)
    assert [each.text for each in text.segments] == ["One and all.", "Two."]
    assert [each.text for each in text.translations[0].segments] == ["하나둘.", "둘."]
    assert drafts_of(archive, record.id) == ()
    assert len(history_of(archive, record.id)) == 2


def test_what_was_typed_into_a_paragraph_that_is_gone_is_kept(
    archive: Archive, record: Record
) -> None:
    """It becomes a paragraph at the end, as hidden as the one that it was typed for."""
    save_draft(archive, record.id, 2, "Two ferrymen.")
    put(archive, record, record.text.with_segments(record.text.segments[:1]))
    committed = commit_drafts(archive, record.id)
    assert committed is not None
    assert committed.added == (3,)
    assert now(archive, record).segments[1:] == (
        Segment(id=3, text="Two ferrymen.", speaker="Guide", distressing=True),
    )
    assert history_of(archive, record.id)[0].reason == "Typed for a paragraph that was gone"
    assert len(search(archive, SearchRequest(text="ferrymen")).hits) == 1


def test_what_was_typed_into_a_translation_that_is_gone_is_kept(
    archive: Archive, record: Record
) -> None:
    """It becomes a paragraph at the end, in its own language."""
    save_draft(archive, record.id, 1, "하나둘.", language="ko")
    put(archive, record, replace(record.text, translations=()))
    committed = commit_drafts(archive, record.id)
    assert committed is not None
    assert now(archive, record).segments[2] == Segment(id=3, text="하나둘.", language="ko")


def test_nothing_typed_brings_no_paragraph_back(archive: Archive, record: Record) -> None:
    """A draft that ended as it began is no reason to restore what was removed, or a change."""
    save_draft(archive, record.id, 1, "One.")
    save_draft(archive, record.id, 2, "Two.")
    first = replace(record.text.segments[0], text="One, corrected.")
    put(archive, record, record.text.with_segments((first,)))
    assert commit_drafts(archive, record.id) is None
    assert [each.text for each in now(archive, record).segments] == ["One, corrected."]
    assert drafts_of(archive, record.id) == ()


def test_writing_over_a_newer_text_is_told_and_both_are_kept(
    archive: Archive, record: Record
) -> None:
    """What was typed stands there; what it replaced is in the history, and the history says so."""
    save_draft(archive, record.id, 1, "One, ty")
    first = replace(record.text.segments[0], text="One, corrected.")
    put(archive, record, record.text.with_segments((first, record.text.segments[1])))
    save_draft(archive, record.id, 1, "One, typed.")
    committed = commit_drafts(archive, record.id)
    assert committed is not None
    assert committed.overwritten == (1,)
    assert now(archive, record).segments[0].text == "One, typed."
    newest, corrected, _first = history_of(archive, record.id)
    assert newest.reason == "Written over a newer text"
    earlier = record_at(archive, record.id, corrected.revision)
    assert earlier.text.segments[0].text == "One, corrected."


def test_a_change_elsewhere_is_no_conflict(archive: Archive, record: Record) -> None:
    """Only the paragraph itself counts: a new title while one types is nothing to warn of."""
    save_draft(archive, record.id, 1, "One, typed.")
    change_record(archive, record.id, replace(record, title="At the weir"))
    committed = commit_drafts(archive, record.id)
    assert committed is not None
    assert committed.overwritten == ()
    assert committed.opened.record.title == "At the weir"
    assert history_of(archive, record.id)[0].reason == ""


def test_a_draft_without_its_beginning_is_still_kept(archive: Archive, record: Record) -> None:
    """Where the revision cannot be read from which the typing began, the typing is kept."""
    save_draft(archive, record.id, 1, "One, typed.")
    save_draft(archive, record.id, 9, "Nine.")
    with archive.store.writing() as writer:
        writer.execute("UPDATE drafts SET head = 'gone'")
    committed = commit_drafts(archive, record.id)
    assert committed is not None
    assert (committed.overwritten, committed.added) == ((1,), (3,))
    assert [each.text for each in now(archive, record).segments] == ["One, typed.", "Two.", "Nine."]


def test_a_change_of_a_state_that_is_gone_writes_nothing(archive: Archive, record: Record) -> None:
    """Who says what they saw never writes over what they did not see."""
    seen = read_record(archive, record.id)
    change_record(archive, record.id, replace(record, title="First"), based_on=seen.hash)
    with pytest.raises(InputError, match="changed meanwhile"):
        change_record(archive, record.id, replace(record, title="Second"), based_on=seen.hash)
    assert read_record(archive, record.id).record.title == "First"
    assert len(history_of(archive, record.id)) == 2
