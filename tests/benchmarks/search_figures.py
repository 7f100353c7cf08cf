"""The figures of a run, and how they are printed: what was reached beside what is asked for."""

from dataclasses import dataclass

from tests.benchmarks.search_rivals import Rival
from tests.benchmarks.search_timing import Timing

_P95_MS = 100.0
_PER_SECOND = 400.0
_TIMES_WHOOSH = 8.0
_MEMORY_MB = 250.0
_INDEX_SHARE = 0.6


@dataclass(frozen=True, kw_only=True)
class Size:
    """Figures of our archive at one size.

    Attributes:
        per_second: Records added since the size before; None where they were there.
        per_busy_second: The same for each second on the processor.
        first_seconds: Until the first question for a misspelled word is answered whole; all words
            and properties are read into memory for it.
        index_share: Bytes of the index for each character of text.
        database_share: Bytes of the database: records, revisions, log and index.
    """

    records: int
    per_second: float | None
    per_busy_second: float | None
    first_seconds: float
    index_share: float
    database_share: float
    timings: tuple[Timing, ...]


@dataclass(frozen=True, kw_only=True)
class Growth:
    """The figures of one run.

    Attributes:
        sizes: Ours, ascending.
        overlap: By kind of question, the share of the first page that exact ranking gives too.
        memory_mb: The most that a process held which opened the largest and searched.
        rivals: Others: Whoosh first.
    """

    sizes: tuple[Size, ...]
    overlap: dict[str, float]
    memory_mb: float
    rivals: tuple[Rival, ...]

    @property
    def adding_ratio(self) -> float | None:
        """How many times faster than Whoosh records are added at the largest size."""
        ours = self.sizes[-1].per_second
        return None if ours is None else ours / self.rivals[0].per_second

    @property
    def searching_ratios(self) -> dict[str, float]:
        """How many times faster than Whoosh questions are answered, at the smallest size."""
        ours = {timing.kind: timing.median for timing in self.sizes[0].timings}
        return {each.kind: each.median / ours[each.kind] for each in self.rivals[0].timings}


def show(growth: Growth) -> None:
    """Print everything, the goals last."""
    for size in growth.sizes:
        _show_size(size)
    for rival in growth.rivals:
        print(
            f"\n{rival.name}, {rival.records} records: {rival.per_second:.0f} added/s, "
            f"{rival.bytes / 1e6:.0f} MB"
        )
        _show_timings(rival.timings)
    _show_growth(growth)
    print("\nfirst twenty as by scoring every hit:")
    for kind, share in growth.overlap.items():
        print(f"  {kind:16} {share:.3f}")
    _show_goals(growth)


def _show_size(size: Size) -> None:
    print(f"\nSatchel, {size.records} records")
    if size.per_second is not None and size.per_busy_second is not None:
        print(f"  added: {size.per_second:.0f}/s, {size.per_busy_second:.0f}/s of processor time")
    print(f"  first misspelled word: {size.first_seconds:.2f} s")
    print(
        f"  index {size.index_share:.2f}, whole database {size.database_share:.2f} bytes for "
        "each character"
    )
    _show_timings(size.timings)


def _show_timings(timings: tuple[Timing, ...]) -> None:
    for each in timings:
        print(
            f"  {each.kind:16} p50 {each.median:7.1f} ms  p95 {each.p95:7.1f} ms   processor "
            f"p50 {each.busy_median:7.1f}  p95 {each.busy_p95:7.1f}"
        )


def _show_growth(growth: Growth) -> None:
    first, last = growth.sizes[0], growth.sizes[-1]
    if first is last:
        return
    print(f"\ncost of {last.records} records over that of {first.records} (processor, p50):")
    for before, after in zip(first.timings, last.timings, strict=True):
        print(f"  {after.kind:16} {after.busy_median / before.busy_median:.1f} times")


def _show_goals(growth: Growth) -> None:
    last = growth.sizes[-1]
    print(f"\nat {last.records} records")
    for each in last.timings:
        _show_goal(f"{each.kind}, p95", each.p95, _P95_MS, "ms")
        _show_goal(f"{each.kind}, p95 of processor", each.busy_p95, _P95_MS, "ms")
    if last.per_second is not None and growth.adding_ratio is not None:
        _show_goal("added", last.per_second, _PER_SECOND, "records/s", least=True)
        _show_goal("added beside Whoosh", growth.adding_ratio, _TIMES_WHOOSH, "times", least=True)
    for kind, ratio in growth.searching_ratios.items():
        print(f"  {kind + ', beside Whoosh':34} {ratio:8.1f} times (smallest size)")
    _show_goal("memory", growth.memory_mb, _MEMORY_MB, "MB")
    _show_goal("index for each byte of text", last.index_share, _INDEX_SHARE, "bytes")


def _show_goal(what: str, found: float, goal: float, unit: str, *, least: bool = False) -> None:
    met = found >= goal if least else found <= goal
    sign = "≥" if least else "≤"
    print(f"  {what:34} {found:8.2f} {unit} ({sign} {goal:g}: {'met' if met else 'missed'})")
