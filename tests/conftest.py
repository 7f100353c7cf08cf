"""What every test gets: no screen, a home of its own, and the real material when it is there."""

import gc
import itertools
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports Qt: windows are drawn into memory.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A run that was started in the background ignores Ctrl+C, and so would every program it starts.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

# As in the window (`app.ui.collecting`): no thread of the program may collect what tests of the
# window have left behind. What is left is collected between two tests, on the main thread.
gc.disable()
_TESTS_BETWEEN_WHOLE_COLLECTIONS = 20
_ended = itertools.count(1)

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

_HOMES = {
    "HOME": "home",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_STATE_HOME": "home/state",
}


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the whole run a home folder of its own, so that no test sees or touches the person's.

    Programs that tests start inherit it.
    """
    base = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        for variable, folder in _HOMES.items():
            (base / folder).mkdir(parents=True, exist_ok=True)
            patch.setenv(variable, str(base / folder))
        patch.delenv("SATCHEL_ARCHIVE", raising=False)
        yield base / "home"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real material beside the checkout; without it the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared beside the checkout")
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `shared` when there is no real material, saying so."""
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="needs ../shared beside the checkout")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(skip)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect cycles, now that the test's own threads are over."""
    gc.unfreeze()
    gc.collect(2 if next(_ended) % _TESTS_BETWEEN_WHOLE_COLLECTIONS == 0 else 1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the figures that tests recorded as `figure`, so that they can be copied."""
    reports = [each for found in terminalreporter.stats.values() for each in found]
    figures = [
        str(words)
        for each in reports
        if isinstance(each, pytest.TestReport)
        for name, words in each.user_properties
        if name == "figure" and each.when == "call"
    ]
    if figures:
        terminalreporter.section("figures")
        for line in sorted(figures):
            terminalreporter.write_line(line)
