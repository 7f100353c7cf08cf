"""What a question must find, worked out by reading every record: slow and plainly right."""

from datetime import date

from app.records.dates import parse_edtf
from app.records.postings import (
    All,
    AnyOf,
    ConditionField,
    DateWithin,
    HasValue,
    Near,
    Node,
    Not,
    Phrase,
    PostingsField,
    Terms,
)
from app.search.analysis import analyse
from tests.search.small_index import Doc, SmallIndex


def scan(index: SmallIndex, node: Node, *, binned: bool = False) -> set[str]:
    """Name the records that a question finds."""
    return {name for name, doc in index.docs.items() if doc.binned is binned and _holds(doc, node)}


def _holds(doc: Doc, node: Node) -> bool:
    match node:
        case All():
            return all(_holds(doc, part) for part in node.parts)
        case AnyOf():
            return any(_holds(doc, part) for part in node.parts)
        case Not():
            return not _holds(doc, node.part)
        case HasValue():
            return bool(_values(doc, node.field) & {value.casefold() for value in node.values})
        case DateWithin():
            return _is_within(doc, node)
        case Terms():
            return any(_is_one_of(t, node) for terms in _fields(doc, node.fields) for t in terms)
        case Phrase():
            return any(_has_phrase(terms, node) for terms in _fields(doc, node.fields))
        case Near():
            return any(_has_near(terms, node) for terms in _fields(doc, node.fields))


def _fields(doc: Doc, wanted: tuple[PostingsField, ...]) -> list[list[str]]:
    analysed = analyse(doc.indexable())
    return [terms.split(" ") for field, terms in analysed.fields if not wanted or field in wanted]


def _is_one_of(term: str, node: Terms) -> bool:
    return term in node.forms or any(term.startswith(prefix) for prefix in node.prefixes)


def _has_phrase(terms: list[str], node: Phrase) -> bool:
    for first in range(len(terms) - len(node.terms) + 1):
        window = terms[first : first + len(node.terms)]
        if window == list(node.terms):
            return True
        whole = window[:-1] == list(node.terms[:-1])
        if node.begins and whole and window[-1].startswith(node.terms[-1]):
            return True
    return False


def _has_near(terms: list[str], node: Near) -> bool:
    """FTS5: at most `distance` tokens between the end of the first and the start of the last."""
    wanted = [[place for place, term in enumerate(terms) if term == each] for each in node.terms]
    wanted += [
        [place for place, term in enumerate(terms) if term.startswith(each)]
        for each in node.prefixes
    ]
    if len(wanted) == 1:
        return bool(wanted[0])
    return any(
        all(any(first <= place <= first + node.distance + 1 for place in each) for each in wanted)
        for places in wanted
        for first in places
    )


def _values(doc: Doc, field: ConditionField) -> set[str]:
    span = parse_edtf(doc.date) if doc.date else None
    values: dict[ConditionField, tuple[str, ...]] = {
        ConditionField.KIND: (doc.kind,),
        ConditionField.LANGUAGE: (doc.language or "",),
        ConditionField.STATUS: (doc.status,),
        ConditionField.RISK: (doc.risk,),
        ConditionField.CONSENT: (doc.consent,),
        ConditionField.TAG: doc.tags,
        ConditionField.COLLECTION: (doc.collection or "",),
        ConditionField.YEAR: (str(span.first.year),) if span and span.first else (),
    }
    return {value.casefold() for value in values[field] if value}


def _is_within(doc: Doc, node: DateWithin) -> bool:
    first = date.fromisoformat(node.first) if node.first else date.min
    last = date.fromisoformat(node.last) if node.last else date.max
    if node.added:
        return first <= date.fromisoformat(doc.added) <= last
    if doc.date is None:
        return False
    span = parse_edtf(doc.date)
    return (span.first or date.min) <= last and (span.last or date.max) >= first
