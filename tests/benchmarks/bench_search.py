"""Adding and searching, measured against Whoosh's own index in the same run.

    python -m tests.benchmarks.bench_search [RECORDS]

Both do the same work: texts kept and indexed in batches of 64 that are on the disk before the
next begins; the first twenty hits with their snippets. Ours besides encrypts, keeps a revision of
each record, and counts all hits by ten properties.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh import qparser
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import FileIndex

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive
from app.archive.searching import SearchRequest, search
from app.progress import Silent
from app.records.article import Article
from app.records.dates import StatedDate
from app.records.record import Record, new_record_id
from app.records.text import RecordText, Segment
from app.records.vocabularies import Kind
from app.store.creation import create_store
from tests.benchmarks.generated import GeneratedText, generate_texts, natural_questions
from tests.store.builders import PASSPHRASE, TINY

# Whoosh is too slow to be given more; its rate hardly changes within so few.
_WHOOSH_RECORDS = 1_000
_BATCH = 64
_QUESTIONS = 60
_PAGE = 20

# What a kind of question is called, and how it is written from some words.
_Kind = tuple[str, Callable[[tuple[str, ...]], str]]


@dataclass(frozen=True, kw_only=True)
class Timing:
    """How long questions of one kind took, in milliseconds."""

    kind: str
    median: float
    p95: float


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The figures of one run.

    Attributes:
        records: How many were added to our archive.
        small: How many were added to Whoosh's index.
        ours_per_second: Records added.
        whoosh_per_second: Records added to Whoosh's index.
        ours: Questions to our archive.
        ours_small: The same questions at Whoosh's size.
        whoosh: Questions to Whoosh's index.
        index_share: Bytes of the database for each byte of text, revisions included.
    """

    records: int
    small: int
    ours_per_second: float
    whoosh_per_second: float
    ours: tuple[Timing, ...]
    ours_small: tuple[Timing, ...]
    whoosh: tuple[Timing, ...]
    index_share: float

    @property
    def adding_ratio(self) -> float:
        """How many times faster than Whoosh records are added."""
        return self.ours_per_second / self.whoosh_per_second

    @property
    def searching_ratio(self) -> float:
        """How many times faster than Whoosh questions are answered, at the same size."""
        whoosh = sum(timing.median for timing in self.whoosh)
        return whoosh / sum(timing.median for timing in self.ours_small)


def a_generated_record(text: GeneratedText) -> Record:
    """An article made of a generated text."""
    return Record(
        id=new_record_id(),
        kind=Kind.ARTICLE,
        title=text.title,
        languages=(text.language,),
        text=RecordText(
            segments=tuple(
                Segment(id=number, text=paragraph)
                for number, paragraph in enumerate(text.paragraphs, 1)
            )
        ),
        article=Article(
            publisher="The Generated Daily",
            published=StatedDate(edtf=text.date),
            place=text.place,
        ),
    )


def compare(
    folder: Path,
    records: int,
    whoosh_records: int = _WHOOSH_RECORDS,
    questions: int = _QUESTIONS,
) -> Comparison:
    """Fill both, ask both the same questions.

    Args:
        folder: An empty folder.
        records: How many records our archive gets.
        whoosh_records: How many Whoosh gets at most; the same questions are timed on ours at
            that size too.
        questions: How many of each kind are asked.
    """
    small = min(records, whoosh_records)
    texts = list(generate_texts(small))
    characters = 0
    with Archive(create_store(folder / "Bench.satchel", PASSPHRASE, kdf=TINY).store) as archive:
        ours_seconds = _add(archive, texts)
        ours_small = tuple(_time_ours(archive, kind, questions) for kind in _KINDS)
        # Added in slices, so that the texts need not all be in memory.
        made = generate_texts(records, seed=9)
        for _ in range(small, records, 1_000):
            more = [text for _, text in zip(range(1_000), made, strict=False)]
            ours_seconds += _add(archive, more)
            characters += sum(len("".join(text.paragraphs)) for text in more)
        ours = tuple(_time_ours(archive, kind, questions) for kind in _KINDS)
        archive.store.checkpoint()
        size = (archive.path / "archive.db").stat().st_size
    characters += sum(len("".join(text.paragraphs)) for text in texts)
    whoosh_seconds, index = _add_to_whoosh(folder / "whoosh", texts)
    return Comparison(
        records=records,
        small=small,
        ours_per_second=records / ours_seconds,
        whoosh_per_second=small / whoosh_seconds,
        ours=ours,
        ours_small=ours_small,
        whoosh=tuple(_time_whoosh(index, kind, questions) for kind in _KINDS),
        index_share=size / characters,
    )


