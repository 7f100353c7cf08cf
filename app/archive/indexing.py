"""Where `app.search`, which knows words, meets the store's postings, which keep them."""

from app.records.postings import AnalysedText
from app.records.record import Record
from app.records.vocabularies import AttachmentRole
from app.search.analysis import IndexableRecord, Passage, analyse
from app.store.postings import add_postings, replace_postings
from app.store.transactions import Writer


def text_for_index(record: Record) -> AnalysedText:
    """The terms of a record, worked out outside any transaction."""
    return analyse(indexable(record))


def indexable(record: Record) -> IndexableRecord:
    """What search looks at in a record."""
    first = record.language
    return IndexableRecord(
        title=Passage(text=record.title, language=first),
        paragraphs=tuple(
            Passage(text=segment.text, language=segment.language or first)
            for segment in record.text.segments
        )
        + tuple(
            Passage(text=f"{field.label}: {field.value}", language=first) for field in record.extra
        ),
        translations=tuple(
            Passage(text=segment.text, language=translation.language)
            for translation in record.text.translations
            for segment in translation.segments
        ),
        summary=Passage(text=record.text.summary, language=first),
        persons=tuple(person.pseudonym for person in record.persons),
        places=_places(record),
        source=_source(record),
    )


def add_to_index(writer: Writer, number: int, analysed: AnalysedText) -> None:
    """Put a new record's terms into the index, in the record's own transaction."""
    add_postings(writer, number, analysed)


def reindex(writer: Writer, number: int, old: AnalysedText, new: AnalysedText) -> None:
    """Exchange a record's terms. Removing needs the terms that were put in."""
    replace_postings(writer, number, old, new)


def _places(record: Record) -> tuple[str, ...]:
    """Coarse places only: suggestions and the vocabulary would tell the exact ones."""
    if record.article is not None:
        return (record.article.place,) if record.article.place else ()
    assert record.testimony is not None
    coarse = record.testimony.interview.coarse_place
    return (coarse,) if coarse else ()


def _source(record: Record) -> tuple[str, ...]:
    names = [file.name for file in record.attachments if file.role is AttachmentRole.ORIGINAL]
    if record.article is not None:
        article = record.article
        names += [*article.authors, article.publisher, article.subtitle, article.capture.address]
    else:
        assert record.testimony is not None
        names += [*record.testimony.authors, record.testimony.published_in]
    return tuple(name for name in names if name)
