"""`run.py test`: one command checks everything: formatting, types, imports, tests."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import environment
import system_libraries
from saying import say

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

CHECKS: Sequence[tuple[str, Sequence[str]]] = (
    ("formatting", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ("style", ("-m", "ruff", "check", "--quiet", ".")),
    ("imports", ("-c", _LINT_IMPORTS)),
    ("types", ("-m", "mypy", "--no-error-summary")),
)
"""What is checked before the tests run: a name, and what the environment's Python is told."""


def run(project: Path, words: Sequence[str]) -> int:
    """Run the checks and the tests; with arguments for pytest, the tests alone.

    Args:
        project: The folder that holds `app` and `tests`.
        words: `--nightly` for the long hunts as well; anything else goes to pytest.

    Returns:
        0 when all is well, otherwise the exit code of what was not, pytest's first: no test
        having run (5) counts as that.
    """
    nightly = "--nightly" in words
    arguments = [word for word in words if word != "--nightly"]
    system_libraries.provide(system_libraries.WINDOW)
    system_libraries.provide_test_programs()
    python = environment.provide(project, environment.DEVELOPMENT)
    variables = _variables(project)
    unwell = [] if arguments else _failed_checks(project, python, variables)
    tests = subprocess.call(
        [str(python), "-m", "pytest", *_pytest_options(nightly), *arguments],
        cwd=project,
        env=variables,
    )
    if unwell:
        say(f"Not well: {', '.join(unwell)}")
    return tests or (1 if unwell else 0)


def _variables(project: Path) -> dict[str, str]:
    """Return the variables for a run without a screen, where Qt draws into memory."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONHOME")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(project)}


def _failed_checks(project: Path, python: Path, variables: dict[str, str]) -> list[str]:
    failed = []
    for name, words in CHECKS:
        began = time.monotonic()
        code = subprocess.call([str(python), *words], cwd=project, env=variables, stdout=sys.stderr)
        say(f"{name}: {'well' if code == 0 else 'NOT WELL'} ({time.monotonic() - began:.0f} s)")
        if code != 0:
            failed.append(name)
    return failed


def _pytest_options(nightly: bool) -> list[str]:
    # The project's own options leave the nightly ones out; the last word counts.
    options = ["-m", ""] if nightly else []
    if (os.cpu_count() or 1) >= 2:
        # By file: what a module's fixtures build is built once. A worker that died is not replaced:
        # xdist waits for ever for what a replacement was to do (3.8), and the run is lost anyway.
        options += ["-n", "2", "--dist", "loadfile", "--max-worker-restart=0"]
    return options
