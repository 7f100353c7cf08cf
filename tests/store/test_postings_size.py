"""What the index costs on the disk."""

from pathlib import Path

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive
from app.progress import Silent
from app.store.creation import create_store
from tests.benchmarks.bench_search import a_generated_record
from tests.benchmarks.generated import generate_texts
from tests.store.builders import PASSPHRASE, TINY


def test_the_index_leaves_no_page_half_empty(tmp_path: Path) -> None:
    """A leaf of the index fills a page of the encrypted file, whatever encryption adds to it."""
    texts = list(generate_texts(256, seed=4))
    store = create_store(tmp_path / "Size.satchel", PASSPHRASE, kdf=TINY).store
    with Archive(store) as archive:
        additions = [Addition(records=(a_generated_record(text),)) for text in texts]
        add_records(archive, additions, Silent())
        with store.browsing() as reader:
            leaves = reader.value("SELECT sum(length(block)) FROM postings_data")
            page = int(reader.value("PRAGMA page_size"))
            pages = reader.value("SELECT count(*) FROM postings_data WHERE length(block) > 4000")
    assert pages > 0
    assert pages * page < 1.2 * leaves
