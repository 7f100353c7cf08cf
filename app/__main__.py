"""The supervisor: starts the window process, and a fresh one whenever the archive is locked.

Locking must leave no secret in any process, and in Python only the end of a process does that. So
this process, which never sees a secret, outlives the one that does. With words on the command line
it hands over to the terminal commands instead, and Qt is not touched.

The two talk in lines of JSON: the archive's place goes to the window by standard input (a command
line can be read by everybody on the computer), and comes back by standard output when another
archive was opened. The pipe stays open: where it closes, the window process ends itself.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from app.confined.socket_filter import forbid_network
from app.confined.surroundings import window_surroundings
from app.errors import SystemTroubleError
from app.settings import load_settings
from app.translation import _, use_language

CRASHES = 3
CRASH_SECONDS = 120.0


class Ending(IntEnum):
    """How a window process ends; anything else is a crash."""

    QUIT = 0
    CANNOT_START = SystemTroubleError.exit_code
    LOCK = 90


@dataclass(kw_only=True)
class Supervisor:
    """Starts window processes one after the other until one of them quits.

    Attributes:
        command: Starts the window process.
        environment: What the window process finds around it; None for what this one found.
        archive: Place of the archive that the lock screen offers; empty for none.
        clock: Seconds of a clock that only moves forward.
    """

    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    archive: str = ""
    clock: Callable[[], float] = time.monotonic
    _crashes: deque[float] = field(default_factory=lambda: deque(maxlen=CRASHES))

    def run(self) -> int:
        """Keep a window open until the person quits.

        Returns:
            0 after quitting, 8 where no window can be opened, 1 after three crashes in two
            minutes.
        """
        sentence = ""
        while True:
            ending = self._one_window(sentence)
            if ending in (Ending.QUIT, Ending.CANNOT_START):
                return ending
            sentence = ""
            if ending != Ending.LOCK:
                self._crashes.append(self.clock())
                if self._too_many():
                    _say(
                        _("The window ended by itself three times in two minutes."),
                        _("Nothing that was saved is lost. Start Satchel again later."),
                    )
                    return 1
                sentence = _("The window ended by itself. Everything that was saved is still here.")

    def _too_many(self) -> bool:
        crashes = self._crashes
        return len(crashes) == CRASHES and crashes[-1] - crashes[0] <= CRASH_SECONDS

    def _one_window(self, sentence: str) -> int:
        """Run one window process to its end."""
        order = {"archive": self.archive, "sentence": sentence, "parent": os.getpid()}
        child = subprocess.Popen(  # noqa: S603  our own module, started without a shell
            list(self.command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            close_fds=True,
            env=self.environment,
        )
        assert child.stdin is not None and child.stdout is not None
        locking = False
        try:
            with contextlib.suppress(BrokenPipeError):
                child.stdin.write(json.dumps(order).encode() + b"\n")
                child.stdin.flush()
            for line in child.stdout:
                told = _understood(line)
                locking = locking or told.get("locking") is True
                archive = told.get("archive")
                if isinstance(archive, str):
                    self.archive = archive
            ending = child.wait()
        finally:
            with contextlib.suppress(BrokenPipeError):
                child.stdin.close()
            child.stdout.close()
            if child.poll() is None:
                child.kill()
                child.wait()
        # A window that hangs while it locks is ended from outside Python, with a code of its own.
        return Ending.LOCK if locking else ending


def _understood(line: bytes) -> dict[str, object]:
    """One line from the window process; a line that is no JSON object says nothing."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _say(*sentences: str) -> None:
    """Say something to whoever started the program from a terminal."""
    sys.stderr.write(" ".join(sentences) + "\n")


def _has_screen() -> bool:
    """Whether a window can be opened at all. Only Linux tells beforehand."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def main(words: Sequence[str] | None = None) -> int:
    """Open the window, or hand words to the terminal commands.

    Returns:
        The exit code.
    """
    # For every command, and for all that is ever started from here.
    forbid_network()
    words = sys.argv[1:] if words is None else words
    if words:
        from app.cli.main import run  # Terminal commands must not wait for anything of the window.

        return run(list(words))
    settings = load_settings()
    if settings.language:
        use_language(settings.language)
    if not _has_screen():
        _say(
            _("There is no screen to open a window on."),
            _("Use the terminal commands: they begin with --help."),
        )
        return Ending.CANNOT_START
    remembered = settings.remembered_archive
    here = str(Path(__file__).resolve().parent.parent)
    supervisor = Supervisor(
        # With -P nothing is imported from the folder that the program happened to be started in.
        command=[sys.executable, "-P", "-m", "app.ui.window_process"],
        environment=window_surroundings(os.environ)
        | {"PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))},
        archive=str(remembered) if remembered is not None else "",
    )
    try:
        return supervisor.run()
    except KeyboardInterrupt:
        return Ending.QUIT


if __name__ == "__main__":
    sys.exit(main())
