"""The library that kills, built once, and figures that reach the end of the run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.figures import Figures
from tests.harness.library import build, wanting
from tests.harness.started import figures

Trial = Callable[[str, str, int], Figures]

_SECONDS = 240.0
_NIGHT = 3_600.0


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built library; without what it needs the test is skipped."""
    if wanting():
        pytest.skip(wanting())
    return build(tmp_path_factory.mktemp("points"))


@pytest.fixture
def trial(
    library: Path, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Trial:
    """Interrupt a scenario in one way at so many points; what came of it is shown at the end."""
    nightly = request.node.get_closest_marker("nightly") is not None

    def tried(how: str, scenario: str, most: int) -> Figures:
        found = figures(library, how, scenario, most, seconds=_NIGHT if nightly else _SECONDS)
        record_property("figure", found.line())
        return found

    return tried
