"""How well the right records come first: nDCG@10 on open collections, one figure per language.

    python -m tests.benchmarks.evaluate_retrieval [COLLECTION…]

Each query is asked as `search --batch --any` asks it: a plain question of which any word may
match. The figures beside the results are the project's targets.
"""

import json
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.search.question import parse_question
from app.store.postings_search import search_postings
from tests.search.small_index import Doc, empty_index

COLLECTIONS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ir"
CUT = 10

TARGETS = {
    "xquad_zh": 0.98, "xquad_ar": 0.95, "xquad_ru": 0.955, "xquad_es": 0.965, "xquad_de": 0.945,
    "xquad_tr": 0.96, "xquad_vi": 0.955, "xquad_th": 0.925, "xquad_hi": 0.85, "xquad_en": 0.96,
    "ja_jsquad": 0.935,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Documents, questions and which document answers which question.

    Attributes:
        documents: Text by id.
        questions: Text by id.
        right: For each question the documents that answer it, with how well.
    """

    name: str
    language: str
    documents: dict[str, str]
    questions: dict[str, str]
    right: dict[str, dict[str, int]]


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """One collection's figures.

    Attributes:
        ndcg: Mean nDCG@10, between 0 and 1.
        milliseconds: Mean time of one question.
    """

    name: str
    ndcg: float
    milliseconds: float


def read_collection(folder: Path) -> Collection:
    """Read a collection in BEIR's form."""
    name = folder.name
    right: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, document, grade = line.split("\t")
        right.setdefault(question, {})[document] = int(grade)
    return Collection(
        name=name,
        language="ja" if name == "ja_jsquad" else name.rpartition("_")[2],
        documents=dict(_texts(folder / "corpus.jsonl")),
        questions=dict(_texts(folder / "queries.jsonl")),
        right=right,
    )


def evaluate(collection: Collection) -> Evaluation:
    """Index the documents, ask every question, and compare with what is right."""
    index = empty_index()
    for name, text in collection.documents.items():
        index.add(name, Doc(text=tuple(text.splitlines()), language=collection.language))
    names = {number: name for name, number in index.numbers.items()}
    vocabulary = index.vocabulary
    total = 0.0
    began = time.perf_counter()
    for question, right in collection.right.items():
        read = parse_question(
            collection.questions[question],
            any_word=True,
            limit=CUT,
            facets=False,
            vocabulary=vocabulary,
        )
        answer = search_postings(index.writer, read.query)
        total += ndcg([names[hit.number] for hit in answer.hits], right)
    count = len(collection.right)
    seconds = time.perf_counter() - began
    return Evaluation(name=collection.name, ndcg=total / count, milliseconds=1000 * seconds / count)


def ndcg(found: list[str], right: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, with exponential gain."""
    gain = sum(
        (2 ** right.get(name, 0) - 1) / math.log2(place + 2)
        for place, name in enumerate(found[:CUT])
    )
    best = sum(
        (2**grade - 1) / math.log2(place + 2)
        for place, grade in enumerate(sorted(right.values(), reverse=True)[:CUT])
    )
    return gain / best if best else 0.0


def _texts(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line:
            item = json.loads(line)
            yield item["_id"], item["text"]


def main(wanted: list[str]) -> None:
    """Print a table."""
    for name in wanted or list(TARGETS):
        result = evaluate(read_collection(COLLECTIONS / name))
        met = "met" if result.ndcg >= TARGETS.get(name, 0) else "missed"
        print(
            f"{name:10} nDCG@10 {result.ndcg:.4f}  target {TARGETS.get(name, 0):.3f} {met:6}"
            f"  {result.milliseconds:.1f} ms/question",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
