"""What is copied out of the file reads as it was written."""

import unicodedata

import pytest

from app.dossier.completeness import missing_paragraphs
from tests.dossier.builders import SAYINGS, a_testimony, an_order, entry, read, text_of


def _plain(text: str) -> str:
    """One line, composed, as anybody compares two texts by eye."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


@pytest.mark.parametrize("language", SAYINGS)
def test_a_line_of_each_script_reads_as_it_was_written(language: str) -> None:
    """Letters, marks, punctuation and order survive, character for character."""
    words = (
        SAYINGS[language][:44].rsplit(" ", 1)[0]
        if language not in ("zh", "ja")
        else (SAYINGS[language][:20])
    )
    order = an_order(entry(a_testimony(words, language=language)))

    assert _plain(words) in _plain(text_of(order))


@pytest.mark.parametrize("language", SAYINGS)
def test_a_long_paragraph_of_each_script_is_whole(language: str) -> None:
    """Over many lines and pages nothing is lost."""
    text = " ".join([SAYINGS[language]] * 60)
    order = an_order(entry(a_testimony(text, language=language)))
    found = read(order)

    assert missing_paragraphs(order, found) == ()


def test_characters_beyond_the_first_plane_are_named_rightly() -> None:
    """𠮟 is U+20B9F, and not what lies in the lower half of that number."""
    order = an_order(entry(a_testimony("彼を𠮟る声", language="ja")))

    assert "彼を𠮟る声" in text_of(order)


def test_all_scripts_in_one_paragraph_stand_in_reading_order() -> None:
    """Words of each script are whole, and follow each other as written where direction allows."""
    text = (
        "First 이틀 밤이요 then 直到天亮 then 彼女は言った then Привет, Ελλάδα, then Nguyễn last."
    )
    order = an_order(entry(a_testimony(text)))

    assert _plain(text) in _plain(text_of(order))


def test_brackets_in_text_from_right_to_left_are_not_turned() -> None:
    """A bracket that opens still opens when copied, in text from right to left too."""
    order = an_order(entry(a_testimony("قالت (هربت) ليلا", language="ar")))

    assert "قالت (هربت) ليلا" in _plain(text_of(order))


def test_what_looks_like_markup_comes_out_as_it_is() -> None:
    """Nothing in a text is read as markup, and nothing it names is opened."""
    hostile = '<name withheld> &amp; <img src="/etc/hostname"/> <b>bold</b> {{x}} %s \\(a\\) <a>'
    order = an_order(entry(a_testimony(hostile, title=hostile)), title=hostile)
    found = read(order)

    assert hostile in _plain(found.pages[3].text.split("\n1\n")[-1]) or hostile in _plain(
        "\n".join(page.text for page in found.pages)
    )
    assert missing_paragraphs(order, found) == ()
    assert ("Title", hostile) in found.information


def test_a_missing_paragraph_is_noticed() -> None:
    """The check that nothing is missing can fail: it is asked about another text."""
    found = read(an_order(entry(a_testimony("One night.", "Two nights."))))
    other = an_order(entry(a_testimony("One night.", "Three nights under the trees.")))

    assert [(each.code, each.segment) for each in missing_paragraphs(other, found)] == [
        ("T-014", 2)
    ]


def test_a_missing_paragraph_from_right_to_left_is_noticed() -> None:
    """Also where only the words are compared."""
    found = read(an_order(entry(a_testimony(SAYINGS["ar"], language="ar"))))
    other = an_order(entry(a_testimony(SAYINGS["ar"], "كان الحارس نائما", language="ar")))

    assert [each.segment for each in missing_paragraphs(other, found)] == [2]
