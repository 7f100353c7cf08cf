"""Tries things from inside the walls, or without them, and says what came of it.

    python -m tests.confined.in_jail WALLS ATTEMPT FOLDER

Prints `done`, or the name of the error. `WALLS` is `jail` or `free`.
"""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from app.confined.jail import MEMORY_BYTES, enter_jail


def _attempts(folder: Path) -> dict[str, Callable[[], object]]:
    library = ctypes.CDLL(None, use_errno=True)

    def call(answer: int) -> None:
        if answer < 0:
            raise OSError(ctypes.get_errno(), "refused")

    def fork() -> None:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)

    def thread() -> None:
        own: list[int] = []
        other = threading.Thread(target=lambda: own.append(os.getpid()))
        other.start()
        other.join()
        assert own == [os.getpid()]

    def clone(flags: int) -> None:
        # A child of its own, so that it has the stack of its parent to itself.
        child = library.syscall(56 if os.uname().machine == "x86_64" else 220, flags, 0, 0, 0, 0)
        if child == 0:
            os._exit(0)
        call(child)

    return {
        "thread": thread,
        "process-by-clone": lambda: clone(signal.SIGCHLD),
        "shared-process-by-clone": lambda: clone(signal.SIGCHLD | 0x4000),
        "read": lambda: (folder / "there.txt").read_bytes(),
        "write": lambda: (folder / "new.txt").write_bytes(b"x"),
        "change": lambda: (folder / "there.txt").open("ab").close(),
        "remove": lambda: (folder / "there.txt").unlink(),
        "list": lambda: list(folder.iterdir()),
        "look": lambda: (folder / "there.txt").stat(),
        "link": lambda: (folder / "link").symlink_to(folder),
        "connect": lambda: call(library.socket(2, 1, 0)),
        "local-socket": lambda: call(library.socket(1, 1, 0)),
        "fork": fork,
        "run": lambda: os.execv("/bin/true", ["true"]),
        "signal": lambda: os.kill(os.getppid(), signal.SIGCONT),
        "trace": lambda: call(library.ptrace(16, os.getppid(), 0, 0)),
        "memory-of-parent": lambda: call(
            library.process_vm_readv(os.getppid(), None, 0, None, 0, 0)
        ),
        "memory": lambda: bytearray(MEMORY_BYTES),
        "allowed": lambda: sum(range(1000)) and bytearray(1 << 20),
    }


def main(words: list[str]) -> int:
    """Try one thing."""
    walls, attempt, folder = words
    act = _attempts(Path(folder))[attempt]
    if walls == "jail":
        enter_jail()
    try:
        act()
    except (OSError, MemoryError) as error:
        os.write(1, type(error).__name__.encode())
        os._exit(0)
    os.write(1, b"done")
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
