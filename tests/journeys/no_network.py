"""Running programs where there is no network at all, not even to the computer itself."""

import shutil
import subprocess
from functools import cache

_UNSHARE = ("unshare", "--map-root-user", "--net")


@cache
def without_network() -> tuple[str, ...]:
    """The words before a command that take every network from it; none where that cannot be done.

    A new network namespace of Linux has one interface, which is down.
    """
    if shutil.which("unshare") is None:
        return ()
    tried = subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False)
    return _UNSHARE if tried.returncode == 0 else ()
