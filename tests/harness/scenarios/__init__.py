"""What is interrupted at every point, one module each."""

from tests.harness.scenario import Scenario
from tests.harness.scenarios import (
    backing_up,
    backing_up_rekeyed,
    binning,
    changing_keys,
    creating,
    destroying,
    drafting,
    editing,
    importing,
    making_dossiers,
    mending,
    reindexing,
    rekeying,
    restoring,
    salvaging,
)

SCENARIOS: dict[str, Scenario] = {
    each.SCENARIO.name: each.SCENARIO
    for each in (
        creating,
        importing,
        editing,
        drafting,
        binning,
        mending,
        reindexing,
        changing_keys,
        rekeying,
        backing_up,
        backing_up_rekeyed,
        restoring,
        destroying,
        salvaging,
        making_dossiers,
    )
}
"""By name, in the order of their figures."""
