"""Saved searches: questions that this archive keeps under names."""

from dataclasses import replace

from app.archive.auditing import Act, note
from app.archive.clock import utc_now
from app.archive.opening import Archive
from app.archive.searching import SearchRequest
from app.errors import InputError, UsageError
from app.records.postings import Order
from app.records.saved_search import KeptQuestion, SavedSearch
from app.store import saved_searches_table as table
from app.translation import _

__all__ = [
    "KeptQuestion",
    "SavedSearch",
    "change_search",
    "put_search_back",
    "remove_search",
    "rename_search",
    "request_of",
    "save_search",
    "saved_search",
    "saved_searches",
]

LONGEST_NAME = 120
LONGEST_TEXT = 20_000
MOST = 200


def saved_searches(archive: Archive) -> tuple[SavedSearch, ...]:
    """All saved searches, by name."""
    with archive.store.browsing() as reader:
        return table.list_searches(reader)


def saved_search(archive: Archive, name: str) -> SavedSearch:
    """The saved search of this name, whatever its case.

    Raises:
        InputError: There is none.
    """
    with archive.store.browsing() as reader:
        found = table.find_search(reader, name)
    if found is None:
        raise InputError(
            _("No saved search is called that."), _("List them, and give one of the names.")
        )
    return found


def save_search(archive: Archive, name: str, question: KeptQuestion) -> SavedSearch:
    """Keep a question under a name.

    Raises:
        UsageError: The name is empty, too long or another saved search's; or there are 200.
        InputError: The question is longer than 20,000 characters.
    """
    wanted, now = _checked(name), utc_now()
    _check(question)
    with archive.store.writing() as writer:
        if len(table.list_searches(writer)) >= MOST:
            raise UsageError(
                _("There are 200 saved searches already."), _("Remove one that is not needed.")
            )
        number = table.insert_search(writer, wanted, question, now)
        note(archive, writer, Act.SEARCH_SAVED, subject=str(number))
    return SavedSearch(number=number, name=wanted, question=question, saved_at=now)


def put_search_back(archive: Archive, removed: SavedSearch) -> SavedSearch:
    """Keep a removed search again under its name; nothing changes where it is there.

    Raises:
        UsageError: Another question was saved under its name meanwhile.
    """
    present = _named(archive, removed.name)
    if present is not None and present.question == removed.question:
        return present
    return save_search(archive, removed.name, removed.question)


def change_search(archive: Archive, name: str, question: KeptQuestion) -> SavedSearch:
    """Keep another question under the name of a saved search.

    Returns:
        The saved search as it is now.

    Raises:
        InputError: There is none of this name, or the question is longer than 20,000 characters.
    """
    _check(question)
    found = saved_search(archive, name)
    with archive.store.writing() as writer:
        table.change_search(writer, found.number, question)
        note(archive, writer, Act.SEARCH_CHANGED, subject=str(found.number))
    return replace(found, question=question)


def rename_search(archive: Archive, name: str, new_name: str) -> SavedSearch:
    """Give a saved search another name.

    Raises:
        InputError: There is none of this name.
        UsageError: The new name is empty, too long or another saved search's.
    """
    wanted, found = _checked(new_name), saved_search(archive, name)
    with archive.store.writing() as writer:
        table.rename_search(writer, found.number, wanted)
        note(archive, writer, Act.SEARCH_RENAMED, subject=str(found.number))
    return replace(found, name=wanted)


def remove_search(archive: Archive, name: str) -> SavedSearch:
    """Remove a saved search; records are not touched, and no page of the archive holds its words.

    Returns:
        What was removed, for `put_search_back`.

    Raises:
        InputError: There is none of this name.
    """
    found = saved_search(archive, name)
    with archive.store.writing() as writer:
        table.remove_search(writer, found.number)
        note(archive, writer, Act.SEARCH_REMOVED, subject=str(found.number))
    return found


def request_of(question: KeptQuestion, *, limit: int = 50, offset: int = 0) -> SearchRequest:
    """What `search` is asked for a page of a kept question."""
    order = Order.BEST if question.text.strip() else Order.ADDED
    return SearchRequest(
        text=question.text,
        any_word=question.any_word,
        order=question.order or order,
        limit=limit,
        offset=offset,
        narrowed=question.narrowed,
        without=question.without,
    )


def _named(archive: Archive, name: str) -> SavedSearch | None:
    with archive.store.browsing() as reader:
        return table.find_search(reader, name)


def _checked(name: str) -> str:
    wanted = " ".join(name.split())
    if len(wanted) > LONGEST_NAME:
        raise UsageError(
            _("The name is longer than 120 characters."), _("Choose a shorter name for it.")
        )
    return wanted


def _check(question: KeptQuestion) -> None:
    if len(question.text) > LONGEST_TEXT:
        raise InputError(
            _("The question is longer than 20,000 characters."), _("Nothing was saved.")
        )
