"""Every character has a font, or is told before export."""

import unicodedata

import pytest

from app.dossier.fonts import FOLDER, Typeface, font_face, font_order, font_runs, uncovered
from app.dossier.scripts import script_of_text
from tests.dossier.builders import SAYINGS, a_testimony, an_order, entry, text_of


def test_every_font_file_is_used() -> None:
    """No font is carried for nothing."""
    used = {
        face.name
        for typeface in Typeface
        for script in ("en", "ko", "ja", "zh", "ar", "he", "th", "hi")
        for face in font_order(typeface, script)
    }

    assert used == {path.stem for path in FOLDER.glob("*.ttf")}


@pytest.mark.parametrize("typeface", Typeface)
@pytest.mark.parametrize("language", SAYINGS)
def test_every_voice_covers_every_script(typeface: Typeface, language: str) -> None:
    """Title, running text and furniture alike; no missing glyph in any run."""
    text = SAYINGS[language]
    order = font_order(typeface, script_of_text(text, language))
    for face, start, end in font_runs(text, order):
        assert face is not None
        assert all(ord(each) in face.characters for each in text[start:end])


def test_common_characters_are_covered() -> None:
    """All Hangul, the first block of Han, kana, and the alphabets named in the readme."""
    ranges = [
        (0x20, 0x7E), (0xA0, 0x17F), (0x400, 0x45F), (0x391, 0x3A1), (0x1EA0, 0x1EF9),
        (0x3041, 0x3096), (0x30A1, 0x30FA), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3), (0x621, 0x64A),
        (0x5D0, 0x5EA), (0xE01, 0xE3A), (0x905, 0x939), (0x2010, 0x2015), (0x2018, 0x201E),
    ]  # fmt: skip
    for first, last in ranges:
        assert uncovered("".join(map(chr, range(first, last + 1)))) == frozenset()


def test_characters_without_a_font_are_told_and_shown_by_number() -> None:
    """Never a missing-glyph box: the page names the character instead."""
    text = "Then 😀 and ሰ."

    assert uncovered(text) == {"😀", "ሰ"}
    assert "Then [U+1F600] and [U+1230]." in text_of(an_order(entry(a_testimony(text))))


def test_what_shows_nothing_is_not_told() -> None:
    """Joiners, selectors, direction marks and controls need no font."""
    assert uncovered("a\u200d\u200f\ufe0f\u2068\u2069\x00\n\t\u00ad") == frozenset()


def test_the_language_chooses_the_form_of_a_character() -> None:
    """直 骨 角 are one code point each, and look different in Chinese and Japanese."""
    faces = {
        language: font_runs("直骨角", font_order(Typeface.READING, language))[0][0]
        for language in ("zh", "ja", "ko", "en")
    }

    assert faces["ja"] is font_face("NotoSansJP-sub")
    assert faces["zh"] is font_face("NotoSansSC-sub")
    assert faces["zh"] is faces["en"]


def test_a_word_in_latin_letters_comes_from_one_font() -> None:
    """A Vietnamese name in a Korean line is not patched together letter by letter."""
    text = unicodedata.normalize("NFC", "Nguyễn")

    assert len(font_runs(text, font_order(Typeface.READING, "ko"))) == 1


@pytest.mark.parametrize(
    ("text", "stated", "script"),
    [
        ("이틀 밤이요", "en", "ko"),
        ("Two nights", "ko", "en"),
        ("北朝鮮から", None, "ja"),
        ("北京", None, "zh"),
        ("北京", "ja", "ja"),
        ("UNHCR قالت إن الناس عبروا", "ar", "ar"),
        ("He said مرحبا and left the house", "en", "en"),
        ("1,076", "ar", "ar"),
        ("", None, "en"),
    ],
)
def test_the_script_is_what_is_written(text: str, stated: str | None, script: str) -> None:
    """The stated language decides where its script is there, and no further."""
    assert script_of_text(text, stated) == script