def _add(archive: Archive, texts: list[GeneratedText]) -> float:
    additions = [Addition(records=(a_generated_record(text),)) for text in texts]
    began = time.perf_counter()
    add_records(archive, additions, Silent())
    return time.perf_counter() - began


def _add_to_whoosh(folder: Path, texts: list[GeneratedText]) -> tuple[float, FileIndex]:
    field = TEXT(analyzer=StemmingAnalyzer(), stored=True)
    schema = Schema(id=ID(stored=True), title=field, text=field)
    folder.mkdir()
    index = whoosh_index.create_in(str(folder), schema)
    began = time.perf_counter()
    for first in range(0, len(texts), _BATCH):
        writer = index.writer()
        for number, text in enumerate(texts[first : first + _BATCH], first):
            writer.add_document(id=str(number), title=text.title, text="\n".join(text.paragraphs))
        writer.commit()
    return time.perf_counter() - began, index


def _all_words(words: tuple[str, ...]) -> str:
    return " ".join(words)


def _any_word(words: tuple[str, ...]) -> str:
    return " OR ".join(words)


def _phrase(words: tuple[str, ...]) -> str:
    return f'"{words[0]} the"'


def _prefix(words: tuple[str, ...]) -> str:
    return f"{words[0][:3]}*"


_KINDS: tuple[_Kind, ...] = (
    ("all words", _all_words),
    ("any word", _any_word),
    ("phrase", _phrase),
    ("3-letter prefix", _prefix),
)


def _time_ours(archive: Archive, kind: _Kind, questions: int) -> Timing:
    search(archive, SearchRequest(text="warm*", limit=_PAGE))
    return _timing(
        kind, questions, lambda text: search(archive, SearchRequest(text=text, limit=_PAGE))
    )


def _time_whoosh(index: FileIndex, kind: _Kind, questions: int) -> Timing:
    parser = qparser.MultifieldParser(["title", "text"], index.schema)
    with index.searcher() as searcher:

        def ask(text: str) -> object:
            found = searcher.search(parser.parse(text), limit=_PAGE)
            return [hit.highlights("text", top=3) for hit in found]

        return _timing(kind, questions, ask)


def _timing(kind: _Kind, questions: int, ask: Callable[[str], object]) -> Timing:
    name, write = kind
    taken = []
    for words in natural_questions(questions):
        text = write(words)
        began = time.perf_counter()
        ask(text)
        taken.append(1000 * (time.perf_counter() - began))
    taken.sort()
    return Timing(kind=name, median=taken[len(taken) // 2], p95=taken[len(taken) * 95 // 100])


def show(result: Comparison) -> None:
    """Print the figures."""
    print(
        f"adding: {result.ours_per_second:.0f} records/s ({result.records} records), Whoosh "
        f"{result.whoosh_per_second:.0f} records/s: {result.adding_ratio:.1f} times faster"
    )
    print(f"database: {result.index_share:.2f} bytes for each byte of text")
    for heading, timings in (
        (f"ours, {result.records} records", result.ours),
        (f"ours, {result.small} records", result.ours_small),
        (f"Whoosh, {result.small} records", result.whoosh),
    ):
        for timing in timings:
            print(
                f"{heading:24} {timing.kind:16} p50 {timing.median:7.2f} ms  "
                f"p95 {timing.p95:7.2f} ms"
            )
    print(f"searching at the same size: {result.searching_ratio:.1f} times faster than Whoosh")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        show(compare(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 2_000))
