"""An index in memory with a handful of records, asked in the query language."""

from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.records.dates import parse_edtf
from app.records.postings import AnalysedText, Order, PostingsAnswer, PostingsField
from app.search.analysis import IndexableRecord, Passage, analyse
from app.search.question import Question, parse_question
from app.search.snippets import ShownText, Snippet, make_snippets
from app.search.vocabulary import Vocabulary
from app.store.collections_table import create_collection, find_collection, put_in_collection
from app.store.migrate import migrate
from app.store.object_folder import ObjectFolder
from app.store.postings import (
    add_postings,
    read_languages,
    read_vocabulary,
    remove_postings,
    replace_postings,
)
from app.store.postings_search import search_postings
from app.store.records_table import delete_record, insert_record, set_binned
from app.store.transactions import Writer
from tests.store.builders import a_revision, a_row


@dataclass(frozen=True, kw_only=True)
class Doc:
    """What a test says about one record.

    Attributes:
        text: Paragraphs.
        date: EDTF.
        added: The day it was added.
    """

    title: str = ""
    text: tuple[str, ...] = ()
    language: str | None = "en"
    translations: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    kind: str = "article"
    date: str | None = None
    added: str = "2024-05-06"
    tags: tuple[str, ...] = ()
    collection: str | None = None
    status: str = "in-work"
    risk: str = ""
    consent: str = "not-recorded"
    code: str | None = None
    binned: bool = False

    def indexable(self) -> IndexableRecord:
        """The texts as `app.search` wants them."""
        return IndexableRecord(
            title=Passage(text=self.title, language=self.language),
            paragraphs=tuple(Passage(text=text, language=self.language) for text in self.text),
            translations=tuple(
                Passage(text=text, language=language) for language, text in self.translations
            ),
            summary=Passage(text=self.summary, language=self.language),
            persons=self.persons,
            places=self.places,
            source=self.source,
            attachments=tuple(Passage(text=text, language="en") for text in self.attachments),
        )


@dataclass
class SmallIndex:
    """Records by short names.

    Attributes:
        numbers: The store's number of each record.
        docs: What was said about it.
    """

    connection: sqlcipher.Connection
    numbers: dict[str, int] = field(default_factory=dict)
    docs: dict[str, Doc] = field(default_factory=dict)
    added: int = 0

    @property
    def writer(self) -> Writer:
        """For the functions of the store."""
        return Writer(self.connection, ObjectFolder(Path("/nowhere")))

    def add(self, name: str, doc: Doc) -> AnalysedText:
        """Add a record and index it."""
        writer = self.writer
        span = parse_edtf(doc.date) if doc.date else None
        row = a_row(
            code=doc.code or f"X-{self.added:03}",
            kind=doc.kind,
            title=doc.title,
            date=doc.date,
            date_first=span.first.isoformat() if span and span.first else None,
            date_last=span.last.isoformat() if span and span.last else None,
            languages=(doc.language,) if doc.language else (),
            status=doc.status,
            risk=doc.risk,
            consent_state=doc.consent,
            tags=doc.tags,
            persons=doc.persons,
            places=doc.places,
            added_at=f"{doc.added}T10:00:00.000Z",
        )
        number = insert_record(writer, row, a_revision())
        if doc.collection:
            found = find_collection(writer, doc.collection)
            known = found or create_collection(writer, doc.collection, row.added_at)
            put_in_collection(writer, known, (number,))
        if doc.binned:
            set_binned(writer, number, row.added_at)
        analysed = analyse(doc.indexable())
        add_postings(writer, number, analysed)
        self.numbers[name], self.docs[name] = number, doc
        self.added += 1
        return analysed

    def change(self, name: str, doc: Doc) -> None:
        """Exchange a record's texts."""
        before, after = analyse(self.docs[name].indexable()), analyse(doc.indexable())
        replace_postings(self.writer, self.numbers[name], before, after)
        self.docs[name] = doc

    def remove(self, name: str) -> None:
        """Destroy a record."""
        number = self.numbers.pop(name)
        remove_postings(self.writer, number, analyse(self.docs.pop(name).indexable()))
        delete_record(self.writer, number)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the index as they are now."""
        reader = self.writer
        return Vocabulary(lambda: read_vocabulary(reader), languages=read_languages(reader))

    def read(self, text: str, **how: object) -> Question:
        """Read a question."""
        return parse_question(text, vocabulary=self.vocabulary, **how)  # type: ignore[arg-type]

    def answer(self, text: str, **how: object) -> PostingsAnswer:
        """Ask a question."""
        return search_postings(self.writer, self.read(text, **how).query)

    def ask(self, text: str, **how: object) -> list[str]:
        """Ask a question and name the records found, the best first."""
        answer = self.answer(text, **how)
        names = {number: name for name, number in self.numbers.items()}
        assert answer.count >= len(answer.hits)
        return [names[hit.number] for hit in answer.hits]

    def find(self, text: str, **how: object) -> set[str]:
        """Ask a question and name the records found, in no order."""
        how.setdefault("order", Order.ADDED)
        return set(self.ask(text, **how))

    def snippets(self, text: str, name: str) -> tuple[Snippet, ...]:
        """The lines shown for one record."""
        doc = self.docs[name]
        shown = [ShownText(field=PostingsField.TITLE, text=doc.title, language=doc.language)]
        shown += [
            ShownText(field=PostingsField.TEXT, text=part, language=doc.language, segment=place)
            for place, part in enumerate(doc.text)
        ]
        shown += [
            ShownText(field=PostingsField.TRANSLATION, text=part, language=language)
            for language, part in doc.translations
        ]
        return make_snippets(shown, self.read(text).marks)

    def marked(self, text: str, name: str) -> list[str]:
        """The words that are marked in one record's snippets, in order."""
        return [
            snippet.text[start:end]
            for snippet in self.snippets(text, name)
            for start, end in snippet.marks
        ]


def empty_index(path: Path | None = None) -> SmallIndex:
    """An index without records; in a file without encryption where a path is given."""
    connection = sqlcipher.connect(str(path) if path else ":memory:", isolation_level=None)
    connection.execute("PRAGMA secure_delete = ON")
    migrate(connection, done=0)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    return SmallIndex(connection)


def an_index(**docs: Doc) -> SmallIndex:
    """An index with these records, added in this order."""
    index = empty_index()
    for name, doc in docs.items():
        index.add(name, doc)
    return index
