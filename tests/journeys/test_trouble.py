"""What a person is told in the terminal where an archive is in trouble."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.refusals import assert_refused
from tests.journeys.terminal import ROOT, Terminal
from tests.journeys.test_bad_input import state
from tests.journeys.troubled import TROUBLES

_READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


def _mounts() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "-rm", "sh", "-c", 'mount --bind "$0" "$0"', "/tmp"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


@pytest.mark.parametrize("name", TROUBLES)
def test_trouble_gets_a_clear_answer(notebook: Terminal, name: str) -> None:
    """One line and the exit code that fits, nothing changed; or no trouble at all."""
    trouble = TROUBLES[name]
    with trouble.makes(notebook.archive):
        before = state(notebook.archive)
        ended = notebook.run("list", "--json")
        if trouble.code == 0:
            assert ended.code == 0, ended.err
            assert ended.document["count"] == 0
        else:
            assert_refused(ended, trouble.code, *trouble.words)
            assert state(notebook.archive) == before


def test_ten_wrong_passphrases_change_nothing(notebook: Terminal) -> None:
    """Each is told so, none is called damage, and the right one still opens."""
    before = state(notebook.archive)
    for attempt in range(10):
        wrong = notebook.stick / "wrong"
        wrong.write_text(f"tide pebble lanterns {attempt}\n")
        ended = notebook.run("list", "--passphrase-file", wrong)
        assert_refused(ended, 3, "passphrase")
        assert "damage" not in ended.err.lower()
    assert state(notebook.archive) == before
    assert notebook.run("list").code == 0


@pytest.mark.skipif(not _mounts(), reason="needs unshare and mounts (Linux)")
def test_a_read_only_folder_gets_a_clear_answer(notebook: Terminal) -> None:
    """Code 8 and what to do, for reading as for adding: it is never half open."""
    page = notebook.stick / "page.txt"
    page.write_text("The goats came down again\n\nThey went up the hill and came down at dusk.\n")
    before = state(notebook.archive)
    notebook.through = ("unshare", "-rm", "sh", "-c", _READ_ONLY, str(notebook.archive))
    for words in (("list",), ("import", page)):
        assert_refused(notebook.run(*words), 8, "cannot be written")
    notebook.through = ()
    assert state(notebook.archive) == before


_CLOCK = """
import datetime
class Wrong(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) - datetime.timedelta(days=4000)
datetime.datetime = Wrong
"""


def test_a_clock_that_was_set_back_loses_and_hides_nothing(notebook: Terminal) -> None:
    """Everything works, the newest change is the newest, the log is whole, and says what was."""
    wrong = notebook.stick / "wrong clock"
    wrong.mkdir()
    (wrong / "sitecustomize.py").write_text(_CLOCK)
    page = notebook.stick / "page.txt"
    page.write_text("The goats came down again\n\nThey went up the hill and came down at dusk.\n")
    assert notebook.run("import", page, "--kind", "article").code == 0
    common = ("--archive", notebook.archive, "--passphrase-file", notebook.passphrase_file)
    for words in (
        ("set", "A-001", "title=Goats at dusk"),
        ("show", "A-001"),
        ("search", "goats"),
        ("verify",),
    ):
        ended = notebook.run_bare(*common, *words, PYTHONPATH=f"{wrong}:{ROOT}")
        assert ended.code == 0, ended.err
    revisions = notebook.json("history", "A-001")["revisions"]
    assert len(revisions) == 2
    assert notebook.json("show", "A-001")["record"]["title"] == "Goats at dusk"
    assert notebook.json("verify")["ok"]
    entries = notebook.run("audit", "--json")
    assert entries.code == 0
    times = [entry["at"] for entry in entries.document["entries"]]
    assert times == sorted(times, reverse=True)


def test_the_wrong_clock_of_the_test_is_wrong(tmp_path: Path) -> None:
    """A program that is started so does believe that it is years ago."""
    (tmp_path / "sitecustomize.py").write_text(_CLOCK)
    tells = "from datetime import UTC, datetime; print(datetime.now(UTC).isoformat())"
    told = subprocess.run(
        [sys.executable, "-c", tells],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert datetime.fromisoformat(told.stdout.strip()) < datetime.now(UTC) - timedelta(days=3999)
