"""The list of hits: pages on demand, and drawing whatever a title holds."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.archive.searching import Hit, Snippet
from app.records.postings import PostingsField
from app.records.stored import RecordCard
from app.ui.library.dates_in_words import date_in_words
from app.ui.library.hit_delegate import laid_snippet
from app.ui.library.hit_model import PAGE, Column, HitModel, spoken
from app.ui.library.hit_views import HitList, HitTable
from app.ui.theme import Theme

HOSTILE = (
    "<img src='//host/share/a.png'><b>bold</b>",
    "\u202egnp.exe \u2066\u2067 turned",
    "line\nbreak\ttab\x00null",
    "A" * 5_000,
    "شهادة سائق الشاحنة عن ليلة المعبر",
    "얼음이 녹기 전에 건너야 했다",
    "👩‍👩‍👧‍👦🇰🇷 e\u0301\u0323",
    "",
)


def a_hit(number: int, title: str = "", text: str = "", **changes: object) -> Hit:
    """A hit with one snippet in which the first word is marked."""
    title = title or f"Record {number}"
    card = RecordCard(
        number=number,
        id=f"id-{number}",
        code=f"T-{number:03}",
        kind="testimony",
        title=title,
        date="2019-03-14",
        languages=("en",),
        status="to-review",
        risk="high",
        consent_state="limited",
        line="Orsel valley",
        tags=(),
        added_at="2024-01-02T03:04:05.678Z",
        changed_at="2024-01-02T03:04:05.678Z",
        binned=False,
    )
    snippet = Snippet(
        field=PostingsField.TEXT, text=text or title, marks=((0, min(4, len(title))),)
    )
    return Hit(card=card, score=1.0, snippets=(snippet,))


def test_pages_come_as_they_are_looked_at(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    """The count is known at once; a row asks for its page once, and only when it is looked at."""
    small = HitModel()
    small.show_result([a_hit(number) for number in range(20)], 20)
    qtmodeltester.check(small)  # type: ignore[no-untyped-call]
    model = HitModel()
    model.show_result([a_hit(number) for number in range(PAGE)], 100_000)
    asked: list[int] = []
    model.pages_wanted.connect(asked.extend)
    assert model.rowCount() == 100_000
    assert model.hit(PAGE - 1) is not None
    assert model.hit(70_000) is None
    assert model.hit(70_001) is None
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [70_000 // PAGE]
    model.add_page(70_000 // PAGE, [a_hit(70_000 + at) for at in range(PAGE)])
    hit = model.hit(70_000)
    assert hit is not None
    assert hit.card.number == 70_000
    qtbot.wait(1)
    assert asked == [70_000 // PAGE]


def test_only_some_pages_are_kept(qtbot: QtBot) -> None:
    """Scrolling through everything does not hold everything."""
    model = HitModel()
    model.show_result([a_hit(at) for at in range(PAGE)], 100_000)
    for number in range(1, 200):
        model.add_page(number, [a_hit(number * PAGE + at) for at in range(PAGE)])
    assert model.hit(199 * PAGE) is not None
    assert model.hit(5 * PAGE) is None


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("kind", [HitList, HitTable])
def test_hostile_titles_are_drawn(
    qtbot: QtBot, theme: Theme, kind: type[HitList] | type[HitTable], turned: bool
) -> None:
    """Markup, control characters, every direction: drawn as they are, in both directions."""
    model = HitModel()
    model.show_result([a_hit(at, title, title * 3) for at, title in enumerate(HOSTILE)], 20)
    view = kind(model)
    qtbot.addWidget(view)
    if turned:
        view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.resize(430, 92 * len(HOSTILE))
    view.show()
    view.selectRow(1)
    picture = view.grab().toImage()
    assert not picture.isNull()
    assert _colours(picture) > 10


def test_a_found_word_far_into_the_text_is_in_sight(qtbot: QtBot, theme: Theme) -> None:
    """A snippet begins where its first found word can be seen, whatever stands before it."""
    text = "word " * 60 + "ferry at dusk" + " word" * 60
    at = text.index("ferry")
    snippet = Snippet(field=PostingsField.TEXT, text=text, marks=((at, at + 5),))
    hit = replace(a_hit(1), snippets=(snippet,))
    for wide in (220.0, 380.0, 600.0):
        laid = laid_snippet(hit, wide, Qt.AlignmentFlag.AlignLeft, "en")
        assert laid is not None
        assert laid.lines == 2
        assert laid.text.startswith("…")
        assert [laid.text[mark.start : mark.end] for mark in laid.marks] == ["ferry"]


def test_a_hit_is_spoken_whole() -> None:
    """What a screen reader says holds title, kind, code, date, consent and risk."""
    said = spoken(a_hit(7, "The weir"))
    for part in ("The weir", "Testimony", "T-007", "14 Mar 2019", "Limited", "High risk"):
        assert part in said


def test_table_columns_have_words(qtbot: QtBot) -> None:
    """Every column of a row says something for a record that has everything."""
    model = HitModel()
    model.show_result([a_hit(1)], 1)
    for column in range(Column.COUNT):
        assert model.index(0, column).data() not in (None, "")
        assert model.headerData(column, Qt.Orientation.Horizontal)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019", "2019"),
        ("2019-03", "March 2019"),
        ("2019-03-14", "14 March 2019"),
        ("2019-03-14T16:54", "14 March 2019, 16:54"),
        ("2019~", "c. 2019"),
        ("2019?", "2019, uncertain"),
        ("201X", "2010s"),
        ("2019-XX-14", "2019"),
        ("2019-21", "Spring 2019"),
        ("2019/2020", "2019 to 2020"),
        ("2019/..", "from 2019"),
        ("../2019", "until 2019"),
        ("no date", "no date"),
    ],
)
def test_dates_keep_their_precision(edtf: str, words: str) -> None:
    """A date in words never says more than was stated."""
    assert date_in_words(edtf) == words


def _colours(picture: QImage) -> int:
    small = picture.scaled(QSize(120, 120))
    return len({small.pixel(x, y) for x in range(120) for y in range(120)})


def test_a_row_whose_page_has_not_come_shows_quiet_bars(qtbot: QtBot, theme: Theme) -> None:
    """Waiting rows are drawn, and look unlike an empty list."""
    model = HitModel()
    model.show_result([], 10)
    view = HitList(model)
    qtbot.addWidget(view)
    view.resize(400, 300)
    assert _colours(view.grab().toImage()) > 2
