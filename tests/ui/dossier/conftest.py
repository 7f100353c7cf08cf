"""A dossier screen on a real archive with records of every sort of consent."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, Original, add_records
from app.archive.opening import Archive, KdfParameters, create_archive
from app.progress import Silent
from app.records.article import Article
from app.records.dates import StatedDate
from app.records.record import Record, Risk, new_record_id
from app.records.testimony import Consent, ScopeAnswer, Testimony
from app.records.text import RecordText, Segment
from app.records.vocabularies import Answer, Basis, Kind, RiskLevel, Scope
from app.ui.dossier.screen import DossierScreen
from app.ui.jobs import Lanes
from app.ui.session import Session

_TEXT = RecordText(
    segments=(
        Segment(id=1, text="Two nights. We stayed under the willows until dawn."),
        Segment(id=2, text="The crossing itself took four minutes. I counted."),
    )
)


def testimony(
    title: str, basis: Basis | None, answer: Answer | None = None, scope: Scope = Scope.PARTNER
) -> Record:
    """A testimony with one answer for one scope."""
    answers = (ScopeAnswer(scope=scope, answer=answer),) if answer else ()
    return Record(
        id=new_record_id(),
        kind=Kind.TESTIMONY,
        title=title,
        languages=("en",),
        text=_TEXT,
        risk=Risk(level=RiskLevel.LOW),
        testimony=Testimony(basis=basis, consent=Consent(answers=answers)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Ids of the records in the archive, by what consent says for a partner organisation."""

    article: str
    agreed: str
    asks_again: str
    unrecorded: str
    refused: str

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return (self.article, self.agreed, self.asks_again, self.unrecorded, self.refused)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    quick = KdfParameters(memory_kib=64, iterations=1, lanes=1)
    with create_archive(tmp_path / "Notebook.satchel", "tide pebble", kdf=quick).archive as made:
        yield made


@pytest.fixture
def shelf(archive: Archive) -> Shelf:
    """Five records."""
    article = Record(
        id=new_record_id(),
        kind=Kind.ARTICLE,
        title="Villagers describe closed crossings",
        languages=("en",),
        text=_TEXT,
        article=Article(
            authors=("Ilse Varga",),
            publisher="The Halden Courier",
            published=StatedDate(edtf="2021-06-02"),
        ),
    )
    records = (
        article,
        testimony("Waiting at the weir", Basis.CONSENT, Answer.YES),
        testimony("Numbers on the wall", Basis.CONSENT, Answer.ASK_AGAIN),
        testimony("A clerk explains the register", None),
        testimony("What the miller saw", Basis.CONSENT, Answer.NO),
    )
    original = Original(data=b"five texts", name="five.txt", media_type="text/plain")
    add_records(archive, [Addition(records=records, original=original)], Silent())
    ids = [record.id for record in records]
    return Shelf(
        article=ids[0], agreed=ids[1], asks_again=ids[2], unrecorded=ids[3], refused=ids[4]
    )


@pytest.fixture
def session(archive: Archive, lanes: Lanes) -> Session:
    """What screens share."""
    return Session(archive, lanes)


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> DossierScreen:
    """The dossier, shown, with an empty basket."""
    made = DossierScreen(session, None)
    qtbot.addWidget(made)
    made.resize(1290, 700)
    made.show()
    return made
