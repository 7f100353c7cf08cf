"""Compare in the window: pairs, decisions with undo, points, dismissals."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.archive.reading import read_record
from app.progress import Silent
from app.ui.compare.screen import CompareScreen
from app.ui.session import Undo
from app.ui.widths import WidthClass
from tests.ui.compare.conftest import settle


def titles(screen: CompareScreen) -> list[object]:
    """What the list of pairs shows."""
    model = screen.pairs.rows
    return [model.index(row).data() for row in range(model.rowCount())]


def test_pairs_are_listed_and_the_first_is_compared(screen: CompareScreen) -> None:
    """The most similar first; the buttons say what would be done with which."""
    assert titles(screen) == ["A repost", "The same, told in a paper"]
    assert screen.doubles.view.rows.rowCount() == 2
    assert "A-002" in screen.doubles.link.text() and "A-001" in screen.doubles.merge.text()


def test_hidden_paragraphs_stay_hidden_until_asked_for(qtbot: QtBot, screen: CompareScreen) -> None:
    """Also for a screen reader."""
    screen.pairs.setCurrentIndex(screen.pairs.rows.index(1))
    settle(qtbot, screen)
    rows = screen.doubles.view.rows
    spoken = [
        str(rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(rows.rowCount())
    ]
    assert not any("nobody is shown" in each for each in spoken)
    screen.doubles.unhide.click()
    spoken = [
        str(rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(rows.rowCount())
    ]
    assert any("nobody is shown" in each for each in spoken)


def test_merging_is_undone_from_the_strip(
    qtbot: QtBot, archive: Archive, screen: CompareScreen
) -> None:
    """The pair goes from the list and comes back."""
    told: list[tuple[str, object]] = []
    screen.session.said.connect(lambda sentence, undo: told.append((sentence, undo)))
    screen.acts.merge.trigger()
    settle(qtbot, screen)
    assert read_record(archive, "A-002").card.binned
    assert titles(screen) == ["The same, told in a paper"]
    sentence, undo = told[-1]
    assert "A-002" in sentence and isinstance(undo, Undo)
    undo.work(Silent())
    screen.session.tell(undo.changes)
    settle(qtbot, screen)
    assert titles(screen)[0] == "A repost"


def test_a_testimony_is_never_offered_as_a_republication(
    qtbot: QtBot, archive: Archive, screen: CompareScreen
) -> None:
    """The other way round it is; swapping the sides says so."""
    screen.pairs.setCurrentIndex(screen.pairs.rows.index(1))
    settle(qtbot, screen)
    assert screen.doubles.link.isEnabled()
    screen.acts.swap.trigger()
    settle(qtbot, screen)
    assert not screen.doubles.link.isEnabled()
    screen.acts.swap.trigger()
    settle(qtbot, screen)
    screen.acts.link.trigger()
    settle(qtbot, screen)
    article = read_record(archive, "A-003").record.article
    assert article is not None
    assert article.origin.republication_of == read_record(archive, "T-001").record.id


def test_both_kept_leave_the_list(qtbot: QtBot, screen: CompareScreen) -> None:
    """With the badge in the rail."""
    counts: list[int] = []
    screen.session.badge.connect(lambda _key, count: counts.append(count))
    screen.acts.keep.trigger()
    settle(qtbot, screen)
    assert titles(screen) == ["The same, told in a paper"]
    assert counts[-1] == 1


def test_points_are_shown_and_dismissed(qtbot: QtBot, screen: CompareScreen) -> None:
    """A dismissed one is in its own list, from which it comes back."""
    screen.tabs.choose("points")
    labels = [each.label for each in screen.points_flow.points]
    assert "1,076" in labels
    screen.suggested.setCurrentIndex(screen.suggested.rows.index(labels.index("1,076")))
    assert screen.points.view.passages.rowCount() == 2
    screen.acts.dismiss.trigger()
    settle(qtbot, screen)
    assert "1,076" not in [each.label for each in screen.points_flow.points]
    screen.dismissed.click()
    settle(qtbot, screen)
    assert [each.label for each in screen.points_flow.points] == ["1,076"]
    screen.points.dismiss.click()
    settle(qtbot, screen)
    assert screen.points_flow.points == ()


def test_enter_on_a_passage_leads_to_its_record(
    qtbot: QtBot, archive: Archive, screen: CompareScreen
) -> None:
    """In the library."""
    screen.tabs.choose("points")
    with qtbot.waitSignal(screen.session.go_to) as gone:
        QTest.keyClick(screen.points.view, Qt.Key.Key_Return)
    assert gone.args == ["library", read_record(archive, "A-001").card.id]


def test_one_pane_shows_the_list_or_the_texts(qtbot: QtBot, screen: CompareScreen) -> None:
    """Enter goes into the texts, Escape back."""
    screen.session.widths.window_is(600)
    assert screen.session.widths.now is WidthClass.ONE
    assert screen.pairs.isVisible() and not screen.doubles.isVisible()
    QTest.keyClick(screen.pairs, Qt.Key.Key_Return)
    assert screen.doubles.isVisible() and not screen.pairs.isVisible()
    QTest.keyClick(screen.doubles.view, Qt.Key.Key_Escape)
    assert screen.pairs.isVisible()
