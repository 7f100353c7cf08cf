"""In which order a line of mixed directions stands."""

from dataclasses import dataclass

import pytest
from bidi import get_display
from bidi.mirror import MIRRORED
from hypothesis import given, settings
from hypothesis import strategies as st

from app.dossier.bidi_order import levels_of, visual_order

_BRACKETS = str.maketrans("()[]", "||//")


@dataclass(frozen=True)
class _Letter:
    text: str
    level: int


def _seen(text: str, base: int) -> str:
    """The text as it stands from left to right, brackets turned where they are."""
    letters = [
        _Letter(MIRRORED.get(c, c) if level & 1 else c, level)
        for c, level in zip(text, levels_of(text, base), strict=True)
    ]
    return "".join(letter.text for letter in visual_order(letters))


@settings(max_examples=400, deadline=None)
@given(
    st.text(alphabet="abאבجد12٣.,:+-/%()[] !", min_size=1, max_size=24).filter(
        lambda text: not text.endswith(" ")
    ),
    st.sampled_from([0, 1]),
)
def test_the_order_is_that_of_another_implementation(text: str, base: int) -> None:
    """Letters, numbers, separators and brackets, against the Unicode implementation in Rust.

    Which way a bracket is turned is left aside: that implementation turns some by their pair.
    """
    other = get_display(text, base_dir="LR"[base])
    assert isinstance(other, str)

    assert _seen(text, base).translate(_BRACKETS) == other.translate(_BRACKETS)


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("abc אבג 123", 0, "abc 123 גבא"),
        ("אבג abc 123", 1, "abc 123 גבא"),
        ("אבג (abc) דהו", 1, "והד (abc) גבא"),
        ("abc (אבג) def", 0, "abc (גבא) def"),
        ("قال ١٢٣", 1, "١٢٣ لاق"),
    ],
)
def test_examples(text: str, base: int, seen: str) -> None:
    """Numbers keep their order, words of the other direction theirs."""
    assert _seen(text, base) == seen


def test_an_isolate_does_not_change_what_is_around_it() -> None:
    """A quoted title in isolates keeps its own direction and leaves the line's alone."""
    text = "T-1 · \u2068אבג 1\u2069 · 2 May"
    seen = "".join(c for c in _seen(text, 0) if c not in "\u2068\u2069")

    assert seen == "T-1 · 1 גבא · 2 May"


def test_isolates_in_isolates_are_read_from_within() -> None:
    """Each level has its own direction."""
    text = "\u2067אב \u2066cd \u2067הו\u2069 ef\u2069 גד\u2069"
    seen = "".join(c for c in _seen(text, 0) if not "\u2066" <= c <= "\u2069")

    assert seen == "דג cd וה ef בא"


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="aא1( )\u2066\u2067\u2068\u2069\u202a\u202b\u202c\U000e0fff", max_size=40),
    st.sampled_from([0, 1]),
)
def test_every_character_has_a_level_whatever_controls_there_are(text: str, base: int) -> None:
    """Unmatched, nested and unassigned: levels are small, and none is below the paragraph's."""
    levels = levels_of(text, base)

    assert len(levels) == len(text)
    assert all(base <= level <= 125 for level in levels)
