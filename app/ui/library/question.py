"""What the library is asked: words, narrowing by facets, order, and whether the bin is searched."""

import json
from dataclasses import dataclass, replace

from app.archive.searching import SearchRequest
from app.records.postings import ConditionField, FacetName, HasValue, Order

CONDITION_OF = {
    FacetName.KIND: ConditionField.KIND,
    FacetName.LANGUAGE: ConditionField.LANGUAGE,
    FacetName.YEAR: ConditionField.YEAR,
    FacetName.TAG: ConditionField.TAG,
    FacetName.COLLECTION: ConditionField.COLLECTION,
    FacetName.STATUS: ConditionField.STATUS,
    FacetName.RISK: ConditionField.RISK,
    FacetName.CONSENT: ConditionField.CONSENT,
}
"""Facets whose values narrow a question apart from its words."""

WORD_OF = {FacetName.PLACE: "place", FacetName.PERSON: "person"}
"""Facets whose values go into the search line, as this field of the query language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to the archive, as the person has put it together.

    Attributes:
        order: None is best match where there are words, last added otherwise.
        any_word: One of the words is enough.
    """

    text: str = ""
    narrowed: tuple[HasValue, ...] = ()
    order: Order | None = None
    any_word: bool = False
    binned: bool = False

    @property
    def asks_words(self) -> bool:
        """Whether something is typed."""
        return bool(self.text.strip())

    @property
    def present_order(self) -> Order:
        """The order that holds."""
        if self.order is not None and (self.order is not Order.BEST or self.asks_words):
            return self.order
        return Order.BEST if self.asks_words else Order.ADDED

    @property
    def is_open(self) -> bool:
        """Nothing is asked for and nothing left out."""
        return not self.asks_words and not self.narrowed and not self.binned

    def values(self, facet: FacetName) -> tuple[str, ...]:
        """The values of a facet that are chosen."""
        if facet in WORD_OF:
            return ()
        wanted = CONDITION_OF[facet]
        return next((each.values for each in self.narrowed if each.field is wanted), ())

    def asks(self, facet: FacetName, value: str) -> bool:
        """Whether this value is chosen."""
        if facet in WORD_OF:
            return clause(facet, value).casefold() in self.text.casefold()
        return value in self.values(facet)

    def with_values(self, facet: FacetName, values: tuple[str, ...]) -> "Question":
        """The question with exactly these values of a facet; none asks for all."""
        wanted = CONDITION_OF[facet]
        rest = tuple(each for each in self.narrowed if each.field is not wanted)
        added = (HasValue(field=wanted, values=values),) if values else ()
        return replace(self, narrowed=rest + added)

    def toggled(self, facet: FacetName, value: str) -> "Question":
        """The question with a value chosen that was not, or the other way round."""
        if facet in WORD_OF:
            return replace(self, text=_toggled_clause(self.text, clause(facet, value)))
        before = self.values(facet)
        after = tuple(each for each in before if each != value)
        return self.with_values(facet, after if len(after) < len(before) else (*before, value))

    def request(self, limit: int, offset: int = 0) -> SearchRequest:
        """One page of it, as the archive is asked."""
        return SearchRequest(
            text=self.text,
            any_word=self.any_word,
            order=self.present_order,
            limit=limit,
            offset=offset,
            narrowed=self.narrowed,
            binned=self.binned,
            typing=True,
        )


def clause(facet: FacetName, value: str) -> str:
    """A facet's value as the query language writes it."""
    return f'{WORD_OF[facet]}:"{value.replace(chr(34), " ")}"'


def to_place(question: Question) -> dict[str, object]:
    """A question as JSON values, for the remembered place."""
    return {
        "text": question.text,
        "narrowed": [[each.field.value, list(each.values)] for each in question.narrowed],
        "order": question.order.value if question.order else "",
        "any": question.any_word,
        "binned": question.binned,
    }


def from_place(tree: object) -> Question:
    """Read a remembered question; what is not understood is left out."""
    if not isinstance(tree, dict):
        return Question()
    narrowed = []
    listed = tree.get("narrowed")
    for each in listed if isinstance(listed, list) else ():
        match each:
            case [str(name), [*values]] if name in tuple(ConditionField):
                chosen = tuple(value for value in values if isinstance(value, str))
                narrowed.append(HasValue(field=ConditionField(name), values=chosen))
    text, order = tree.get("text"), tree.get("order")
    return Question(
        text=text if isinstance(text, str) else "",
        narrowed=tuple(narrowed),
        order=Order(order) if order in tuple(Order) else None,
        any_word=tree.get("any") is True,
        binned=tree.get("binned") is True,
    )


def parsed(place: str) -> dict[str, object]:
    """A remembered place as JSON values; empty where it is none."""
    try:
        tree = json.loads(place)
    except ValueError:
        return {}
    return tree if isinstance(tree, dict) else {}


def _toggled_clause(text: str, wanted: str) -> str:
    at = text.casefold().find(wanted.casefold())
    if at < 0:
        return f"{text.rstrip()} {wanted}".strip()
    return f"{text[:at].rstrip()} {text[at + len(wanted) :].lstrip()}".strip()
