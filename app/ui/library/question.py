"""What the library is asked: words, narrowing by facets, order, and whether the bin is searched."""

import json
from dataclasses import dataclass, replace

from app.archive.searching import SearchRequest
from app.records.postings import ConditionField, FacetName, HasValue, Order
from app.records.saved_search import KeptQuestion

CONDITION_OF = {
    FacetName.KIND: ConditionField.KIND,
    FacetName.LANGUAGE: ConditionField.LANGUAGE,
    FacetName.YEAR: ConditionField.YEAR,
    FacetName.TAG: ConditionField.TAG,
    FacetName.COLLECTION: ConditionField.COLLECTION,
    FacetName.STATUS: ConditionField.STATUS,
    FacetName.RISK: ConditionField.RISK,
    FacetName.CONSENT: ConditionField.CONSENT,
    FacetName.PLACE: ConditionField.PLACE,
    FacetName.PERSON: ConditionField.PERSON,
}
"""By what a facet's values narrow."""

Conditions = tuple[HasValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """The record whose like is asked for, in place of words.

    Attributes:
        id: UUID.
        code: As it was when it was asked.
    """

    id: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to the archive, as the person has put it together.

    Attributes:
        narrowed: For each property that is chosen, the values of which a record has one.
        without: For each property that is left out, the values of which it has none.
        order: None is best match where there are words, last added otherwise.
        any_word: One of the words is enough.
        like: Asks for similar records; then the rest is empty.
    """

    text: str = ""
    narrowed: Conditions = ()
    without: Conditions = ()
    order: Order | None = None
    any_word: bool = False
    binned: bool = False
    like: Like | None = None

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
    def is_filtered(self) -> bool:
        """Some property is chosen or left out."""
        return bool(self.narrowed or self.without)

    @property
    def is_open(self) -> bool:
        """Nothing is asked for and nothing left out."""
        return not (self.asks_words or self.is_filtered or self.binned or self.like)

    def values(self, facet: FacetName) -> tuple[str, ...]:
        """The values of a facet that are chosen."""
        return _values(self.narrowed, facet)

    def left_out(self, facet: FacetName) -> tuple[str, ...]:
        """The values of a facet that are left out."""
        return _values(self.without, facet)

    def asks(self, facet: FacetName, value: str) -> bool:
        """Whether this value is chosen."""
        return value in self.values(facet)

    def with_values(self, facet: FacetName, values: tuple[str, ...]) -> "Question":
        """The question with exactly these values of a facet; none asks for all."""
        return replace(self, narrowed=_with(self.narrowed, facet, values), like=None)

    def toggled(self, facet: FacetName, value: str) -> "Question":
        """The question with a value chosen that was not, or the other way round."""
        chosen = _turned(self.values(facet), value)
        left_out = tuple(each for each in self.left_out(facet) if each != value)
        return replace(
            self.with_values(facet, chosen), without=_with(self.without, facet, left_out)
        )

    def turned_out(self, facet: FacetName, value: str) -> "Question":
        """The question with a value left out that was not, or the other way round."""
        chosen = tuple(each for each in self.values(facet) if each != value)
        left_out = _turned(self.left_out(facet), value)
        return replace(
            self.with_values(facet, chosen), without=_with(self.without, facet, left_out)
        )

    def kept(self) -> KeptQuestion:
        """What is kept of it under a name. Where one looks, in the bin or not, is not."""
        return KeptQuestion(
            text=self.text,
            any_word=self.any_word,
            order=self.order,
            narrowed=self.narrowed,
            without=self.without,
        )

    def request(self, limit: int, offset: int = 0) -> SearchRequest:
        """One page of it, as the archive is asked."""
        return SearchRequest(
            text=self.text,
            any_word=self.any_word,
            order=self.present_order,
            limit=limit,
            offset=offset,
            narrowed=self.narrowed,
            without=self.without,
            binned=self.binned,
            typing=True,
        )


def from_kept(kept: KeptQuestion) -> Question:
    """A saved question as the library asks it."""
    return Question(
        text=kept.text,
        any_word=kept.any_word,
        order=kept.order,
        narrowed=kept.narrowed,
        without=kept.without,
    )


def to_place(question: Question) -> dict[str, object]:
    """A question as JSON values, for the remembered place."""
    return {
        "text": question.text,
        "narrowed": _written(question.narrowed),
        "without": _written(question.without),
        "order": question.order.value if question.order else "",
        "any": question.any_word,
        "binned": question.binned,
        "like": [question.like.id, question.like.code] if question.like else [],
    }


def from_place(tree: object) -> Question:
    """Read a remembered question; what is not understood is left out."""
    if not isinstance(tree, dict):
        return Question()
    like = None
    match tree.get("like"):
        case [str(id), str(code)]:
            like = Like(id=id, code=code)
    text, order = tree.get("text"), tree.get("order")
    return Question(
        text=text if isinstance(text, str) else "",
        narrowed=_read(tree.get("narrowed")),
        without=_read(tree.get("without")),
        order=Order(order) if order in tuple(Order) else None,
        any_word=tree.get("any") is True,
        binned=tree.get("binned") is True,
        like=like,
    )


def parsed(place: str) -> dict[str, object]:
    """A remembered place as JSON values; empty where it is none."""
    try:
        tree = json.loads(place)
    except ValueError:
        return {}
    return tree if isinstance(tree, dict) else {}


def _values(conditions: Conditions, facet: FacetName) -> tuple[str, ...]:
    wanted = CONDITION_OF[facet]
    return next((each.values for each in conditions if each.field is wanted), ())


def _with(conditions: Conditions, facet: FacetName, values: tuple[str, ...]) -> Conditions:
    wanted = CONDITION_OF[facet]
    rest = tuple(each for each in conditions if each.field is not wanted)
    return (*rest, HasValue(field=wanted, values=values)) if values else rest


def _turned(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    rest = tuple(each for each in values if each != value)
    return rest if len(rest) < len(values) else (*values, value)


def _written(conditions: Conditions) -> list[object]:
    return [[each.field.value, list(each.values)] for each in conditions]


def _read(listed: object) -> Conditions:
    found = []
    for each in listed if isinstance(listed, list) else ():
        match each:
            case [str(name), [*values]] if name in tuple(ConditionField):
                chosen = tuple(value for value in values if isinstance(value, str))
                found.append(HasValue(field=ConditionField(name), values=chosen))
    return tuple(found)
