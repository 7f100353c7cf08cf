"""Starting a confined process, and ending one that takes too long."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Self

_HERE = Path(__file__).resolve().parents[2]


def start(module: str, *words: str, stdin: int | IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start a module of this program as a process that shuts itself in.

    Args:
        module: Its full name.
        words: What it is told on its command line: never anything of a person.
        stdin: An opened file, or `subprocess.PIPE`.
    """
    return subprocess.Popen(  # noqa: S603 (only this program's own modules)
        # -P and -s: nothing is imported from the present folder, which may be anybody's stick,
        # nor from the person's own packages; the walls are not up yet at that moment.
        [sys.executable, "-P", "-s", "-m", module, *words],
        cwd=_HERE,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        # Ctrl-C is for the program, which then ends its processes itself.
        start_new_session=True,
        env=_environment(),
    )


def end(process: "subprocess.Popen[bytes]") -> None:
    """End it at once: it holds nothing that is needed."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            continue  # what was not sent any more is not missed
    process.wait()


class Deadline:
    """Ends a process if a block takes too long.

    Attributes:
        passed: It did.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        self._process = process
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True
        self.passed = False

    def _pass(self) -> None:
        self.passed = True
        self._process.kill()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()


def _environment() -> dict[str, str]:
    """Nothing of the person's environment but what Python needs to start."""
    kept = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
    given = {name: os.environ[name] for name in kept if name in os.environ}
    return {**given, "PYTHONPATH": str(_HERE), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
