"""Every file of the collections of real and broken files: drafts, or one clear reason."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.confined.jail import MEMORY_BYTES
from app.confined.worker import SECONDS, Worker
from app.errors import SatchelError
from app.intake.gathering import Gathering
from app.intake.importing import read_gathered

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FOLDERS = ("archives", "office", "pdf", "eml", "exif")
# Of these, at least so many in a hundred give a draft: a reason for all would be no reading.
LEAST_READ = {"archives": 40, "office": 85, "pdf": 40, "eml": 60, "exif": 80}
_SENTENCES = re.compile(r"[A-Z“].{10,400}\.", re.S)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared"),
]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_gives_drafts_or_one_reason(folder: str) -> None:
    """None takes longer than its time, none ends this process, none takes the worker's room."""
    before = {each: each.stat().st_mtime_ns for each in SHARED.joinpath(folder).rglob("*")}
    read = troubled = 0
    with Worker() as worker:
        peak = 0
        since = time.monotonic()
        for found in Gathering([SHARED / folder]):
            try:
                drafts = read_gathered(found, worker).drafts
                assert drafts
                read += 1
            except SatchelError as reason:
                assert _SENTENCES.fullmatch(str(reason)), str(reason)
                troubled += 1
            assert time.monotonic() - since < SECONDS + 10
            peak = max(peak, _peak_bytes(worker.process))
            since = time.monotonic()
    assert read > 0
    assert 100 * read >= LEAST_READ[folder] * (read + troubled)
    assert peak <= MEMORY_BYTES
    assert {each: each.stat().st_mtime_ns for each in SHARED.joinpath(folder).rglob("*")} == before


def _peak_bytes(process: int) -> int:
    """The most address space that a process ever had; 0 where the system does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmPeak:\s+(\d+) kB", told)
    # Before the walls are up, modules are loaded; a process that just starts says nothing yet.
    return int(found[1]) * 1024 if found else 0


def test_no_file_makes_the_program_connect_or_write(tmp_path: Path) -> None:
    """Python itself refuses: no socket, no file opened for writing, no program but its own.

    The readers are shut in besides; that they cannot is tested in `tests/confined/test_jail.py`.
    """
    program = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event.startswith('socket.') or event == 'os.system':\n"
        "        raise SystemError(event)\n"
        "    named = event == 'open' and not isinstance(arguments[0], int)\n"
        "    if named and arguments[0] != '/dev/null' and arguments[2] & 0o103:\n"
        "        raise SystemError(event)\n"
        "sys.addaudithook(refuse)\n"
        "from app.cli.main import run\n"
        "sys.exit(run(sys.argv[1:]))"
    )
    folders = [str(SHARED / folder) for folder in ("office", "eml", "pdf")]
    folders += [str(file) for file in sorted((SHARED / "archives").iterdir())[::8]]
    ended = subprocess.run(
        [sys.executable, "-c", program, "import", "--dry-run", "--json", *folders],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "PATH": "/usr/bin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        check=False,
    )
    assert ended.returncode == 4, ended.stderr
    assert ended.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
