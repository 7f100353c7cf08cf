"""Figures against Whoosh's own index, printed; only a generous ratio is asserted."""

from pathlib import Path

import pytest

from tests.benchmarks.bench_search import compare, show
from tests.benchmarks.evaluate_retrieval import TARGETS, evaluate, read_collection
from tests.benchmarks.generated import generate_texts, natural_questions


def test_generated_texts_are_always_the_same() -> None:
    """The same seed gives the same texts, so that figures can be compared."""
    assert list(generate_texts(3, seed=5)) == list(generate_texts(3, seed=5))
    assert list(generate_texts(3, seed=5)) != list(generate_texts(3, seed=6))
    assert natural_questions(20) == natural_questions(20)


def test_adding_is_faster_than_whoosh(tmp_path: Path) -> None:
    """Records with revision, index and encryption are added faster than Whoosh adds texts."""
    result = compare(tmp_path, records=128, whoosh_records=128, questions=8)
    show(result)
    assert result.adding_ratio > 1.5
    assert len(result.ours) == len(result.whoosh)


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    ["xquad_en", *(pytest.param(n, marks=pytest.mark.nightly) for n in TARGETS if n != "xquad_en")],
)
def test_the_right_record_comes_first(shared: Path, name: str) -> None:
    """nDCG@10 stays within a hundredth of what the project aims for."""
    result = evaluate(read_collection(shared / "data" / "ir" / name))
    print(result)
    assert result.ndcg >= TARGETS[name] - 0.01
