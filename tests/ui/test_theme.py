"""The look's promises."""

from dataclasses import asdict

import pytest
from PySide6.QtWidgets import QApplication

from app.settings import Settings, ThemeChoice
from app.ui.fonts import FOLDER, Face, families, load_fonts
from app.ui.theme import Theme
from app.ui.tokens import DARK, LIGHT, Size, Tokens

GROUNDS = ("rail", "side", "list", "page")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(first: str, second: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    """Promise of this file itself: black on white is 21, grey #767676 on white is 4.54."""
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "text2", "text3", "accent"])
@pytest.mark.parametrize("ground", [*GROUNDS, "raised", "sel", "soft", "hover"])
def test_every_ink_can_be_read_on_every_ground(tokens: Tokens, ink: str, ground: str) -> None:
    """Words keep at least 4.5 to 1 (AA), chosen and hovered rows included."""
    assert ratio(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_controls_can_be_seen(tokens: Tokens, ground: str) -> None:
    """Borders of controls keep 3.1 to 1 on the four grounds (WCAG asks for 3)."""
    assert round(ratio(tokens.edge, getattr(tokens, ground)), 1) >= 3.1


@pytest.mark.parametrize(
    ("first", "second", "light", "dark"),
    [
        ("text", "page", 16.1, 11.6),
        ("text2", "page", 7.9, 7.5),
        ("text3", "page", 6.1, 6.1),
        ("text", "rail", 12.9, None),
        ("text", "raised", None, 10.3),
        ("on_accent", "accent", 6.8, 8.2),
        ("mark_text", "mark_ground", 12.9, 6.8),
        ("current_mark_text", "current_mark_ground", 10.0, 8.7),
        ("ok", "ok_ground", 5.4, 6.6),
        ("warn", "warn_ground", 5.6, 6.8),
        ("bad", "bad_ground", 5.7, 6.0),
        ("info", "info_ground", 5.9, 6.5),
        ("mask", "mask_ground", 6.4, 6.3),
    ],
)
def test_ratios_are_those_of_the_design(
    first: str, second: str, light: float | None, dark: float | None
) -> None:
    """What the design's table says about contrast is true of the values in use."""
    for tokens, promised in ((LIGHT, light), (DARK, dark)):
        if promised is not None:
            assert ratio(getattr(tokens, first), getattr(tokens, second)) >= promised - 0.05


def test_both_looks_name_the_same_things() -> None:
    """Nothing is coloured in one look only."""
    assert asdict(LIGHT).keys() == asdict(DARK).keys()
    assert len({LIGHT.rail, LIGHT.side, LIGHT.list, LIGHT.page}) == 4
    assert len({DARK.rail, DARK.side, DARK.list, DARK.page}) == 4


def test_a_chosen_look_is_shown_at_once(theme: Theme, qapp: QApplication) -> None:
    """Choosing dark changes the tokens and the palette, and says so."""
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.dark))
    theme.apply(Settings(theme=ThemeChoice.DARK))
    assert told == [True]
    assert theme.tokens is DARK
    assert qapp.palette().window().color().name().upper() == DARK.list
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    assert told == [True, False]


def test_text_size_scales_every_size_of_type(theme: Theme) -> None:
    """At 150 % interface text has 20 pixels, and rows grow along."""
    theme.apply(Settings(theme=ThemeChoice.LIGHT, text_size=1.5))
    assert theme.font(Size.INTERFACE).pixelSize() == 20
    assert theme.font(Size.RECORD).pixelSize() == 32
    assert theme.scaled(34) == 51


def test_every_carried_font_is_taken(qapp: QApplication) -> None:
    """Qt accepts each font file; none is broken or missing."""
    assert load_fonts() == len(list(FOLDER.glob("*.ttf"))) > 10


def test_the_order_of_fonts_follows_the_language() -> None:
    """Han characters take the forms of the text's own language; Korean is never read in serif."""
    japanese = families("ja", Face.READING_SERIF)
    assert japanese.index("Noto Sans JP") < japanese.index("Noto Sans SC")
    chinese = families("zh-Hans")
    assert chinese.index("Noto Sans SC") < chinese.index("Noto Sans JP")
    assert families("ko", Face.READING_SERIF)[0] == "Noto Sans"
    assert families("en", Face.READING_SERIF)[0] == "Noto Serif"
    assert "Noto Naskh Arabic" in families("ar", Face.READING_SERIF)
    assert "Noto Naskh Arabic" not in families("ar")
