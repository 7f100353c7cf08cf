"""Backup, restore and destroy as commands, on disks as people have them."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.journeys.refusals import assert_refused
from tests.journeys.terminal import ROOT, Terminal

PAGES = ("The mill", "The ferry", "The quay")


@pytest.fixture
def filled(notebook: Terminal) -> Terminal:
    """An archive with three articles."""
    for title in PAGES:
        page = notebook.stick / f"{title}.txt"
        page.write_text(f"{title}\n\nBy Ilse Varga\n\n{title} was closed on Friday night.\n")
        notebook.json("import", "--kind", "article", page)
    return notebook


def test_an_archive_is_backed_up_lost_and_restored(filled: Terminal) -> None:
    """The whole way, and the passphrase is the same."""
    backup = filled.stick / "Backup"
    made = filled.json("backup", backup)
    assert (made["ok"], made["records"], made["copied"]) == (True, 3, 3)
    assert filled.json("backup", backup)["copied"] == 0
    listed = filled.json("list")
    shutil.rmtree(filled.archive)
    restored = filled.run_bare(
        *("restore", backup, filled.archive, "--json"),
        *("--passphrase-file", filled.passphrase_file),
    )
    assert restored.code == 0, restored.err
    assert restored.document["archive"] == str(filled.archive)
    assert filled.json("list") == listed
    again = filled.run("restore", backup, filled.archive)
    assert_refused(again, 4, "not empty")


def test_a_backup_opens_by_name(filled: Terminal) -> None:
    """`--archive DIR` is all it takes."""
    filled.json("backup", filled.stick / "Backup")
    words = ("--passphrase-file", filled.passphrase_file, "--json")
    shown = filled.run_bare("list", "--archive", filled.stick / "Backup", *words)
    assert shown.document == filled.json("list")


def test_destroying_needs_a_yes(filled: Terminal) -> None:
    """Without one it ends with 2 and says how many; with one they are gone, here only."""
    filled.json("backup", filled.stick / "Backup")
    refused = filled.run("destroy", "A-001", "A-002", "A-001")
    assert_refused(refused, 2, "2 records")
    assert filled.json("list")["count"] == 3
    filled.run("bin", "A-001")
    done = filled.run("destroy", "A-001", "A-002", "--yes", "--json")
    assert (done.code, len(done.document["destroyed"])) == (0, 2)
    assert "Backups and other copies" in done.err
    assert filled.json("list")["count"] == 1
    assert filled.json("list", "--bin")["count"] == 0
    assert_refused(filled.run("show", "A-001"), 4)
    assert filled.json("verify")["ok"]


def test_a_damaged_backup_is_named_in_json(filled: Terminal) -> None:
    """Exit code 6, one line, and the document says what it is."""
    filled.json("backup", filled.stick / "Backup")
    harmed = next((filled.stick / "Backup").glob("objects/*/*"))
    harmed.write_bytes(harmed.read_bytes()[:-1] + b"?")
    ended = filled.run("restore", filled.stick / "Backup", filled.computer / "Other", "--json")
    assert (ended.code, len(ended.complaints)) == (6, 1)
    assert [each["what"] for each in ended.document["damaged"]] == ["attachment"]
    assert ended.document["archive"] is None
    assert not (filled.computer / "Other").exists()


def _mounted(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script in which this process alone may mount."""
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


def _can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    return _mounted("mount -t tmpfs -o size=1m none /mnt").returncode == 0


mounts = pytest.mark.skipif(not _can_mount(), reason="needs Linux, unshare and tmpfs")


@mounts
def test_a_backup_on_a_disk_for_reading_only_is_restored(filled: Terminal) -> None:
    """A disc, or a stick with its switch on read only."""
    backup = filled.stick / "Backup"
    filled.json("backup", backup)
    script = 'mount --bind "$0" "$0"; mount -o remount,ro,bind "$0"; ! touch "$0/x"; exec "$@"'
    words = filled.command("restore", backup, filled.computer / "New", "--json")
    done = _mounted(script, str(backup), *words)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["records"] == 3


@mounts
def test_a_backup_to_a_disk_for_reading_only_is_refused(filled: Terminal) -> None:
    """One line, and what is there stays."""
    backup = filled.stick / "Backup"
    filled.json("backup", backup)
    script = 'mount --bind "$0" "$0"; mount -o remount,ro,bind "$0"; exec "$@"'
    done = _mounted(script, str(backup), *filled.command("backup", backup))
    assert done.returncode == 8
    assert "cannot be written to" in done.stderr


@mounts
def test_a_backup_to_a_full_disk_says_so_and_leaves_the_earlier(filled: Terminal) -> None:
    """It is said before anything is written, and the earlier one opens."""
    stick = filled.stick / "small"
    stick.mkdir()
    script = """
        mount -t tmpfs -o size=5m none "$0"
        "$@" backup "$0/Backup"
        head -c 3000000 /dev/zero > "$0/Backup/mine" && "$@" backup "$0/Backup" && exit 1
        test ! -e "$0/Backup/archive.db.unfinished"
        exec "$@" --archive "$0/Backup" --json list
    """
    done = _mounted(script, str(stick), *filled.command())
    assert "disk is full" in done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["count"] == 3


def test_a_folder_of_a_cloud_service_gets_a_warning(terminal: Terminal) -> None:
    """One line, when an archive is made there, opened there, or backed up to there."""
    terminal.archive = terminal.computer / "Dropbox" / "Notebook.satchel"
    terminal.archive.parent.mkdir()
    terminal.make_archive()
    for words, code in ((("list",), 0), (("backup", terminal.stick / "OneDrive"), 0)):
        ended = terminal.run(*words)
        assert ended.code == code
        assert "Dropbox" in ended.err
    assert "OneDrive" in ended.err
    assert terminal.run("list", "--quiet").err == ""
