"""What a process does to itself before it holds a secret."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4  # From linux/prctl.h


def forbid_dumps() -> None:
    """No core dump and no tracing by other programs of the same user, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # There is none on Windows.

    # In this order: raising the limit again would need a process that can be dumped.
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
