"""Icons are sharp, coloured and turned where they point."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from app.ui import icons
from app.ui.theme import Theme


def colours(picture: QPixmap) -> set[str]:
    """Colours of the opaque pixels."""
    image = picture.toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_takes_the_colour_it_is_given(theme: Theme) -> None:
    """`currentColor` becomes the ink; nothing else is drawn."""
    assert colours(icons.pixmap("lock", 20, "#a5302a", 2.0)) == {"#a5302a"}


def test_an_icon_is_as_sharp_as_the_screen(theme: Theme) -> None:
    """At a pixel ratio of 2 a 16 px icon has 32 device pixels and stays 16 wide."""
    picture = icons.pixmap("lock", 16, "#000000", 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    assert picture.deviceIndependentSize().width() == 16


def test_icons_are_drawn_once(theme: Theme) -> None:
    """The same icon is taken from the cache, and drawn anew after the theme changed."""
    first = icons.pixmap("lock", 16, "#000000")
    assert icons.pixmap("lock", 16, "#000000").cacheKey() == first.cacheKey()
    theme.apply(theme.settings)
    assert icons.pixmap("lock", 16, "#000000").cacheKey() != first.cacheKey()


def test_arrows_turn_with_the_line_of_reading(theme: Theme, qapp: QApplication) -> None:
    """An arrow to the right points left in right-to-left languages; a lock stays as it is."""
    arrow, lock = (icons.pixmap(name, 16, "#000000").toImage() for name in ("arrow-right", "lock"))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        turned = icons.pixmap("arrow-right", 16, "#000000").toImage()
        assert turned != arrow
        assert icons.pixmap("lock", 16, "#000000").toImage() == lock
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_an_unknown_icon_is_an_error(theme: Theme) -> None:
    """A name that is no file is told at once, not drawn as nothing."""
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", 16, "#000000")


def test_every_named_icon_is_carried_with_its_licence() -> None:
    """What the code asks for by name lies in resources/icons, beside Lucide's licence."""
    carried = {file.stem for file in icons.FOLDER.glob("*.svg")}
    assert (icons.FOLDER / "LICENSE").is_file()
    code = Path(icons.__file__).parent
    asked: set[str] = set()
    for file in code.rglob("*.py"):
        asked |= set(re.findall(r'icon="([a-z0-9-]+)"', file.read_text("utf-8")))
    assert asked
    assert asked <= carried
