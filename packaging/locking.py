"""One start at a time makes the environment; the others wait for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from saying import say

if sys.platform == "win32":
    import msvcrt

    def _take(lock: IO[bytes], *, wait: bool) -> bool:
        lock.seek(0)
        while True:
            try:
                # Waiting means ten tries, a second apart, in Windows' own words.
                msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                return True
            except OSError:
                if not wait:
                    return False

else:
    import fcntl

    def _take(lock: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            return True
        except BlockingIOError:
            return False


@contextmanager
def alone(lock: IO[bytes]) -> Iterator[None]:
    """Hold an open file's lock; the system gives it back when the file is closed or we die."""
    if not _take(lock, wait=False):
        say("Satchel's environment is being prepared by another start: waiting for it.")
        _take(lock, wait=True)
    yield
