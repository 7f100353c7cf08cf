"""What a process that holds secrets forbids itself."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux's")
@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("from app.store.secrecy import forbid_dumps", "forbid_dumps()"),
        ("from app.cli.main import run", "run(['nothing like a command'])"),
    ],
)
def test_there_is_no_core_dump(module: str, statement: str) -> None:
    """In the terminal too: nobody may dump or trace the process, and cores are 0 bytes."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import ctypes, resource\n"
            f"{module}\n"
            "before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)\n"
            f"{statement}\n"
            "print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),"
            " *resource.getrlimit(resource.RLIMIT_CORE))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["1", "0", "0", "0"]
