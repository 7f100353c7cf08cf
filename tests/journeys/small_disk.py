"""What test_full_disk.py runs on a disk that is too small: commands, each to its end.

Run as `python -m tests.journeys.small_disk PLACE`. What is printed is JSON, one line a command:
how it ended, and which files are there afterwards.
"""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.journeys.terminal import Ended, Terminal


def commands(terminal: Terminal) -> Iterator[tuple[str, Ended]]:
    """Fill the disk by importing, then try everything else that writes; then make room."""
    ballast = terminal.computer / "ballast"
    ballast.write_bytes(bytes(7_000_000))
    pages = sorted((terminal.stick / "pages").iterdir())
    yield "import", terminal.run("import", "--kind", "article", *pages)
    yield "list", terminal.run("list", "--json")
    yield "verify", terminal.run("verify")
    _fill(terminal.computer / "rest")
    purpose = ("--purpose", "internal-analysis")
    out = terminal.computer / "dossier.pdf"
    yield "dossier", terminal.run("dossier", out, "A-001", "A-002", *purpose)
    yield "new", terminal.run("new", terminal.computer / "Other.satchel", "--light-kdf")
    long = terminal.stick / "long.json"
    long.write_text(json.dumps({"title": "long " * 60_000}))
    yield "set", terminal.run("set", "A-001", "--json-file", long)
    yield "list later", terminal.run("list", "--json")
    ballast.unlink()
    yield "verify later", terminal.run("verify", "--json")


def _fill(file: Path) -> None:
    """Leave no room for more than two blocks."""
    size = 0
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as out:
        while True:
            size += out.write(bytes(4096))
    os.truncate(file, max(0, size - 2 * 4096))


def main(place: Path) -> None:
    """Go through the commands. Temporary files have a disk with room enough."""
    terminal = Terminal(place)
    terminal.temporary = terminal.stick / "tmp"
    terminal.temporary.mkdir()
    terminal.make_archive()
    own = ("ballast", "rest")
    for step, ended in commands(terminal):
        names = {str(path.relative_to(place)) for path in terminal.computer.glob("**/*")}
        there = sorted(name for name in names if not name.endswith(own))
        sys.stdout.write(json.dumps({"step": step, "there": there, **asdict(ended)}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
