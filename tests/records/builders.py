"""Records for tests: whole ones, with what a test cares about changed."""

from dataclasses import replace

from app.records.article import Article
from app.records.dates import StatedDate
from app.records.record import Record, new_record_id
from app.records.testimony import Testimony
from app.records.text import RecordText, Segment
from app.records.vocabularies import ArticleType, Kind


def a_text(*paragraphs: str) -> RecordText:
    """Paragraphs as a text, numbered from 1."""
    return RecordText(
        segments=tuple(Segment(id=at, text=text) for at, text in enumerate(paragraphs, 1))
    )


def a_testimony(*paragraphs: str, **changes: object) -> Record:
    """A testimony on which nothing but its words is recorded."""
    record = Record(
        id=new_record_id(),
        kind=Kind.TESTIMONY,
        title="What the ferryman carried",
        languages=("en",),
        text=a_text(*(paragraphs or ("We crossed at night.", "Nobody spoke."))),
        testimony=Testimony(),
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def an_article(*paragraphs: str, **changes: object) -> Record:
    """An article with author, publisher and date."""
    record = Record(
        id=new_record_id(),
        kind=Kind.ARTICLE,
        title="Ferries stop at Lower Sarn",
        languages=("en",),
        text=a_text(*(paragraphs or ("The ferries have stopped.", "Traders wait."))),
        article=Article(
            authors=("Ilse Varga",),
            publisher="The Halden Courier",
            type=ArticleType.NEWS,
            published=StatedDate(edtf="2021-06-02"),
        ),
    )
    return replace(record, **changes)  # type: ignore[arg-type]
