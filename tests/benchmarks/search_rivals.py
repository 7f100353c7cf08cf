"""What Satchel's search is compared with: Whoosh's own index, and FTS5 by itself.

Neither encrypts, keeps revisions, counts by properties or knows more than one language.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh import qparser
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import FileIndex

from tests.benchmarks.generated import GeneratedText
from tests.benchmarks.search_kinds import KINDS, Kind
from tests.benchmarks.search_timing import PAGE, Timing, time_questions

_BATCH = 64
_FUZZY_QUESTIONS = 2
"""Whoosh takes many seconds for one."""

_PLAIN_PAGE = """
    SELECT rowid, snippet(texts, 1, '[', ']', '…', 32), bm25(texts, 8.0, 1.0) AS score FROM texts
    WHERE texts MATCH :match ORDER BY score LIMIT :page
"""
_PLAIN_COUNT = "SELECT count(*) FROM texts WHERE texts MATCH :match"


@dataclass(frozen=True, kw_only=True)
class Rival:
    """Figures of another engine.

    Attributes:
        per_second: Records added.
        bytes: Of its files.
    """

    name: str
    records: int
    per_second: float
    bytes: int
    timings: tuple[Timing, ...]


def measure_whoosh(folder: Path, texts: list[GeneratedText], questions: int) -> Rival:
    """Fill Whoosh's own index in batches that are on the disk one after the other, and ask it."""
    seconds, index = _fill_whoosh(folder, texts)
    return Rival(
        name="Whoosh",
        records=len(texts),
        per_second=len(texts) / seconds,
        bytes=sum(file.stat().st_size for file in folder.iterdir()),
        timings=tuple(_ask_whoosh(index, kind, questions) for kind in KINDS),
    )


def measure_plain(
    file: Path, texts: Iterable[GeneratedText], records: int, questions: int
) -> Rival:
    """Fill an unencrypted FTS5 table with SQLite's own stemmer for English, and ask it.

    Args:
        texts: So many as `records` says; not kept in memory.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5 (title, text, tokenize = 'porter unicode61')"
        )
        seconds = sum(_fill_plain(connection, batch) for batch in _batches(texts))
        timings = tuple(
            _ask_plain(connection, kind, questions) for kind in KINDS if kind.plain is not None
        )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Rival(
        name="plain FTS5",
        records=records,
        per_second=records / seconds,
        bytes=file.stat().st_size,
        timings=timings,
    )


def _batches(texts: Iterable[GeneratedText]) -> Iterator[list[GeneratedText]]:
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _fill_whoosh(folder: Path, texts: list[GeneratedText]) -> tuple[float, FileIndex]:
    field = TEXT(analyzer=StemmingAnalyzer(), stored=True)
    schema = Schema(id=ID(stored=True), title=field, text=field)
    folder.mkdir()
    index = whoosh_index.create_in(str(folder), schema)
    began = time.perf_counter()
    number = 0
    for batch in _batches(texts):
        writer = index.writer()
        for text in batch:
            number += 1
            writer.add_document(id=str(number), title=text.title, text="\n".join(text.paragraphs))
        writer.commit()
    return time.perf_counter() - began, index


def _ask_whoosh(index: FileIndex, kind: Kind, questions: int) -> Timing:
    parser = qparser.MultifieldParser(["title", "text"], index.schema)
    parser.add_plugin(qparser.FuzzyTermPlugin())
    fuzzy = kind.name.startswith("fuzzy")
    with index.searcher() as searcher:

        def ask(text: str) -> object:
            found = searcher.search(parser.parse(text), limit=PAGE)
            return [hit.highlights("text", top=3) for hit in found]

        count = min(questions, _FUZZY_QUESTIONS) if fuzzy else questions
        return time_questions(kind.name, [kind.whoosh(words) for words in kind.words(count)], ask)


def _fill_plain(connection: sqlite3.Connection, batch: list[GeneratedText]) -> float:
    began = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO texts (title, text) VALUES (?, ?)",
        [(text.title, "\n".join(text.paragraphs)) for text in batch],
    )
    connection.execute("COMMIT")
    return time.perf_counter() - began


def _ask_plain(connection: sqlite3.Connection, kind: Kind, questions: int) -> Timing:
    assert kind.plain is not None
    write = kind.plain

    def ask(text: str) -> object:
        values = {"match": text, "page": PAGE}
        return (
            connection.execute(_PLAIN_PAGE, values).fetchall(),
            connection.execute(_PLAIN_COUNT, values).fetchone(),
        )

    return time_questions(kind.name, [write(words) for words in kind.words(questions)], ask)
