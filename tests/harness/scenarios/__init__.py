"""What is interrupted at every point, one module each."""

from tests.harness.scenario import Scenario
from tests.harness.scenarios import binning, drafting, editing, importing, mending

SCENARIOS: dict[str, Scenario] = {
    each.SCENARIO.name: each.SCENARIO for each in (importing, editing, drafting, binning, mending)
}
"""By name, in the order of their figures."""
