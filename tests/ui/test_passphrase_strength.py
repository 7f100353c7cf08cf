"""Strength is said honestly: what is easy to guess is not flattered for its length."""

import pytest
from hypothesis import given
from hypothesis.strategies import text

from app.archive.passphrases import passphrase_words
from app.ui.passphrase_patterns import Weakness
from app.ui.passphrase_strength import Strength, estimate

KNOWN = frozenset(passphrase_words())
NAMES = ("Blue notebook", "Noor Karim")


@pytest.mark.parametrize(
    ("passphrase", "weakness"),
    [
        ("password", Weakness.COMMON),
        ("P4$$w0rd!!", Weakness.COMMON),
        ("Summer2024!", Weakness.COMMON),
        ("Nov. 12.03.1987", Weakness.DATE),
        ("20190412", Weakness.DATE),
        ("qwertyuiopasdfghjklzxcvbnm", Weakness.KEYS),
        ("mnbvcxzlkjhgfdsapoiuytrewq", Weakness.KEYS),
        ("йцукенгшщзхъфывапролджэ", Weakness.KEYS),
        ("1qaz2wsx3edc4rfv5tgb", Weakness.KEYS),
        ("abcdefghijklmnopqrstuvwxyz", Weakness.SEQUENCE),
        ("a" * 200, Weakness.AGAIN),
        ("x7?" * 40, Weakness.AGAIN),
        ("zebu zebu zebu zebu zebu zebu", Weakness.AGAIN),
        ("Blue notebook Blue notebook", Weakness.NAME),
        ("bluenotebook-noorkarim", Weakness.NAME),
    ],
)
def test_what_is_tried_first_is_easy(passphrase: str, weakness: Weakness) -> None:
    """However long it is; and the remark says what makes it so."""
    found = estimate(passphrase, KNOWN, NAMES)
    assert found.strength is Strength.EASY
    assert found.weakness in (weakness, Weakness.AGAIN)
    assert found.remark


def test_a_name_is_weak_only_where_it_is_known() -> None:
    """The same letters count more where nothing around them names them."""
    assert estimate("Wetherby lane nine", KNOWN, ["Wetherby lane"]).bits < 20
    assert estimate("Wetherby lane nine", KNOWN, ["Recipes"]).bits > 25


@given(text(max_size=60))
def test_knowing_patterns_never_raises_an_estimate(passphrase: str) -> None:
    """What holds a pattern counts at most what its letters would count one by one."""
    letters = 4 + 2 * 7 + 1.5 * 12 + 40
    found = estimate(passphrase, frozenset(), NAMES)
    assert 0 <= found.bits <= letters
    if 2 <= len(passphrase) <= 40:
        twice = estimate(passphrase + passphrase, frozenset(), NAMES)
        assert twice.bits <= found.bits + 2


def test_words_thought_up_are_not_called_drawn() -> None:
    """Words of the list count as drawn ones, and the remark says on what condition."""
    found = estimate(" ".join(passphrase_words()[::400]), KNOWN)
    assert found.words == 6
    assert "drawn" in found.remark


def test_a_pasted_page_is_looked_at_in_a_moment_and_not_flattered() -> None:
    """Only the first letters count, so a page of one letter is as easy as the letter."""
    assert estimate("ab" * 50_000, KNOWN, NAMES).strength is Strength.EASY
    assert estimate("x" * 100_000, KNOWN, NAMES).bits < 20
