"""A review screen on a real archive, and a text of our own with two documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive, KdfParameters, create_archive
from app.intake import review as acts
from app.intake.draft import Draft, LineRole
from app.records.vocabularies import Kind
from app.ui.intake.screen import IntakeScreen
from app.ui.jobs import Lanes
from app.ui.session import Session

# An invented newspaper page with an invented reader's letter below it.
TWO_DOCUMENTS = """\
Skip to content
Home   World   Regions   Opinion   Podcasts   Sign in
We use cookies to improve your visit. Accept / Manage
Ferry guides vanish from Lower Sarn as new fence rises
By Ilse Varga
Published 2 June 2021, 16:54

ORSEL VALLEY – The men who used to row traders over the Lower Sarn have not been seen since \
spring, residents said. Officials in Brenn county did not answer written questions.
“They came to count us, not to talk,” said a woman in her sixties who asked that her name be \
withheld, because two of her neighbours had been questioned in April.
The provincial council said on Monday that the new fence would be finished before the autumn \
floods, and that no guide had been arrested this year.

Letter from a reader: what we carried
5 June 2021

I was eleven when my aunt sewed coins into my hem. I am writing this down because the river will \
not, and because I have never told it to my own children.
We walked for two nights, my aunt and I, and I counted the posts because I had nothing else to \
count. My mother had told me that I should never say my name near the water.
When I reached the other bank I did not look back. I still keep the coins, and I still do not \
know who sewed them for the others.
"""
LETTER = 12
"""The line where the reader's letter begins."""
MENU = 2
"""A line of navigation."""
BODY = (8, 9, 10)
"""The article's paragraphs."""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    quick = KdfParameters(memory_kib=64, iterations=1, lanes=1)
    with create_archive(tmp_path / "Notebook.satchel", "tide pebble", kdf=quick).archive as made:
        yield made


@pytest.fixture
def session(archive: Archive, lanes: Lanes) -> Session:
    """What screens share."""
    return Session(archive, lanes)


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> IntakeScreen:
    """The review, shown, with nothing to review."""
    made = IntakeScreen(session, None)
    qtbot.addWidget(made)
    made.resize(1290, 700)
    made.show()
    return made


@pytest.fixture
def review(qtbot: QtBot, screen: IntakeScreen) -> IntakeScreen:
    """The review of the text with two documents, cut where the letter begins."""
    screen.add_text(TWO_DOCUMENTS)
    qtbot.waitUntil(lambda: bool(screen.desk.entries), timeout=10_000)
    first_lines = [draft.first_line for draft in screen.desk.entries[0].drafts]
    if first_lines != [1, LETTER]:
        assert len(first_lines) == 1, "the text is cut in another place"
        screen.edits.cut_at(LETTER)
        qtbot.waitUntil(lambda: len(screen.desk.keys) == 2, timeout=10_000)
    screen.desk.go_to(screen.desk.keys[0])
    # What these tests promise does not hang on how well a short page is guessed.
    screen.edits.change_draft(as_reviewed, "Review")
    screen.desk.stack.clear()
    return screen


def as_reviewed(draft: Draft) -> Draft:
    """The article, with one line of navigation left out and its body kept."""
    draft = acts.retitle(acts.set_kind(draft, Kind.ARTICLE), "Ferry guides vanish")
    draft = acts.set_authors(draft, ("Ilse Varga",))
    for number in BODY:
        draft = acts.set_role(draft, number, LineRole.PARAGRAPH)
    return acts.leave_out(draft, MENU)
