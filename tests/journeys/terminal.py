"""Terminal commands as they run on somebody's computer: a process each, in a home of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.archive.opening import KdfParameters, create_archive

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "tide pebble lantern"
# Far below the floor that any command, window or setting can reach: only tests pass this.
QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)
_SECONDS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """What `--json` printed."""
        return json.loads(self.out)

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


class Terminal:
    """A computer with its home, temporary and settings folders, and a stick beside it.

    Attributes:
        computer: Everything of this computer that a command might write to, the archive included.
        stick: Where files come from and results go, the passphrase's file included.
        archive: The archive that commands are told of.
        copies: Where its backup, and what is restored and salvaged, would be.
        through: Words before the program's own, such as those that start a tracer.
    """

    def __init__(self, place: Path, through: Sequence[str] = ()) -> None:
        self.computer, self.stick = place / "computer", place / "stick"
        self.archive = self.computer / "Blue notebook.satchel"
        names = ("Backup", "Restored.satchel", "Salvaged.satchel")
        self.copies = tuple(self.computer / name for name in names)
        self.through = tuple(through)
        self.here, self.temporary = self.computer / "here", self.computer / "tmp"
        self.results = self.stick / "results"
        for folder in (self.here, self.results, *map(Path, self._folders().values())):
            folder.mkdir(parents=True, exist_ok=True)
        self.passphrase_file = self.stick / "passphrase"
        self.passphrase_file.write_text(PASSPHRASE + "\n")

    def _folders(self) -> dict[str, str]:
        names = {
            "HOME": "home",
            "TMPDIR": str(self.temporary),
            "XDG_CACHE_HOME": "home/.cache",
            "XDG_CONFIG_HOME": "home/.config",
            "XDG_DATA_HOME": "home/.local/share",
            "XDG_STATE_HOME": "home/.local/state",
            "XDG_RUNTIME_DIR": "run",
        }
        return {name: str(self.computer / folder) for name, folder in names.items()}

    @property
    def environment(self) -> dict[str, str]:
        """What the program finds around it."""
        return self._folders() | {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONSAFEPATH": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def make_archive(self) -> None:
        """An empty archive whose key costs nothing."""
        create_archive(self.archive, PASSPHRASE, kdf=QUICK).archive.close()

    def command(self, *words: str | Path) -> list[str]:
        """The words that start a command on the archive."""
        return [
            *self.through,
            *(sys.executable, "-m", "app"),
            *("--passphrase-file", str(self.passphrase_file), "--archive", str(self.archive)),
            *map(str, words),
        ]

    def run(self, *words: str | Path) -> Ended:
        """Run a command on the archive to its end."""
        return self._ended(self.command(*words))

    def run_bare(self, *words: str | Path, stdin: str = "", **variables: str) -> Ended:
        """Run a command that is told of no archive and no passphrase but in its own words."""
        command = [*self.through, sys.executable, "-m", "app", *map(str, words)]
        return self._ended(command, stdin, variables)

    def json(self, *words: str | Path) -> Any:
        """Run a command that has to succeed, and read its JSON."""
        ended = self.run("--json", *words)
        assert ended.code == 0, ended.err
        return ended.document

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start a command and let it run."""
        return subprocess.Popen(
            self.command(*words),
            cwd=self.here,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def _ended(
        self, command: list[str], stdin: str = "", variables: dict[str, str] | None = None
    ) -> Ended:
        done = subprocess.run(
            command,
            input=stdin,
            cwd=self.here,
            env=self.environment | (variables or {}),
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        return Ended(code=done.returncode, out=done.stdout, err=done.stderr)
