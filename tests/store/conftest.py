"""An archive that costs a few milliseconds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.creation import CreatedStore, create_store
from app.store.store import Store
from tests.store.builders import PASSPHRASE, TINY


@pytest.fixture
def created(tmp_path: Path) -> Iterator[CreatedStore]:
    """A new archive with its recovery code, open."""
    made = create_store(tmp_path / "Field notes.satchel", PASSPHRASE, kdf=TINY)
    yield made
    made.store.close()


@pytest.fixture
def store(created: CreatedStore) -> Store:
    """A new archive, open."""
    return created.store


@pytest.fixture
def closed(created: CreatedStore) -> Path:
    """The folder of a new archive that is closed."""
    created.store.close()
    return created.store.folder
