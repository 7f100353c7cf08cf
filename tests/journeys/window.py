"""The real window process, walked through by `window_journey.py`, seen from outside."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.journeys.terminal import Terminal

_SCRIPT = Path(__file__).with_name("window_journey.py")
_SECONDS = 240


class OpenWindow:
    """A window process that has gone the whole journey and waits, unlocked, to be locked.

    Args:
        archive: To be unlocked; without one the person in the window makes a new one.
        variables: Added to the environment.

    Attributes:
        secrets: Passphrase, and recovery code if it was shown.
    """

    def __init__(
        self, terminal: Terminal, archive: Path | None, variables: Mapping[str, str] | None = None
    ) -> None:
        self.secrets: tuple[str, ...] = ()
        go_ahead, self._go = os.pipe()
        self._noise = terminal.stick / "window.err"
        with self._noise.open("wb") as noise:
            self._process = subprocess.Popen(
                [
                    *terminal.through,
                    *(sys.executable, str(_SCRIPT), str(go_ahead), str(terminal.results)),
                ],
                cwd=terminal.here,
                env=terminal.environment | dict(variables or {}),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=noise,
                pass_fds=(go_ahead,),
            )
        os.close(go_ahead)
        order = {"archive": str(archive or ""), "sentence": "", "parent": 0}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def __enter__(self) -> Self:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            arrived = json.loads(line).get("arrived")
            if arrived:
                self.secrets = tuple(arrived)
                return self
        self.__exit__(None, None, None)
        raise AssertionError(self.said())

    def lock(self) -> int:
        """Let it lock, and wait for its end; its exit code."""
        os.write(self._go, b".")
        return self._process.wait(_SECONDS)

    def kill(self) -> None:
        """End it from outside, in the middle of everything."""
        self._process.kill()
        self._process.wait(_SECONDS)

    def said(self) -> str:
        """What it wrote to standard error."""
        return self._noise.read_text(errors="replace")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._go)
        self._process.kill()
        self._process.wait(_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
