"""Saved searches: kept under names, asked again, gone for good when removed."""

from pathlib import Path

import pytest

from app.archive.adding import Addition, add_records
from app.archive.auditing import audit_lines
from app.archive.opening import Archive, open_archive
from app.archive.salvaging import salvage_archive
from app.archive.saved_searches import (
    MOST,
    KeptQuestion,
    change_search,
    put_search_back,
    remove_search,
    rename_search,
    request_of,
    save_search,
    saved_search,
    saved_searches,
)
from app.archive.searching import search
from app.errors import InputError, UsageError
from app.progress import Silent
from app.records.postings import ConditionField, HasValue, Order
from app.store.credentials import Credentials
from app.store.raw_pages import RawPages
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import a_testimony, an_article

OPEN = Credentials(passphrase=PASSPHRASE)
ARTICLES = HasValue(field=ConditionField.KIND, values=("article",))


def fill(archive: Archive) -> None:
    """A testimony and an article that hold the same word."""
    records = (
        a_testimony("The ferry left.", title="Told"),
        an_article("The ferry.", title="Printed"),
    )
    add_records(archive, [Addition(records=(each,)) for each in records], Silent())


def found(archive: Archive, question: KeptQuestion) -> list[str]:
    """Titles of what a kept question finds."""
    return [hit.card.title for hit in search(archive, request_of(question)).hits]


def test_a_question_is_kept_whole(archive: Archive, tmp_path: Path) -> None:
    """Words, narrowing, order: all are as they were after the archive was closed and opened."""
    question = KeptQuestion(
        text='"ferry" OR بحر',
        any_word=True,
        order=Order.TITLE,
        narrowed=(ARTICLES, HasValue(field=ConditionField.PLACE, values=("Alder Ford", "Höhe"))),
        without=(HasValue(field=ConditionField.TAG, values=("river, upper",)),),
    )
    save_search(archive, "  Boats   at night ", question)
    folder = archive.path
    archive.close()
    with open_archive(folder, OPEN) as again:
        (kept,) = saved_searches(again)
        assert (kept.name, kept.question) == ("Boats at night", question)
        assert saved_search(again, "BOATS at NIGHT") == kept


def test_a_saved_search_finds_what_is_there_when_it_is_asked(archive: Archive) -> None:
    """It holds the question and not the answer."""
    kept = save_search(archive, "Boats", KeptQuestion(text="ferry")).question
    assert found(archive, kept) == []
    fill(archive)
    assert sorted(found(archive, kept)) == ["Printed", "Told"]


def test_what_narrows_and_what_is_left_out_are_asked_too(archive: Archive) -> None:
    """With a property, without it, and with neither."""
    fill(archive)
    assert found(archive, KeptQuestion(text="ferry", narrowed=(ARTICLES,))) == ["Printed"]
    assert found(archive, KeptQuestion(text="ferry", without=(ARTICLES,))) == ["Told"]
    assert found(archive, KeptQuestion(without=(ARTICLES,))) == ["Told"]
    assert found(archive, KeptQuestion(narrowed=(ARTICLES,), without=(ARTICLES,))) == []


def test_names_are_one_each(archive: Archive) -> None:
    """Whatever their case; a refused name changes nothing."""
    save_search(archive, "Boats", KeptQuestion(text="ferry"))
    save_search(archive, "Ice", KeptQuestion(text="ice"))
    with pytest.raises(UsageError, match="this name"):
        save_search(archive, "BOATS", KeptQuestion(text="x"))
    with pytest.raises(UsageError, match="this name"):
        rename_search(archive, "Ice", "boats")
    for name in ("", "   ", "x" * 121):
        with pytest.raises(UsageError):
            save_search(archive, name, KeptQuestion(text="x"))
    assert [each.name for each in saved_searches(archive)] == ["Boats", "Ice"]
    assert rename_search(archive, "ice", "ICE").name == "ICE"


def test_what_is_too_long_or_too_much_is_refused(archive: Archive) -> None:
    """A pasted book is no question, and the list of names stays one that can be read."""
    with pytest.raises(InputError, match="20,000"):
        save_search(archive, "Book", KeptQuestion(text="x" * 20_001))
    for number in range(MOST):
        save_search(archive, f"{number}", KeptQuestion())
    with pytest.raises(UsageError, match="200"):
        save_search(archive, "one more", KeptQuestion())


def test_changing_keeps_the_name(archive: Archive) -> None:
    """Another question under the same name; a name that is not there is refused."""
    first = save_search(archive, "Boats", KeptQuestion(text="ferry"))
    changed = change_search(archive, "boats", KeptQuestion(text="boat"))
    assert (changed.number, changed.name, changed.question.text) == (first.number, "Boats", "boat")
    assert saved_searches(archive) == (changed,)
    with pytest.raises(InputError, match="No saved search"):
        change_search(archive, "Nobody", KeptQuestion())
    with pytest.raises(InputError, match="No saved search"):
        rename_search(archive, "Nobody", "Somebody")


def test_removing_can_be_taken_back(archive: Archive) -> None:
    """The question comes back under its name; taking it back twice does nothing more."""
    fill(archive)
    removed = remove_search(archive, save_search(archive, "Boats", KeptQuestion(text="x")).name)
    assert saved_searches(archive) == ()
    back = put_search_back(archive, removed)
    assert (back.name, back.question) == ("Boats", removed.question)
    assert put_search_back(archive, removed) == back
    change_search(archive, "Boats", KeptQuestion(text="y"))
    with pytest.raises(UsageError, match="this name"):
        put_search_back(archive, removed)


def test_the_log_tells_that_and_not_what(archive: Archive) -> None:
    """Each act is an entry with a number; no name and no word of the question."""
    save_search(archive, "Quillfeather", KeptQuestion(text="lanternpost"))
    change_search(archive, "Quillfeather", KeptQuestion(text="lanternpost two"))
    rename_search(archive, "Quillfeather", "Quillfeathers")
    remove_search(archive, "Quillfeathers")
    lines = audit_lines(archive, limit=4)
    acts = ["search-removed", "search-renamed", "search-changed", "search-saved"]
    assert [line.act for line in lines] == acts
    assert {line.subject for line in lines} == {"1"}
    told = repr(lines).casefold()
    assert "quill" not in told
    assert "lantern" not in told


def test_a_removed_search_is_on_no_page(archive: Archive) -> None:
    """Its name and words are nowhere in the file afterwards; before they are there."""
    words = (b"Quillfeather", b"lanternpost")
    save_search(archive, "Quillfeather", KeptQuestion(text="lanternpost"))
    assert all(word in decrypted(archive) for word in words)
    remove_search(archive, "Quillfeather")
    pages = decrypted(archive)
    assert [word for word in words if word in pages] == []


def test_salvage_brings_saved_searches_along(archive: Archive, tmp_path: Path) -> None:
    """They are rows like any others of the archive."""
    save_search(archive, "Boats", KeptQuestion(text="ferry"))
    folder = archive.path
    archive.close()
    salvage_archive(folder, tmp_path / "b.satchel", OPEN, Silent())
    with open_archive(tmp_path / "b.satchel", OPEN) as again:
        assert [each.name for each in saved_searches(again)] == ["Boats"]


def decrypted(archive: Archive) -> bytes:
    """Every page of the database as it is inside the encryption."""
    with archive.store.at_rest(), RawPages(
        archive.path / "archive.db", archive.store.keys
    ) as pages:  # fmt: skip
        return b"".join(pages.plain(number) or b"" for number in range(1, pages.in_file + 1))
