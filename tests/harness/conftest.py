"""The library that kills, built once, and figures that reach the end of the run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.figures import Figures
from tests.harness.library import build, wanting
from tests.harness.started import figures
from tests.harness.started import small_disks as on_small_disks

Trial = Callable[[str, str, int], Figures]
SmallDisks = Callable[[str, int, int], Figures]

_SECONDS = 240.0
_NIGHT = 3_600.0


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built library; without what it needs the test is skipped."""
    if wanting():
        pytest.skip(wanting())
    return build(tmp_path_factory.mktemp("points"))


@pytest.fixture
def seconds(request: pytest.FixtureRequest) -> float:
    """How long one trial may take."""
    return _NIGHT if request.node.get_closest_marker("nightly") else _SECONDS


@pytest.fixture
def trial(library: Path, seconds: float, record_property: Callable[[str, object], None]) -> Trial:
    """Interrupt a scenario in one way at so many points; what came of it is shown at the end."""

    def tried(how: str, scenario: str, most: int) -> Figures:
        found = figures(library, how, scenario, most, seconds=seconds)
        record_property("figure", found.line())
        return found

    return tried


@pytest.fixture
def small_disks(
    library: Path, seconds: float, record_property: Callable[[str, object], None]
) -> SmallDisks:
    """Run a scenario on disks of so many sizes, so many KiB apart."""

    def tried(scenario: str, step_kib: int, most: int) -> Figures:
        found = on_small_disks(library, scenario, step_kib, most, seconds=seconds)
        record_property("figure", found.line())
        return found

    return tried
