from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.records.vocabularies import Scope
from app.ui.dossier.basket import Basket, BasketItem, from_text, to_text
from app.ui.dossier.basket_history import BasketHistory

IDS = ("a", "b", "c", "d", "e")
FULL = Basket().with_added(IDS)

baskets = st.builds(
    Basket,
    items=st.lists(
        st.builds(BasketItem, id=st.text(max_size=8), reason=st.text(), left_out=st.booleans()),
        unique_by=lambda item: item.id,
    ).map(tuple),
    title=st.text(),
    recipient=st.text(),
    purpose=st.sampled_from(Scope),
    day=st.text(max_size=12),
)


@given(basket=baskets)
def test_a_basket_is_remembered_as_it_was(basket: Basket) -> None:
    """What is kept across a lock comes back the same, whatever was typed."""
    assert from_text(to_text(basket)) == basket


@given(text=st.text())
def test_text_that_is_no_basket_is_no_basket(text: str) -> None:
    """A remembered place that is not understood raises nothing."""
    assert from_text(text) is None


@given(chosen=st.sets(st.sampled_from(IDS)), place=st.integers(min_value=0, max_value=5))
def test_moving_loses_nothing_and_keeps_the_order_of_what_moves(
    chosen: set[str], place: int
) -> None:
    """Every record is there once, the moved ones together and in their order."""
    after = FULL.moved(tuple(chosen), place).ids
    assert sorted(after) == sorted(IDS)
    assert [each for each in after if each in chosen] == [each for each in IDS if each in chosen]
    rest = [each for each in IDS if each not in chosen]
    assert [each for each in after if each not in chosen] == rest


def test_shifting_at_the_edge_changes_nothing() -> None:
    """The first record cannot go higher, the last one not lower."""
    assert FULL.shifted(("a",), -1) == FULL
    assert FULL.shifted(("e",), 1) == FULL
    assert FULL.shifted(("b", "c"), 1).ids == ("a", "d", "b", "c", "e")


def test_adding_twice_adds_once() -> None:
    """A record stands in a dossier once."""
    assert FULL.with_added(("b", "f", "f")).ids == (*IDS, "f")


def test_typing_in_one_field_is_one_step(qtbot: QtBot) -> None:
    """Undo takes back what was typed in a field, not a letter of it."""
    history = BasketHistory()
    history.start(FULL)
    for title in ("C", "Co", "Cou"):
        after = Basket(items=FULL.items, title=title)
        history.change(after, "Title", field="title")
    history.change(history.basket.without(("a",)), "Remove")
    history.stack.undo()
    assert history.basket.title == "Cou"
    history.stack.undo()
    assert history.basket == FULL
