"""The window process's end of the line to its supervisor. See `app.__main__`."""

import json
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the supervisor asks for.

    Attributes:
        archive: The archive that the lock screen offers, or None.
        sentence: Shown on the lock screen; empty for none.
        parent: Process number of the supervisor; 0 where unknown.
    """

    archive: Path | None = None
    sentence: str = ""
    parent: int = 0


def read_order(pipe: BinaryIO) -> Order:
    """Read the one line that the supervisor sends at the start."""
    try:
        told = json.loads(pipe.readline())
    except ValueError:
        return Order()
    if not isinstance(told, dict):
        return Order()
    archive, sentence, parent = told.get("archive"), told.get("sentence"), told.get("parent")
    return Order(
        archive=Path(archive) if isinstance(archive, str) and archive else None,
        sentence=sentence if isinstance(sentence, str) else "",
        parent=parent if isinstance(parent, int) else 0,
    )


class SupervisorLink:
    """Tells the supervisor what the next window process has to know."""

    def __init__(self, line: int) -> None:
        self._line = line
        self._guard = threading.Lock()

    @classmethod
    def take_over_output(cls) -> "SupervisorLink":
        """Keep standard output for the supervisor; what others print goes to standard error."""
        line = os.dup(1)
        os.set_inheritable(line, False)
        sys.stdout.flush()
        os.dup2(2, 1)
        return cls(line)

    def tell_archive(self, archive: Path | None) -> None:
        """The next lock screen offers this archive; with None it asks which."""
        self._say({"archive": "" if archive is None else str(archive)})

    def tell_locking(self) -> None:
        """From now on this process ends in order to lock, however it ends."""
        self._say({"locking": True})

    def _say(self, told: dict[str, str | bool]) -> None:
        with self._guard:
            try:
                os.write(self._line, json.dumps(told).encode() + b"\n")
            except OSError:
                return  # The supervisor is gone; the closed pipe ends this process anyway.
