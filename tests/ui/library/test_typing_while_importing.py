"""Typing in the window while an import runs: no key waits, and only the last question is answered.

At full size it is run by hand or at night: `pytest -m nightly -s` with this file prints figures.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive
from app.progress import Silent
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from tests.benchmarks.generated import generate_texts, natural_questions
from tests.ui.library.conftest import settle
from tests.ui.library.test_smoothness import article
from tests.ui.library.typing_measures import prefixes, start_import, type_questions, write_pages

Open = Callable[..., LibraryScreen]

LATE_MS, GAP_MS = 100.0, 50.0
"""At most so much more than without an import and without words to search for."""


@pytest.mark.parametrize(
    ("records", "questions", "files"),
    [
        (300, 2, 120),
        pytest.param(10_000, 20, 3_000, marks=[pytest.mark.nightly, pytest.mark.timeout(1_800)]),
        pytest.param(100_000, 20, 3_000, marks=[pytest.mark.nightly, pytest.mark.timeout(5_400)]),
    ],
)
def test_no_key_waits_for_an_import(
    qtbot: QtBot,
    archive: Archive,
    session: Session,
    open_library: Open,
    tmp_path: Path,
    records: int,
    questions: int,
    files: int,
) -> None:
    """Each key is in the field at once, the window goes on, and the last question is answered."""
    additions = (Addition(records=(article(text),)) for text in generate_texts(records))
    add_records(archive, additions, Silent())
    paths = write_pages(tmp_path / "pages", files)
    screen = open_library()
    texts = [" ".join(words) for words in natural_questions(questions)]
    idle = type_questions(qtbot, screen, ["~" * 10] * 2, timeout_ms=60_000)
    job = start_import(session, paths)
    typed = type_questions(qtbot, screen, texts, timeout_ms=900_000)
    running = job in session.lanes.running()
    job.cancel()
    settle(qtbot, session)
    print(f"\n{records} records, importing: {running}\nidle   {idle}\ntyping {typed}")
    assert typed.keys == sum(map(len, texts))
    assert screen.results.head.line.text() == texts[-1]
    assert typed.latest <= idle.latest + LATE_MS
    assert typed.gaps <= idle.gaps + GAP_MS
    # An answer that was shown is one to what stood in the field, and the last one to the last.
    assert set(typed.shown) <= {each for text in texts for each in prefixes(text)} | {"~" * 10}
    assert screen.searcher.question.text == texts[-1]
