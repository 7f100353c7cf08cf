"""The words in memory stay those of the index, whatever is added and changed meanwhile."""

from dataclasses import replace

from app.archive.adding import Addition, add_records
from app.archive.archive import Archive
from app.archive.changing import change_record
from app.archive.searching import SearchRequest, search
from app.progress import Silent
from app.records.text import RecordText, Segment
from app.search.vocabulary import Vocabulary
from app.store.words_table import each_word
from tests.records.builders import an_article


def _text(words: str) -> RecordText:
    return RecordText(segments=(Segment(id=1, text=words),))


def _add(archive: Archive, words: str) -> str:
    record = an_article(text=_text(words))
    add_records(archive, [Addition(records=(record,))], Silent())
    return record.id


def _change(archive: Archive, record_id: str, words: str) -> None:
    record = replace(an_article(text=_text(words)), id=record_id)
    change_record(archive, record_id, record, reason="")


def _loaded(archive: Archive) -> Vocabulary:
    search(archive, SearchRequest(text="anything~"))
    assert archive.words is not None
    return archive.words


def _read_anew(archive: Archive) -> Vocabulary:
    def read() -> list[tuple[str, int]]:
        with archive.store.searching() as reader:
            return list(each_word(reader))

    return Vocabulary(read)


def test_words_that_came_and_went_are_known(archive: Archive) -> None:
    """What is added later is found by its beginning; what was changed away stands for nothing."""
    first = _add(archive, "heron ferry")
    words = _loaded(archive)
    _add(archive, "heronry lantern")
    _change(archive, first, "ferry pebble")
    assert archive.words is words
    for prefix in ("h", "l", "f", "p", "w"):
        assert sorted(words.beginning(prefix)) == sorted(_read_anew(archive).beginning(prefix))
    assert words.suggestion("herom") == "heronry" or words.suggestion("heronri") == "heronry"
    assert not any(term.replace("·", "") == "heron" for term in words.beginning("heron"))
    assert search(archive, SearchRequest(text="lanterm~")).count == 1


def test_the_most_frequent_words_are_those_of_the_index(archive: Archive) -> None:
    """Counts are kept as well: a pattern stands for the words that most records hold."""
    _add(archive, "aaab aaac")
    words = _loaded(archive)
    for _ in range(3):
        _add(archive, "aaac aaad")
    assert words.matching("aaa*") == _read_anew(archive).matching("aaa*")


def test_a_new_language_is_asked_for_at_once(archive: Archive) -> None:
    """A question is read in the language of a record that came after the words were read."""
    _add(archive, "ferry")
    words = _loaded(archive)
    record = an_article(text=_text("Häuser am Fluss"), languages=("de",))
    add_records(archive, [Addition(records=(record,))], Silent())
    assert "de" in words.languages
    assert search(archive, SearchRequest(text="Haus")).count == 1
