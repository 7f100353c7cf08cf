from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A computer without an archive."""
    return Terminal(tmp_path)


@pytest.fixture
def notebook(terminal: Terminal) -> Terminal:
    """A computer with an empty archive."""
    terminal.make_archive()
    return terminal
