"""What tests of the window get: the look, and lanes that end with the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.confined.surroundings import NO_BUS
from app.settings import Settings, ThemeChoice
from app.ui.jobs import Lanes
from app.ui.theme import Theme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A window drawn into memory has no frame that could take hints about its size."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session", autouse=True)
def no_desktop() -> Iterator[None]:
    """Leave the person's own message buses alone: their locks are not the tests'."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
            patch.setenv(variable, NO_BUS)
        yield


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    """Leave nothing on the clipboard: Qt would delete it after Python has ended."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme with the carried fonts, whatever the computer's own look is."""
    made = Theme.install(qapp, Settings(theme=ThemeChoice.LIGHT))
    yield made
    made.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def lanes(qtbot: QtBot, theme: Theme) -> Iterator[Lanes]:
    """Background threads, ended afterwards."""
    made = Lanes()
    yield made
    assert made.close(10), "a job did not end"
