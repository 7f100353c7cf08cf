"""Figures against Whoosh's own index, printed; only a generous ratio is asserted."""

from pathlib import Path

import pytest

from tests.benchmarks.bench_search import Run, measure
from tests.benchmarks.evaluate_retrieval import TARGETS, evaluate, read_collection
from tests.benchmarks.generated import generate_texts, natural_questions
from tests.benchmarks.search_figures import show
from tests.benchmarks.search_kinds import KINDS


def test_generated_texts_are_always_the_same() -> None:
    """The same seed gives the same texts, so that figures can be compared."""
    assert list(generate_texts(3, seed=5)) == list(generate_texts(3, seed=5))
    assert list(generate_texts(3, seed=5)) != list(generate_texts(3, seed=6))
    assert natural_questions(20) == natural_questions(20)


def test_adding_is_faster_than_whoosh(tmp_path: Path) -> None:
    """Records with revision, index and encryption are added faster than Whoosh adds texts."""
    archive = tmp_path / "Bench.satchel"
    run = Run(place=tmp_path, archive=archive, sizes=(128,), whoosh_records=128, questions=8)
    result = measure(run)
    show(result)
    assert result.adding_ratio is not None and result.adding_ratio > 1.5
    assert len(result.sizes[0].timings) == len(KINDS)
    assert all(share > 0.9 for share in result.overlap.values()), result.overlap


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
