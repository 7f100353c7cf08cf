"""What `run.py` does with the words it is given."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import checks
import environment
import system_libraries
from saying import CannotStart, say


def main(project: Path, words: Sequence[str]) -> int:
    """Open the window, run a command, or run the tests.

    Args:
        project: The folder that holds `app` and `packaging`.
        words: What followed `run.py` on the command line.

    Returns:
        The exit code. On POSIX a command replaces this process, so that it never returns.
    """
    try:
        if words[:1] == ["test"]:
            return checks.run(project, words[1:])
        return _run_app(project, list(words))
    except CannotStart as trouble:
        say(str(trouble))
        return trouble.exit_code
    except KeyboardInterrupt:
        say("Cancelled.")
        return 7


def _run_app(project: Path, words: list[str]) -> int:
    if not words and not has_screen(sys.platform, os.environ):
        say("There is no screen here, so the demo runs in the terminal instead of the window.")
        words = ["demo"]
    if not words:
        system_libraries.provide(system_libraries.WINDOW)
    python = environment.provide(project, environment.RUNTIME)
    command = [str(python), "-m", "app", *words]
    variables = app_variables(project, os.environ)
    if os.name == "posix":
        os.execve(command[0], command, variables)
    # Ctrl+C reaches the program as well; it decides, and this process waits for its exit code.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command, env=variables)


def has_screen(platform: str, variables: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown; a Qt platform that was asked for is taken at its word."""
    if platform in ("win32", "darwin"):
        return True
    return any(variables.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def app_variables(project: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment variables under which the program finds itself, and only itself.

    The working directory stays the caller's, which may be a stranger's USB stick: nothing lying
    there may be imported, hence `PYTHONSAFEPATH`.
    """
    kept = {n: v for n, v in variables.items() if n not in ("PYTHONHOME", "PYTHONSTARTUP")}
    return kept | {
        "PYTHONPATH": str(project),
        "PYTHONSAFEPATH": "1",
        "PYTHONNOUSERSITE": "1",
    }
