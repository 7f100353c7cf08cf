"""Adding and searching as an archive grows, beside Whoosh's own index and FTS5 in the same run.

    python -m tests.benchmarks.bench_search [--keep FOLDER] [--quick] [SIZE…]

Without sizes: 1,000, 10,000 and 100,000 records of 4 KB, and every figure that issue 5 asks for at
the end, with its goal. `--keep` keeps the filled archive and goes on with it the next time; adding
is only measured while it is filled. `--quick` asks fewer questions.

All do the same work: texts kept and indexed in batches that are on the disk before the next begins;
the first twenty hits with their snippets. Satchel besides encrypts, keeps a revision and an audit
entry of each record, and counts all hits by ten properties.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive, open_archive
from app.archive.searching import SearchRequest, search
from app.progress import Silent
from app.records.article import Article
from app.records.dates import StatedDate
from app.records.record import Record, new_record_id
from app.records.text import RecordText, Segment
from app.records.vocabularies import Kind as RecordKind
from app.store.creation import create_store
from app.store.credentials import Credentials
from app.store.record_lookup import count_records
from tests.benchmarks.generated import GeneratedText, generate_texts
from tests.benchmarks.search_figures import Growth, Size, show
from tests.benchmarks.search_kinds import KINDS, Kind
from tests.benchmarks.search_overlap import overlap_with_exact
from tests.benchmarks.search_rivals import Rival, measure_plain, measure_whoosh
from tests.benchmarks.search_timing import PAGE, Timing, time_questions
from tests.store.builders import PASSPHRASE, TINY

_SIZES = (1_000, 10_000, 100_000)
# Whoosh is too slow to be given more; its rate hardly changes within so few.
_WHOOSH_RECORDS = 1_000
_QUESTIONS = 60
_AT_ONCE = 1_000

_INDEX_BYTES = """
    SELECT (SELECT sum(length(block)) FROM postings_data)
         + (SELECT sum(length(sz)) FROM postings_docsize)
"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What is measured.

    Attributes:
        place: An empty folder for the others' files.
        archive: Made if it is not there.
        sizes: Numbers of records, ascending.
        whoosh_records: How many Whoosh gets at most.
        questions: How many of each kind.
    """

    place: Path
    archive: Path
    sizes: tuple[int, ...] = _SIZES
    whoosh_records: int = _WHOOSH_RECORDS
    questions: int = _QUESTIONS


def a_generated_record(text: GeneratedText) -> Record:
    """An article made of a generated text."""
    return Record(
        id=new_record_id(),
        kind=RecordKind.ARTICLE,
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


def measure(run: Run) -> Growth:
    """Fill the archive size by size and ask at each; then the others."""
    folder = run.archive
    sizes: list[Size] = []
    for size in run.sizes:
        with _archive(folder) as archive:
            sizes.append(_measure_size(archive, size, run.questions))
        print(f"{size} records: done", file=sys.stderr)
    with _archive(folder) as archive:
        overlap = overlap_with_exact(archive, max(5, run.questions // 3))
    return Growth(
        sizes=tuple(sizes),
        overlap=overlap,
        memory_mb=_memory_mb(folder),
        rivals=_rivals(run),
    )


def _archive(folder: Path) -> Archive:
    if folder.exists():
        # As a person opens it: an index of an older analysis is built anew first.
        return open_archive(folder, Credentials(passphrase=PASSPHRASE))
    return Archive(create_store(folder, PASSPHRASE, kdf=TINY).store)


def _measure_size(archive: Archive, size: int, questions: int) -> Size:
    with archive.store.browsing() as reader:
        there = count_records(reader)
    seconds, busy = _add(archive, there, size)
    archive.store.checkpoint()
    characters = sum(
        len(text.title) + sum(map(len, text.paragraphs)) for text in generate_texts(size)
    )
    began = time.perf_counter()
    while search(archive, SearchRequest(text="warm~", limit=PAGE)).cut_off:
        pass  # Cut off while words and properties are read into memory; the next one goes on.
    first = time.perf_counter() - began
    with archive.store.browsing() as reader:
        index_bytes = int(reader.value(_INDEX_BYTES))
    added = size - there
    return Size(
        records=size,
        per_second=added / seconds if added > 0 else None,
        per_busy_second=added / busy if added > 0 else None,
        first_seconds=first,
        index_share=index_bytes / characters,
        database_share=(archive.path / "archive.db").stat().st_size / characters,
        timings=tuple(_ask(archive, kind, questions) for kind in KINDS),
    )


def _add(archive: Archive, there: int, size: int) -> tuple[float, float]:
    """Add in slices, so that the texts need not all be in memory; only adding is timed."""
    seconds = busy = 0.0
    made = islice(generate_texts(size), there, None)
    while texts := list(islice(made, _AT_ONCE)):
        additions = [Addition(records=(a_generated_record(text),)) for text in texts]
        began, worked = time.perf_counter(), time.process_time()
        add_records(archive, additions, Silent())
        seconds += time.perf_counter() - began
        busy += time.process_time() - worked
    return seconds, busy


def _ask(archive: Archive, kind: Kind, questions: int) -> Timing:
    def ask(text: str) -> object:
        return search(archive, SearchRequest(text=text, any_word=kind.any_word, limit=PAGE))

    return time_questions(kind.name, [kind.ours(words) for words in kind.words(questions)], ask)


def _memory_mb(folder: Path) -> float:
    """What a fresh process takes at most that opens the archive and searches."""
    command = [sys.executable, "-m", "tests.benchmarks.search_memory", str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(told.stdout)


def _rivals(run: Run) -> tuple[Rival, ...]:
    few = min(run.whoosh_records, run.sizes[0])
    whoosh = measure_whoosh(run.place / "whoosh", list(generate_texts(few)), run.questions)
    plain = tuple(
        measure_plain(run.place / f"plain-{size}.db", generate_texts(size), size, run.questions)
        for size in run.sizes
    )
    return (whoosh, *plain)


def main(words: list[str]) -> None:
    """Read the words of the command, measure, print."""
    parser = argparse.ArgumentParser(prog="bench_search")
    parser.add_argument("sizes", nargs="*", type=int, default=list(_SIZES))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args(words)
    questions = 20 if asked.quick else _QUESTIONS
    with tempfile.TemporaryDirectory() as place:
        kept = asked.keep if asked.keep is not None else Path(place)
        kept.mkdir(parents=True, exist_ok=True)
        run = Run(
            place=Path(place),
            archive=kept / "Bench.satchel",
            sizes=tuple(sorted(asked.sizes)),
            questions=questions,
        )
        show(measure(run))


if __name__ == "__main__":
    main(sys.argv[1:])
