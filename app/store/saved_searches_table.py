"""Saved searches: questions under names. They hold words, and lie in the archive like the rest."""

import json
from collections.abc import Iterable

from app.errors import UsageError
from app.records.postings import ConditionField, HasValue, Order
from app.records.saved_search import KeptQuestion, SavedSearch
from app.store.folding import fold
from app.store.transactions import Reader, Row, Value, Writer
from app.translation import _

_INSERT = """
    INSERT INTO saved_searches (name, folded, text, any_word, sort, narrowed, without, saved_at)
    VALUES (:name, :folded, :text, :any_word, :sort, :narrowed, :without, :saved_at)
"""

_CHANGE = """
    UPDATE saved_searches SET text = :text, any_word = :any_word, sort = :sort,
      narrowed = :narrowed, without = :without WHERE number = :number
"""

_FIND = "SELECT number FROM saved_searches WHERE folded = :folded"

_RENAME = "UPDATE saved_searches SET name = :name, folded = :folded WHERE number = :number"

_REMOVE = "DELETE FROM saved_searches WHERE number = :number"

_LIST = """
    SELECT number, name, text, any_word, sort, narrowed, without, saved_at
    FROM saved_searches ORDER BY folded
"""


def insert_search(writer: Writer, name: str, question: KeptQuestion, saved_at: str) -> int:
    """Keep a question under a name.

    Returns:
        Its number.

    Raises:
        UsageError: The name is empty, or another saved search has it.
    """
    folded = _free_name(writer, name)
    values = _values(question)
    return writer.execute(
        _INSERT, {**values, "name": name.strip(), "folded": folded, "saved_at": saved_at}
    )


def change_search(writer: Writer, number: int, question: KeptQuestion) -> None:
    """Keep another question under the same name."""
    writer.execute(_CHANGE, {**_values(question), "number": number})


def rename_search(writer: Writer, number: int, name: str) -> None:
    """Give a saved search another name.

    Raises:
        UsageError: The name is empty, or another saved search has it.
    """
    folded = _free_name(writer, name, but=number)
    writer.execute(_RENAME, {"number": number, "name": name.strip(), "folded": folded})


def remove_search(writer: Writer, number: int) -> None:
    """Remove a saved search; the freed space is overwritten."""
    writer.execute(_REMOVE, {"number": number})


def list_searches(reader: Reader) -> tuple[SavedSearch, ...]:
    """All saved searches by name."""
    return tuple(_search(row) for row in reader.rows(_LIST))


def find_search(reader: Reader, name: str) -> SavedSearch | None:
    """The saved search of a name, whatever its case."""
    number = reader.value(_FIND, {"folded": fold(name)})
    found = (each for each in list_searches(reader) if each.number == number)
    return next(found, None)


def _free_name(writer: Writer, name: str, *, but: int | None = None) -> str:
    folded = fold(name)
    if not folded:
        raise UsageError(_("A saved search needs a name."), _("Type a name for it."))
    if writer.value(_FIND, {"folded": folded}) not in (None, but):
        raise UsageError(_("Another saved search has this name."), _("Choose another name for it."))
    return folded


def _values(question: KeptQuestion) -> dict[str, Value]:
    return {
        "text": question.text,
        "any_word": int(question.any_word),
        "sort": str(question.order or ""),
        "narrowed": _written(question.narrowed),
        "without": _written(question.without),
    }


def _written(conditions: Iterable[HasValue]) -> str:
    return json.dumps([[str(each.field), *each.values] for each in conditions], ensure_ascii=False)


def _search(row: Row) -> SavedSearch:
    number, name, text, any_word, sort, narrowed, without, saved_at = row
    question = KeptQuestion(
        text=text,
        any_word=bool(any_word),
        order=Order(sort) if sort in tuple(Order) else None,
        narrowed=_read(narrowed),
        without=_read(without),
    )
    return SavedSearch(number=number, name=name, question=question, saved_at=saved_at)


def _read(written: str) -> tuple[HasValue, ...]:
    """What a newer version narrowed by, and this one does not know, is left out."""
    found = []
    for each in json.loads(written):
        match each:
            case [str(name), *values] if name in tuple(ConditionField):
                chosen = tuple(value for value in values if isinstance(value, str))
                found.append(HasValue(field=ConditionField(name), values=chosen))
    return tuple(found)
