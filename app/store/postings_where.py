"""What a question asks, written as one SQL condition on the table `records`.

Words that belong together go into one MATCH; properties of a record become conditions on its
columns and shared values. All values are bound, none is written into the text.
"""

from app.records.postings import (
    All,
    AnyOf,
    ConditionField,
    DateWithin,
    HasValue,
    Node,
    Not,
)
from app.store.folding import fold
from app.store.postings_match import match_text
from app.store.transactions import Value

_MATCHES = "number IN (SELECT rowid FROM postings WHERE postings MATCH {})"

_COLUMNS = {
    ConditionField.KIND: "kind",
    ConditionField.STATUS: "status",
    ConditionField.RISK: "risk",
    ConditionField.CONSENT: "consent_state",
    ConditionField.YEAR: "coalesce(substr(date_first, 1, 4), '')",
    ConditionField.CODE: "lower(code)",
}

_TERM_FIELDS = {
    ConditionField.LANGUAGE: "language",
    ConditionField.TAG: "tag",
    ConditionField.PLACE: "place",
    ConditionField.PERSON: "person",
}

_HAS_TERM = """number IN (
    SELECT record_terms.record FROM terms
    JOIN record_terms ON record_terms.term = terms.number
    WHERE terms.field = {field} AND ({values}))"""

_IN_COLLECTION = """number IN (
    SELECT collection_records.record FROM collections
    JOIN collection_records ON collection_records.collection = collections.number
    WHERE {values})"""

_OVERLAPS = """(
    coalesce(date_first, date_last) IS NOT NULL
    AND coalesce(date_first, '') <= {last} AND coalesce(date_last, '9999-12-31') >= {first})"""

# Times sort as text, and `U` follows the `T` after the day.
_ADDED = "(added_at >= {first} AND added_at < {last} || 'U')"


class Where:
    """Builds the condition and collects the values to bind.

    Attributes:
        values: By the names that the condition uses.
    """

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}

    def condition(self, node: Node) -> str:
        """Write a node; the SQL text refers to columns of `records`."""
        words = match_text(node)
        if words is not None:
            return _MATCHES.format(self.bind(words))
        match node:
            case All():
                return self._together(node, "AND", "1")
            case AnyOf():
                return self._together(node, "OR", "0")
            case Not():
                return f"NOT {self.condition(node.part)}"
            case HasValue():
                return self._has_value(node)
            case DateWithin():
                return self._date(node)
            case _:
                return "0"  # words without any term: nothing can match

    def bind(self, value: Value) -> str:
        """Give a name to a value and remember it."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def _together(self, node: All | AnyOf, operator: str, nothing: str) -> str:
        """Ask for all words at once, as one MATCH, and for the rest one by one."""
        of_words = tuple(part for part in node.parts if match_text(part) is not None)
        others = [part for part in node.parts if match_text(part) is None]
        kind = type(node)
        found = [self.condition(kind(parts=of_words))] if of_words else []
        found += [self.condition(part) for part in others]
        return f"({f' {operator} '.join(found)})" if found else nothing

    def _has_value(self, node: HasValue) -> str:
        if node.field in _COLUMNS:
            return self._any_value(_COLUMNS[node.field], node)
        values = self._any_value("folded", node)
        if node.field is ConditionField.COLLECTION:
            return _IN_COLLECTION.format(values=values)
        if node.field is ConditionField.LANGUAGE and not node.pattern:
            # `ko` asks for `ko-KP` as well.
            regions = [self._begins("folded", f"{fold(value)}-") for value in node.values]
            values = f"({' OR '.join((values, *regions))})"
        return _HAS_TERM.format(field=self.bind(_TERM_FIELDS[node.field]), values=values)

    def _any_value(self, column: str, node: HasValue) -> str:
        one = self._like if node.pattern else self._equal
        return f"({' OR '.join(one(column, fold(value)) for value in node.values) or '0'})"

    def _equal(self, column: str, folded: str) -> str:
        return f"{column} = {self.bind(folded)}"

    def _like(self, column: str, folded: str) -> str:
        if folded == "*":
            return f"{column} <> ''"
        if folded.endswith("*"):
            return self._begins(column, folded.rstrip("*"))
        return self._equal(column, folded)

    def _begins(self, column: str, beginning: str) -> str:
        return f"substr({column}, 1, {len(beginning)}) = {self.bind(beginning)}"

    def _date(self, node: DateWithin) -> str:
        first = self.bind(node.first or "")
        last = self.bind(node.last or "9999-12-31")
        return (_ADDED if node.added else _OVERLAPS).format(first=first, last=last)
