"""A process that ends at the n-th step which brings something to the disk."""

import os
import threading
from collections.abc import Callable

DIED = 77
_WRONG = 70
_STEPS = ("fsync", "replace", "unlink")


def dies_at(step: int, act: Callable[[], object]) -> bool:
    """Run something in a process of its own that ends, unasked, before its n-th durable step.

    Steps are syncing, renaming and removing, as Python does them; a kill within SQLite's own
    writing is another test's.

    Args:
        step: From 1.

    Returns:
        Whether it ended there; not where the work was done before.
    """
    child = os.fork()
    if child == 0:
        try:
            _count_down(step)
            act()
            os._exit(0)
        except BaseException:
            os._exit(_WRONG)
    _pid, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, DIED), code
    return code == DIED


def _count_down(step: int) -> None:
    left, guard = [step], threading.Lock()

    def counted(name: str) -> Callable[..., object]:
        real: Callable[..., object] = getattr(os, name)

        def act(*words: object, **more: object) -> object:
            with guard:
                left[0] -= 1
                if left[0] == 0:
                    os._exit(DIED)
            return real(*words, **more)

        return act

    for name in _STEPS:
        setattr(os, name, counted(name))
