"""Near-doubles over natural texts: what must be found, and that no pair is compared for nothing."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.archive.doubles import near_doubles_of
from app.archive.opening import Archive, KdfParameters, create_archive
from app.search.resemblance import resemblance, words_of
from tests.benchmarks.bench_doubles import measure, natural_texts, show


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    quick = KdfParameters(memory_kib=64, iterations=1, lanes=1)
    with create_archive(tmp_path / "Bench.satchel", "tide pebble", kdf=quick).archive as made:
        yield made


@pytest.mark.shared
def test_edited_copies_of_natural_texts_are_found(archive: Archive, shared: Path) -> None:
    """Nearly all up to a fifth of changed words, half at two fifths; hardly a false alarm."""
    figures = measure(archive, natural_texts(shared / "data")[:800], records=600, checks=100)
    print(show(figures))
    found = {each.changed: each.found for each in figures.recall}
    assert found[0.0] == 1.0
    assert found[0.1] > 0.98 and found[0.2] > 0.95 and found[0.4] > 0.4
    assert figures.alarms <= 0.01 * figures.unseen


@pytest.mark.shared
def test_asking_is_faster_than_comparing_with_every_record(archive: Archive, shared: Path) -> None:
    """At 600 records at least three times; the more there are, the more it is."""
    texts = natural_texts(shared / "data")[:800]
    measure(archive, texts, records=600, checks=10)
    asked, kept = texts[400:420], [words_of(text) for text in texts[:400]]
    begun = time.process_time()
    near_doubles_of(archive, asked)
    ours = time.process_time() - begun
    begun = time.process_time()
    for text in asked:
        words = words_of(text)
        for other in kept:
            resemblance(words, other)
    assert ours * 3 < time.process_time() - begun
