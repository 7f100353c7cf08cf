"""Write the locked requirements anew: `python packaging/lock.py [--upgrade]`.

Run it after changing the dependencies in `pyproject.toml`, and commit what it writes. Versions
stay as they are unless `--upgrade` is given. The locks hold hashes for every platform and no
address, and are refused when one of the platforms would have to compile something. It uses the
`uv` program, from the path or from an environment of its own that it throws away.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from environment import DEVELOPMENT, RUNTIME, python_of
from saying import CannotStart, say

PROJECT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.14")
PLATFORMS = (
    "x86_64-manylinux_2_34",
    "aarch64-manylinux_2_39",
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
)
"""Where it must install from ready-made packages; the Linux versions are the window's library's."""

_HEADER = "# Written by packaging/lock.py from pyproject.toml; change that and run it again.\n"


def main(words: Sequence[str]) -> int:
    """Write both locks and check that every platform can install them."""
    with tempfile.TemporaryDirectory() as scratch:
        uv = _find_uv(Path(scratch))
        for name, extra in ((RUNTIME, ()), (DEVELOPMENT, ("--extra", "dev"))):
            lock = PROJECT / "packaging" / name
            _compile(uv, lock, [*extra, *words])
            for platform in PLATFORMS:
                for version in PYTHONS:
                    _check_installable(uv, lock, platform, version)
            say(f"{lock.name} is written, and installs on every platform")
    return 0


def _find_uv(scratch: Path) -> str:
    found = shutil.which("uv")
    if found is None:
        subprocess.run([sys.executable, "-m", "venv", str(scratch)], check=True)
        python = python_of(scratch)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "uv"], check=True)
        found = str(python.with_name("uv"))
    return found


def _compile(uv: str, lock: Path, words: Sequence[str]) -> None:
    command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", PYTHONS[0]]
    command += ["--generate-hashes", "--no-annotate", "--no-header", "--strip-extras"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--fork-strategy", "fewest"]
    command += ["--constraints", str(PROJECT / "packaging" / "constraints.txt")]
    if lock.name == DEVELOPMENT:
        command += ["--constraints", str(lock.with_name(RUNTIME))]
    command += [*words, "--output-file", str(lock), str(PROJECT / "pyproject.toml")]
    # Kept off standard output, where uv repeats the whole lock.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    lock.write_text(_HEADER + lock.read_text("utf-8").removeprefix(_HEADER), "utf-8")


def _check_installable(uv: str, lock: Path, platform: str, version: str) -> None:
    command = [uv, "pip", "compile", "--quiet", "--only-binary", ":all:"]
    command += ["--python-platform", platform, "--python-version", version, str(lock)]
    variables = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": "13.0"}
    answer = subprocess.run(command, env=variables, capture_output=True, text=True)
    if answer.returncode != 0:
        raise CannotStart(f"{lock.name} on {platform}, Python {version}: {answer.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
