"""Where lines may end."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import LineBreak, line_break, line_break_boundaries

from app.dossier.line_breaks import break_points
from tests.dossier.builders import SAYINGS

_HANGUL = (LineBreak.H2, LineBreak.H3, LineBreak.JL, LineBreak.JV, LineBreak.JT)


def _by_the_standard(text: str) -> list[int]:
    """UAX #14 by `uniseg`, rule by rule, with Korean words kept whole."""
    return list(
        line_break_boundaries(
            text, property=lambda c: LineBreak.AL if line_break(c) in _HANGUL else line_break(c)
        )
    )


def _pieces(text: str) -> list[str]:
    points = break_points(text)
    return [text[start:end] for start, end in zip([0, *points], points, strict=False)]


@pytest.mark.parametrize("language", [each for each in SAYINGS if each != "th"])
def test_the_fast_way_gives_the_standards_answer(language: str) -> None:
    """Cutting by shapes changes nothing against the rules."""
    text = SAYINGS[language]

    assert break_points(text) == _by_the_standard(text)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet='ab1 ,.;-"“”«»()[]/%$—–…한국.中人ー々っあ、。「」אב\u00a0\u200b\u2060\u0301',
        max_size=24,
    )
)
def test_any_mixture_breaks_as_the_standard_says(text: str) -> None:
    """Also where scripts, quotes, numbers, joiners and spaces meet."""
    assert break_points(text) == _by_the_standard(text)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["eng", "fra", "kor", "cmn_hans", "jpn", "arb", "heb", "hin"])
def test_a_real_text_breaks_as_the_standard_says(shared: Path, name: str) -> None:
    """Twenty paragraphs of the Declaration of Human Rights."""
    page = (shared / "data" / "udhr" / f"{name}.html").read_text("utf-8")
    lines = [" ".join(html.unescape(each).split()) for each in re.findall(r">([^<]+)<", page)]
    for line in [each for each in lines if each][:20]:
        assert break_points(line) == _by_the_standard(line)


def test_korean_words_are_kept_whole() -> None:
    """A line ends between Korean words, not within them."""
    assert _pieces("어머니는 2024년에 (평양) 떠났다고") == [
        "어머니는 ",
        "2024년에 ",
        "(평양) ",
        "떠났다고",
    ]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    """Ideographs may be parted; punctuation stays with what it ends."""
    assert _pieces("他说了。走") == ["他", "说", "了。", "走"]


def test_thai_breaks_only_before_a_syllable() -> None:
    """Without a dictionary: before vowels that open a syllable, never inside a cluster."""
    pieces = _pieces("เราอยู่ใต้ต้นไม้ริมน้ำ")

    assert "".join(pieces) == "เราอยู่ใต้ต้นไม้ริมน้ำ"
    assert len(pieces) > 2
    assert all(piece[0] in "เแโใไ" for piece in pieces[1:])


def test_a_long_word_has_no_break_inside() -> None:
    """Looking at it in windows adds none."""
    assert break_points("a" * 5000) == [5000]
    assert break_points("가" * 5000) == [5000]
