"""A small project to start: the real run.py and packaging/, a program and a package of its own."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

_PROGRAM = """
import json, os, sys
import small_package
words = sys.argv[1:]
heard = "" if sys.stdin.isatty() else sys.stdin.read()
print(json.dumps({"words": words, "cwd": os.getcwd(), "stdin": heard,
                  "package": small_package.VERSION, "prefix": sys.prefix}))
sys.exit(int(words[1]) if words[:1] == ["end"] else 0)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What came of one start."""

    code: int
    out: str
    said: str


class SmallProject:
    """A copy of the start-up scripts in a folder of its own, locked to one tiny package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self._wheels = folder / "wheels"
        self._wheels.mkdir(parents=True)
        ignored = shutil.ignore_patterns("__pycache__", "requirements*")
        shutil.copytree(PROJECT / "packaging", self.folder / "packaging", ignore=ignored)
        shutil.copy(PROJECT / "run.py", self.folder / "run.py")
        (self.folder / "app").mkdir()
        (self.folder / "app" / "__init__.py").touch()
        (self.folder / "app" / "__main__.py").write_text(_PROGRAM, "utf-8")
        self.environment = self.folder / ".venv"
        self.require("1.0")

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables of a start: packages come from a folder, not from a network."""
        kept = {n: v for n, v in os.environ.items() if n not in ("PYTHONPATH", "PYTHONSAFEPATH")}
        return kept | {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self._wheels),
            "PIP_CONFIG_FILE": os.devnull,
            "DISPLAY": "",
            "WAYLAND_DISPLAY": "",
            "QT_QPA_PLATFORM": "",
        }

    def require(self, version: str, *, digest: str | None = None) -> None:
        """Lock the project to another version of its package."""
        wheel = self._wheels / f"small_package-{version}-py3-none-any.whl"
        _write_wheel(wheel, version)
        right = hashlib.sha256(wheel.read_bytes()).hexdigest()
        line = f"small-package=={version} --hash=sha256:{digest or right}\n"
        (self.folder / "packaging" / "requirements.txt").write_text(line, "utf-8")

    def begin(self, *words: str, cwd: Path | None = None) -> subprocess.Popen[str]:
        """Start `run.py` and return at once."""
        return subprocess.Popen(
            [sys.executable, str(self.folder / "run.py"), *words],
            cwd=cwd or self.folder,
            env=self.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *words: str, cwd: Path | None = None, stdin: str = "") -> Started:
        """Start `run.py` and wait for it."""
        process = self.begin(*words, cwd=cwd)
        out, said = process.communicate(stdin)
        return Started(code=process.returncode, out=out, said=said)


def _write_wheel(path: Path, version: str) -> None:
    info = f"small_package-{version}.dist-info"
    files = {
        "small_package.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: small-package\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record += f"{name},sha256={digest.decode()},{len(text.encode())}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(zipfile.ZipInfo(name), text)


@pytest.fixture
def small(tmp_path: Path) -> SmallProject:
    """Return a project that was never started before."""
    return SmallProject(tmp_path)


@pytest.fixture(scope="module")
def first_starts(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallProject, list[Started]]:
    """Return a project, and what came of its first two starts, which were begun at once."""
    project = SmallProject(tmp_path_factory.mktemp("started"))
    both = [project.begin("first"), project.begin("first")]
    answers = []
    for process in both:
        out, said = process.communicate("")
        answers.append(Started(code=process.returncode, out=out, said=said))
    return project, answers


@pytest.fixture
def started(first_starts: tuple[SmallProject, list[Started]]) -> SmallProject:
    """Return a project that was started before; tests leave it as it is."""
    return first_starts[0]
