"""The program's own Python environment, made on first use from locked requirements.

It lies in `.venv` beside `run.py`, or in the user's cache when that folder cannot be written.
A stamp, written last, names the lock file it was made from and the Python it belongs to; a mark,
written first and removed last, tells an interrupted making from a finished one.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO

import system_libraries
from locking import alone
from saying import CannotStart, say

RUNTIME = "requirements.txt"
"""Lock file of what the program needs."""
DEVELOPMENT = "requirements-dev.txt"
"""Lock file of what the tests need too; it holds everything of `RUNTIME`, in the same versions."""

_LOCK = "satchel-lock"
_UNFINISHED = "satchel-unfinished"
_MISLEADING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PYTHONHOME")


def provide(project: Path, requirements: str) -> Path:
    """Make the environment if it is not there yet, and return its Python.

    Args:
        project: The folder that holds `packaging`.
        requirements: `RUNTIME` or `DEVELOPMENT`.

    Raises:
        CannotStart: No environment can be made here; the message says why.
    """
    lock_file = project / "packaging" / requirements
    homes = (project / ".venv", cache_folder(project))
    for home in homes:
        if is_ready(home, lock_file):
            return python_of(home)
    reasons = []
    for home in homes:
        try:
            home.mkdir(parents=True, exist_ok=True)
            lock = (home / _LOCK).open("a+b")
        except OSError as why:
            reasons.append(f"{home}: {why.strerror}")
            continue
        with lock, alone(lock):
            if not is_ready(home, lock_file):
                _make(home, lock_file, lock)
        return python_of(home)
    raise CannotStart("No folder for Satchel's environment can be written: " + "; ".join(reasons))


def cache_folder(project: Path) -> Path:
    """Return the environment's place in the user's cache, one for each project folder."""
    if sys.platform == "win32":
        cache = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        cache = str(Path.home() / "Library" / "Caches")
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    name = hashlib.sha256(os.fsencode(project)).hexdigest()[:16]
    return Path(cache) / "satchel" / f"environment-{name}"


def python_of(home: Path) -> Path:
    """Return the Python of the environment in `home`."""
    if sys.platform == "win32":
        return home / "Scripts" / "python.exe"
    return home / "bin" / "python"


def is_ready(home: Path, lock_file: Path) -> bool:
    """Tell whether the environment in `home` was completely made from `lock_file`."""
    if (home / _UNFINISHED).exists():
        return False
    try:
        return _stamp(home, lock_file).read_text("utf-8") == _description(home, lock_file)
    except OSError:
        return False


def _stamp(home: Path, lock_file: Path) -> Path:
    return home / f"satchel-{lock_file.stem}.stamp"


def _description(home: Path, lock_file: Path) -> str:
    """Describe what an environment is made of: the lock file, and the Python behind its link."""
    python = python_of(home).resolve(strict=True)
    return f"{hashlib.sha256(lock_file.read_bytes()).hexdigest()}\n{python}\n"


def _make(home: Path, lock_file: Path, lock: IO[bytes]) -> None:
    usable = _is_usable(home)
    if not usable and importlib.util.find_spec("ensurepip") is None:
        system_libraries.provide_ensurepip()
    (home / _UNFINISHED).touch()
    say(f"Preparing Satchel's environment in {home}, once; this can take some minutes.")
    if not usable:
        _make_empty(home, lock)
    if not _install(home, lock_file, lock):
        # pip undoes what it could not finish, so what was there before still works.
        (home / _UNFINISHED).unlink()
        raise CannotStart(
            "The packages Satchel needs could not be installed: the lines above say why; "
            "with a connection and 1 GB of free disk, start it once more."
        )
    locks = [lock_file]
    if lock_file.name == DEVELOPMENT:
        locks.append(lock_file.with_name(RUNTIME))
    for made_from in locks:
        _stamp(home, made_from).write_text(_description(home, made_from), "utf-8")
    (home / _UNFINISHED).unlink()


def _is_usable(home: Path) -> bool:
    """Tell whether an environment lies in `home` that only needs other packages."""
    if (home / _UNFINISHED).exists() or not python_of(home).exists():
        return False
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    answer = subprocess.run([str(python_of(home)), "-I", "-c", check], capture_output=True)
    return answer.returncode == 0


def _make_empty(home: Path, lock: IO[bytes]) -> None:
    if Path(sys.prefix) == home:
        raise CannotStart(
            f"The environment in {home} is unfinished: start run.py with the system's Python."
        )
    for child in home.iterdir():
        if child.name in (_LOCK, _UNFINISHED):
            continue
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()
    if not _run([sys.executable, "-I", "-m", "venv", str(home)], lock):
        raise CannotStart(
            f"This Python could not make an environment in {home}: the lines above say why."
        )


def _install(home: Path, lock_file: Path, lock: IO[bytes]) -> bool:
    command = [str(python_of(home)), "-I", "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "--only-binary", ":all:", "-r", str(lock_file)]
    if not sys.stderr.isatty():
        command.append("-qq")
    return _run(command, lock)


def _run(command: list[str], lock: IO[bytes]) -> bool:
    """Run a command that changes the environment, and tell whether it ended well.

    It holds the lock too: if this process is killed, the next start waits for what is left of it.
    """
    ended = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        pass_fds=() if sys.platform == "win32" else (lock.fileno(),),
        env={n: v for n, v in os.environ.items() if n not in _MISLEADING},
    )
    return ended.returncode == 0
