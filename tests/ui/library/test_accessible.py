"""Everything the keyboard reaches has a name that can be spoken."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.ui.library.screen import LibraryScreen
from app.ui.reader.sections import section_names
from app.ui.session import Session
from app.ui.widgets.plain_label import PlainLabel
from tests.records.builders import a_testimony, an_article
from tests.ui.library.conftest import fill, settle

Open = Callable[..., LibraryScreen]


@pytest.mark.parametrize("kind", ["testimony", "article"])
def test_whatever_takes_the_keyboard_has_a_name(
    qtbot: QtBot,
    archive: Archive,
    session: Session,
    open_library: Open,
    kind: str,
) -> None:
    """No control is reached by Tab without a word for it."""
    card = fill(archive, a_testimony() if kind == "testimony" else an_article())[0]
    screen = open_library()
    screen.open_record(card.id)
    settle(qtbot, session)
    for section in section_names():
        screen.reader.sections.choose(section)
        settle(qtbot, session)
        reached = list(stops(screen))
        assert len(reached) > 15
        assert not [type(widget).__name__ for widget in reached if not name(widget)]


def test_labels_interpret_nothing(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Every label of the library is one that shows text as it is."""
    card = fill(archive, a_testimony(title="<img src='//host/a.png'>"))[0]
    screen = open_library()
    screen.open_record(card.id)
    settle(qtbot, session)
    for section in section_names():
        screen.reader.sections.choose(section)
        settle(qtbot, session)
    labels = screen.findChildren(QLabel)
    assert labels
    for label in labels:
        assert isinstance(label, PlainLabel)
        assert label.textFormat() is Qt.TextFormat.PlainText


def stops(root: QWidget) -> Iterator[QWidget]:
    """Every visible widget below `root` that Tab reaches."""
    for widget in root.findChildren(QWidget):
        if (
            widget.isVisibleTo(root)
            and widget.isEnabled()
            and widget.focusProxy() is None
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            yield widget


def name(widget: QWidget) -> str:
    """What a screen reader says for a widget."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text
