"""The library that kills, built once, and figures that reach the end of the run."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from tests.harness.cutting import POWER_CUT
from tests.harness.figures import Figures
from tests.harness.library import build, wanting
from tests.harness.scenarios import SCENARIOS
from tests.harness.started import figures
from tests.harness.started import small_disks as on_small_disks

SmallDisks = Callable[[str, int, int], Figures]


class Trial(Protocol):
    """Interrupts a scenario at most so many times in each way."""

    def __call__(self, name: str, most: int, *hows: str) -> tuple[Figures, ...]:
        """The figures of each way."""


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
    """Interrupt a scenario at so many points in each way; what came of it is shown at the end."""

    def tried(name: str, most: int, *hows: str) -> tuple[Figures, ...]:
        found = figures(library, name, most, hows, seconds=seconds)
        assert len(found) == len(hows)
        for each in found:
            # Deeds that have to be found out are no figures of the program.
            if name.partition("@")[0] in SCENARIOS:
                record_property("figure", each.line())
            assert each.points == min(most, each.possible) or hows == (POWER_CUT,)
        return found

    return tried


@pytest.fixture
def small_disks(
    library: Path, seconds: float, record_property: Callable[[str, object], None]
) -> SmallDisks:
    """Run a scenario on disks of so many sizes, so many KiB apart."""

    def tried(scenario: str, step_kib: int, most: int) -> Figures:
        (found,) = on_small_disks(library, scenario, step_kib, most, seconds=seconds)
        record_property("figure", found.line())
        return found

    return tried
