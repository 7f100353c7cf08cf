"""Where `app.search`, which knows words, meets the store's postings, which keep them."""

from collections.abc import Sequence

from app.records.postings import AnalysedText
from app.records.record import Attachment, Record
from app.records.vocabularies import AttachmentRole
from app.search.analysis import IndexableRecord, Passage, analyse
from app.store.attachment_texts_table import AttachedText
from app.store.postings import add_postings, replace_postings
from app.store.transactions import Writer


def text_for_index(record: Record, attached: Sequence[AttachedText]) -> AnalysedText:
    """The terms of a record, worked out outside any transaction.

    Args:
        attached: What its files say, as `attached_texts` tells it; those of others do not count.
    """
    return analyse(indexable(record, attached))


def indexable(record: Record, attached: Sequence[AttachedText]) -> IndexableRecord:
    """What search looks at in a record, with the texts of its files."""
    first = record.language
    title, nothing = Passage(text=record.title, language=first), Passage(text="", language=first)
    return IndexableRecord(
        title=nothing if record.proposed_title else title,
        proposed=title if record.proposed_title else nothing,
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
        attachments=tuple(
            Passage(text=paragraph, language=each.language or None)
            for file, each in searched_texts(record, attached)
            for paragraph in each.text.splitlines()
        ),
    )


def searched_texts(
    record: Record, attached: Sequence[AttachedText]
) -> tuple[tuple[Attachment, AttachedText], ...]:
    """The files of a record whose text is searched with it, each content once.

    An original that the record's own text comes from is left out: it would stand there twice.
    """
    texts = {each.sha256: each for each in attached if each.text}
    files = {file.sha256: file for file in reversed(record.attachments) if file.sha256 in texts}
    return tuple(
        (file, texts[file.sha256])
        for file in reversed(files.values())
        if file.role is not AttachmentRole.ORIGINAL or not _is_own(record, texts[file.sha256].text)
    )


def _is_own(record: Record, text: str) -> bool:
    """Whether most of a record's text stands in a file's, however that breaks its lines."""
    whole = "".join(text.split())
    own = ["".join(segment.text.split()) for segment in record.text.segments]
    found = sum(len(each) for each in own if each in whole)
    return 2 * found > sum(map(len, own))


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
