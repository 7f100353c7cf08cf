"""The carried fonts, and their order for each language.

CJK and Arabic show without system fonts. The order matters: Han characters differ in form between
Japanese and Chinese, and the first family that has the character wins.
"""

from enum import StrEnum
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

_HAN = {
    "ko": ("Noto Sans KR", "Noto Sans JP", "Noto Sans SC"),
    "ja": ("Noto Sans JP", "Noto Sans KR", "Noto Sans SC"),
    "zh": ("Noto Sans SC", "Noto Sans KR", "Noto Sans JP"),
}
_OTHER = ("Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Devanagari")


class Face(StrEnum):
    """What the type is for."""

    INTERFACE = "interface"
    READING_SERIF = "reading serif"
    READING_SANS = "reading sans"


def load_fonts(folder: Path = FOLDER) -> int:
    """Give Qt every carried font.

    Returns:
        How many files were taken.
    """
    taken = (QFontDatabase.addApplicationFont(str(file)) for file in sorted(folder.glob("*.ttf")))
    return sum(number >= 0 for number in taken)


def families(language: str = "", face: Face = Face.INTERFACE) -> list[str]:
    """Font families in order of preference.

    Args:
        language: BCP 47 tag of the text; decides the form of Han characters.
        face: Interface text is sans. Reading text is serif for Latin, Cyrillic and Greek, sans for
            CJK and for Latin inside it; Arabic is read in Naskh.
    """
    base = language.split("-")[0].lower()
    han = _HAN.get(base, _HAN["zh"])
    reading = face is not Face.INTERFACE
    latin = "Noto Serif" if face is Face.READING_SERIF and base not in _HAN else "Noto Sans"
    arabic = "Noto Naskh Arabic" if reading else "Noto Sans Arabic"
    return [latin, "Noto Sans", arabic, *han, *_OTHER]


def font(
    pixels: float,
    *,
    weight: int = 400,
    language: str = "",
    face: Face = Face.INTERFACE,
    tabular: bool = False,
) -> QFont:
    """A font of the carried families.

    Args:
        pixels: Size in logical pixels.
        weight: 400, 600 or 700.
        tabular: Figures of equal width, for codes, counts and dates.
    """
    made = QFont(list(dict.fromkeys(families(language, face))))
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
