from collections.abc import Iterator
from pathlib import Path

import pytest

from app.archive.opening import Archive, KdfParameters, create_archive

PASSPHRASE = "tide pebble lantern"
# Far below the floor that any command, window or setting can reach: only tests pass this.
QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    with create_archive(tmp_path / "Notebook.satchel", PASSPHRASE, kdf=QUICK).archive as made:
        yield made
