"""The fonts that travel with the program, and which of them sets which character.

All lie in `resources/fonts` as static TrueType files; the readme there tells where each comes
from and what it covers. Font order depends on the language of a paragraph, since one code point
has different forms in Chinese and Japanese (直, 骨, 角).
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from app.dossier.written_text import written

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"


class Typeface(Enum):
    """The voices of a dossier: what is read, and what guides the reader."""

    READING = "reading"
    READING_ITALIC = "reading-italic"
    READING_BOLD = "reading-bold"
    FURNITURE = "furniture"
    FURNITURE_STRONG = "furniture-strong"


_SERIF, _SANS = "NotoSerif-Regular", "NotoSans-Regular"
_LATIN = {
    Typeface.READING: (_SERIF, _SANS),
    Typeface.READING_ITALIC: ("NotoSerif-Italic", _SERIF, _SANS),
    Typeface.READING_BOLD: ("NotoSerif-Bold", "NotoSans-Bold", _SANS),
    Typeface.FURNITURE: (_SANS, _SERIF),
    Typeface.FURNITURE_STRONG: ("NotoSans-600SemiBold", "NotoSans-Bold", _SANS),
}
_STRONG = frozenset({Typeface.READING_BOLD, Typeface.FURNITURE_STRONG})
_STRONG_FILES = ("-Bold", "-600SemiBold", "-600")
_KOREAN, _KOREAN_STRONG = "NotoSansKR-hangul", "NotoSansKR-600"
_HAN, _JAPANESE = "NotoSansSC-sub", "NotoSansJP-sub"
_NASKH = "NotoNaskhArabic-Regular"
_ARABIC_SANS, _ARABIC_STRONG = "NotoSansArabic-Regular", "NotoSansArabic-Bold"
_HEBREW, _THAI, _NAGARI = (
    "NotoSansHebrew-Regular", "NotoSansThai-Regular", "NotoSansDevanagari-Regular",
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class FontFace:
    """One font file, opened once for the whole process.

    Attributes:
        name: The file's name without its ending.
        ascent: Above the baseline, in 1/1000 em.
        descent: Below the baseline, in 1/1000 em, positive.
    """

    name: str
    face: hb.Face
    font: hb.Font
    characters: frozenset[int]
    ascent: int
    descent: int


@lru_cache(64)
def font_face(name: str) -> FontFace:
    """Open one of the fonts of `resources/fonts`.

    Raises:
        FileNotFoundError: The program's own files are incomplete.
    """
    path = FOLDER / f"{name}.ttf"
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    if face.upem != 1000:
        raise ValueError("fonts of this program have 1000 units to the em")
    font = hb.Font(face)
    extents = font.get_font_extents("ltr")
    return FontFace(
        name=name,
        face=face,
        font=font,
        characters=frozenset(face.unicodes),
        ascent=extents.ascender,
        descent=-extents.descender,
    )


@lru_cache(64)
def font_order(typeface: Typeface, script: str) -> tuple[FontFace, ...]:
    """All fonts, the most fitting first.

    Args:
        script: A script group of `app.dossier.scripts`.
    """
    strong = typeface in _STRONG
    korean = (_KOREAN_STRONG, _KOREAN) if strong else (_KOREAN,)
    reading = typeface in (Typeface.READING, Typeface.READING_ITALIC)
    sans = (_ARABIC_STRONG, _ARABIC_SANS) if strong else (_ARABIC_SANS,)
    arabic = (_NASKH, *sans) if reading else (*sans, _NASKH)
    plain = _LATIN[Typeface.FURNITURE_STRONG] if strong else (_SANS, _SERIF)
    latin = _LATIN[typeface]
    rest = (*latin, *arabic, _HEBREW, _THAI, _NAGARI, *korean, _HAN, _JAPANESE)
    first = {
        "ko": (*korean[:-1], *plain, *korean, _HAN) if strong else (*korean, *plain, _HAN),
        "ja": (_JAPANESE, *plain, _HAN),
        "zh": (_HAN, *plain, _JAPANESE),
        "ar": (*arabic, *latin) if reading else (*arabic, *plain),
        "he": (_HEBREW, *plain),
        "th": (_THAI, *plain),
        "hi": (_NAGARI, *plain),
    }.get(script, ())
    return tuple(font_face(name) for name in dict.fromkeys((*first, *rest)))


def wants_weight(face: FontFace, typeface: Typeface) -> bool:
    """Whether a strong voice is to be set in a font that has no strong weight.

    Chinese, Japanese, Hebrew, Thai and Devanagari come in one weight here.
    """
    return typeface in _STRONG and not face.name.endswith(_STRONG_FILES)


# A word in Latin letters comes from one font where one has all of it: `Nguyễn` is not patched.
_WORDS = re.compile(
    "[A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]+|[^A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]+"
)
_SHARED = frozenset("PSZN")


def font_runs(text: str, order: tuple[FontFace, ...]) -> list[tuple[FontFace | None, int, int]]:
    """Split a text by the font that sets it.

    Returns:
        (font, start, end) for each stretch; font is None where no font has the characters.
        Joiners, marks and direction controls go with the character before them.
    """
    first = order[0]
    if all(ord(character) in first.characters for character in text):
        return [(first, 0, len(text))]
    runs: list[tuple[FontFace | None, int, int]] = []
    for word in _WORDS.finditer(text):
        start, end = word.span()
        codes = {ord(character) for character in word[0]}
        whole = next((face for face in order if codes <= face.characters), None)
        if whole is not None:
            _append(runs, whole, start, end)
            continue
        previous = runs[-1][0] if runs else None
        for at in range(start, end):
            previous = _font_of(text[at], previous, order)
            _append(runs, previous, at, at + 1)
    return runs


def is_ignorable(character: str) -> bool:
    """Whether a character shows nothing by itself and may be left out where no font has it."""
    return unicodedata.category(character) in ("Cf", "Cc", "Zl", "Zp") or (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    )


def uncovered(text: str) -> frozenset[str]:
    """The characters of a text that none of the fonts has: they are shown as `[U+XXXX]`."""
    missing = set(written(text)) - _covered()
    return frozenset(each for each in missing if not each.isspace() and not is_ignorable(each))


@lru_cache(1)
def _covered() -> frozenset[str]:
    order = font_order(Typeface.READING, "en")
    return frozenset(chr(code) for face in order for code in face.characters)


def _font_of(
    character: str, previous: FontFace | None, order: tuple[FontFace, ...]
) -> FontFace | None:
    code = ord(character)
    if previous is not None:
        if is_ignorable(character):
            return previous
        category = unicodedata.category(character)[0]
        if (category == "M" or category in _SHARED) and code in previous.characters:
            return previous
    face = next((each for each in order if code in each.characters), None)
    return order[0] if face is None and is_ignorable(character) else face


def _append(
    runs: list[tuple[FontFace | None, int, int]], face: FontFace | None, start: int, end: int
) -> None:
    if runs and runs[-1][0] is face:
        runs[-1] = (face, runs[-1][1], end)
    else:
        runs.append((face, start, end))
