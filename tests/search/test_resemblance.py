"""How alike two texts are, and what leads from one to the other without comparing every pair."""

import random

import numpy as np
import pytest

from app.search.bands import BandIndex
from app.search.resemblance import resemblance, words_of
from app.search.shingles import in_both, shingles_of, word_numbers
from app.search.signatures import SLOTS, packed, slots_of, unpacked

WORDS = [f"{first}{second}{third}" for first in "bdfgk" for second in "aeiou" for third in "lmnrst"]


def a_story(seed: int, words: int = 400) -> str:
    """A text of words drawn at random; another seed gives one that has nothing in common."""
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) + str(chosen.randrange(40)) for _ in range(words))


def edited(text: str, share: float, seed: int = 9) -> str:
    """The text with a share of its words changed at random."""
    chosen = random.Random(seed)
    return " ".join(
        word if chosen.random() >= share else f"new{chosen.randrange(10**6)}"
        for word in text.split()
    )


def test_case_width_and_punctuation_do_not_count() -> None:
    """A repost is the same text, however its typography was changed."""
    one = words_of("The ferry, they said, STOPPED on Monday.")
    other = words_of("the ferry they said （stopped） on Ｍonday")
    assert resemblance(one, other).similarity == 1.0


def test_each_letter_of_a_script_without_spaces_is_a_word() -> None:
    """As where pasted pages are measured; Hangul has spaces, and words."""
    assert len(word_numbers("中国当局遣返了")) == 7
    assert len(word_numbers("北한국어 단어")) == 3
    assert len(word_numbers("เรือข้ามฟาก")) == 11
    assert len(word_numbers("two words")) == 2


@pytest.mark.parametrize("share", [0.05, 0.1, 0.2, 0.4])
def test_similarity_is_the_share_of_words_that_stayed(share: float) -> None:
    """What a person is told can be checked by counting changed words."""
    text = a_story(1, 2_000)
    found = resemblance(words_of(text), words_of(edited(text, share)))
    assert found.similarity == pytest.approx(1 - share, abs=0.03)
    assert found.near_double


def test_a_shortened_version_is_a_near_double() -> None:
    """The first quarter of a report stands in the whole report."""
    text = a_story(2, 800)
    found = resemblance(words_of(text), words_of(" ".join(text.split()[:200])))
    assert found.similarity < 0.5
    assert found.contained == 1.0
    assert found.near_double


def test_short_texts_are_doubles_only_when_nearly_all_is_the_same() -> None:
    """Two captions that share half of their words are two captions."""
    one = words_of("The ferry at Lower Sarn in winter")
    assert not resemblance(one, words_of("The ferry at Lower Halden in spring")).near_double
    assert resemblance(one, words_of("The ferry at Lower Sarn in winter")).near_double


def test_texts_without_words_are_nobodys_double() -> None:
    """Two empty records are not alike."""
    assert slots_of(shingles_of(word_numbers(" … — "))) is None
    assert not resemblance(words_of(""), words_of("")).near_double


@pytest.mark.parametrize("words", [12, 60, 300, 3_000])
def test_signatures_estimate_what_the_sets_have_in_common(words: int) -> None:
    """On average of many pairs without a bias, also where slots have to be borrowed."""
    errors = []
    for seed in range(40):
        text = a_story(seed, words)
        one, other = words_of(text), words_of(edited(text, 0.15, seed))
        shared = in_both(one.shingles, other.shingles)
        exact = shared / (len(one.shingles) + len(other.shingles) - shared)
        first, second = slots_of(one.shingles), slots_of(other.shingles)
        assert first is not None and second is not None
        errors.append(float((first == second).mean()) - exact)
    assert abs(float(np.mean(errors))) < 0.035


def test_a_signature_survives_being_packed() -> None:
    """256 bytes, the same on every computer; other lengths are no signature."""
    slots = slots_of(words_of(a_story(3)).shingles)
    assert slots is not None
    assert len(packed(slots)) == 2 * SLOTS
    again = unpacked(packed(slots))
    assert again is not None and (again == slots).all()
    assert unpacked(b"") is None and unpacked(b"x") is None


def test_the_bands_find_edited_copies_and_leave_the_rest_alone() -> None:
    """Of 600 texts, in several runs, the one that was edited is found; unrelated ones are not."""
    texts = [a_story(seed) for seed in range(600)]
    index = BandIndex()
    for start in range(0, 600, 100):
        slots = [slots_of(words_of(text).shingles) for text in texts[start : start + 100]]
        index.add(range(start, start + 100), np.stack([each for each in slots if each is not None]))
    assert len(index) == 600
    asked = [slots_of(words_of(edited(texts[n], 0.2)).shingles) for n in range(0, 600, 30)]
    found = index.alike(np.stack([each for each in asked if each is not None]), 0.05)
    assert [each[0].number for each in found] == list(range(0, 600, 30))
    assert all(len(each) == 1 for each in found)
