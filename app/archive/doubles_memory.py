"""The signatures of an open archive in memory, where the ones like another are found at once."""

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from app.search.bands import Alike, BandIndex
from app.search.signatures import SLOTS, Slots, unpacked
from app.store.signatures_table import KeptSignature, newer_signatures
from app.store.store import Store

_READ_AT_ONCE = 5_000


class DoublesMemory:
    """Follows the archive: what was written since the last question is read before the next."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._clear()

    def _clear(self) -> None:
        self._bands = BandIndex()
        self._last = 0
        self._record_at: dict[int, int] = {}
        self._place_of: dict[int, int] = {}

    def alike(self, store: Store, slots: Slots, at_least: float) -> list[list[Alike]]:
        """For each signature the numbers of records that may be nearly the same.

        Args:
            slots: Shape (texts, 128).
            at_least: Least estimate of the Jaccard index.
        """
        with self._lock:
            self._follow(store)
            found = self._bands.alike(slots, at_least)
            return [
                [self._as_record(each) for each in some if self._is_new(each)] for some in found
            ]

    def all_signatures(self, store: Store) -> tuple[list[int], Slots]:
        """Every record that has words, with its signature."""
        with store.browsing() as reader:
            kept = newer_signatures(reader, 0, -1)
        return _with_slots(kept, lambda each: each.record)

    def _follow(self, store: Store) -> None:
        if len(self._record_at) > 2 * len(self._place_of) + _READ_AT_ONCE:
            # More than half of it are texts that were changed since.
            self._clear()
        while True:
            with store.browsing() as reader:
                kept = newer_signatures(reader, self._last, _READ_AT_ONCE)
            if not kept:
                return
            for each in kept:
                self._record_at[each.place] = each.record
                self._place_of[each.record] = each.place
            self._last = kept[-1].place
            self._bands.add(*_with_slots(kept, lambda each: each.place))

    def _is_new(self, alike: Alike) -> bool:
        """Whether the text still is the one that was signed."""
        return self._place_of[self._record_at[alike.number]] == alike.number

    def _as_record(self, alike: Alike) -> Alike:
        return Alike(number=self._record_at[alike.number], estimate=alike.estimate)


def _with_slots(
    kept: Sequence[KeptSignature], name: Callable[[KeptSignature], int]
) -> tuple[list[int], Slots]:
    """Those of texts that have words: what names them, and their signatures one below another."""
    found = [(name(each), slots) for each in kept if (slots := unpacked(each.slots)) is not None]
    if not found:
        return [], np.zeros((0, SLOTS), dtype=np.uint16)
    return [number for number, _slots in found], np.stack([slots for _number, slots in found])
