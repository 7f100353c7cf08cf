"""Bad input gets one clear line and its exit code, and changes nothing."""

import hashlib
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.archive.opening import open_archive
from app.store.credentials import Credentials
from tests.journeys.refusals import assert_refused
from tests.journeys.terminal import PASSPHRASE, Terminal

PAGE = "The goats came down again\n\nThe goats went up the hill and came down again at dusk.\n"


@pytest.fixture(scope="module")
def with_goats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A computer and a stick, with an archive of one record."""
    terminal = Terminal(tmp_path_factory.mktemp("goats"))
    terminal.make_archive()
    page = terminal.stick / "goats.txt"
    page.write_text(PAGE)
    assert terminal.run("import", page).code == 0
    return terminal.computer.parent


@pytest.fixture
def notebook(with_goats: Path, tmp_path: Path) -> Terminal:
    """A copy of it."""
    shutil.copytree(with_goats, tmp_path / "place")
    return Terminal(tmp_path / "place")


def state(folder: Path) -> dict[str, str]:
    """Every file below a folder, by the SHA-256 of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def holdings(notebook: Terminal) -> object:
    """All that an archive holds: files but for the database, records, and what the log tells.

    That it was opened is told too, rightly, and is no change of what it holds.
    """
    files = state(notebook.archive)
    files = {name: sha256 for name, sha256 in files.items() if not name.startswith("archive.db")}
    records = notebook.json("list")["records"]
    shown = [notebook.json("show", record["id"]) for record in records]
    told = notebook.json("audit")["entries"]
    return files, shown, [entry for entry in told if entry["act"] != "unlocked"]


def noise_file(stick: Path) -> Path:
    """50 MB that mean nothing."""
    file = stick / "noise.txt"
    noise = random.Random(4)
    with file.open("wb") as out:
        for _megabyte in range(50):
            out.write(noise.randbytes(1_000_000))
    return file


def empty_file(stick: Path) -> Path:
    """A copy that never began."""
    (stick / "empty.txt").touch()
    return stick / "empty.txt"


def blank_file(stick: Path) -> Path:
    """White space alone."""
    (stick / "blank.txt").write_text(" \n\t\n\u3000\n")
    return stick / "blank.txt"


def absent_file(stick: Path) -> Path:
    """A name that nothing has."""
    return stick / "absent.txt"


def a_folder(stick: Path) -> Path:
    """A folder where a file is wanted."""
    (stick / "folder").mkdir()
    return stick / "folder"


def a_pipe(stick: Path) -> Path:
    """Something that would never end."""
    os.mkfifo(stick / "pipe")
    return stick / "pipe"


FILES = [
    empty_file,
    blank_file,
    noise_file,
    absent_file,
    a_folder,
    a_pipe,
]


@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_a_file_that_cannot_be_read_is_named(
    notebook: Terminal, make: Callable[[Path], Path]
) -> None:
    """Exit code 4, a line with its name and what to do; the archive holds what it held."""
    file = make(notebook.stick)
    before = holdings(notebook)
    assert_refused(notebook.run("import", file), 4, f"{file.name}: ")
    assert holdings(notebook) == before


def test_the_rest_is_added_where_some_files_cannot_be_read(notebook: Terminal) -> None:
    """Bad files end nothing: exit code 4, one line, the reasons in the JSON, the good ones in."""
    good = notebook.stick / "good.txt"
    good.write_text(PAGE.replace("goats", "geese"))
    bad = [empty_file(notebook.stick), absent_file(notebook.stick)]
    ended = notebook.run("import", bad[0], good, bad[1], "--json")
    assert ended.code == 4
    (complaint,) = ended.complaints
    assert complaint.startswith(f"{len(bad)} of 3 files could not be read")
    assert f"{bad[0].name}: " in complaint
    assert [each["file"] for each in ended.document["failed"]] == [file.name for file in bad]
    assert len(ended.document["added"]) == 1
    assert notebook.json("list")["count"] == 2


def _without_root() -> list[str]:
    """Words before a command that take root's right to read everything, if this is root."""
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if _is_root() else []


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _may_not_read(file: Path) -> bool:
    """Whether a file without read permission really cannot be read by a test's command."""
    if os.name != "posix" or (_is_root() and shutil.which("setpriv") is None):
        return False
    file.write_text(PAGE)
    file.chmod(0)
    tried = subprocess.run([*_without_root(), "cat", str(file)], capture_output=True, check=False)
    return tried.returncode == 1


@pytest.mark.parametrize("what", ["file", "archive", "archive.db", "keyslots.a", "keyslots.b"])
def test_what_may_not_be_read_is_said(notebook: Terminal, tmp_path: Path, what: str) -> None:
    """A file without read permission: exit code 4. An archive or a part of it: 8. No change."""
    if not _may_not_read(tmp_path / "probe"):
        pytest.skip("needs a file system with permissions, and setpriv where this is root")
    notebook.through = tuple(_without_root())
    locked = {
        "file": notebook.stick / "locked.txt",
        "archive": notebook.archive,
    }.get(what, notebook.archive / what)
    if what == "file":
        locked.write_text(PAGE.replace("goats", "geese"))
    before = holdings(notebook)
    mode = locked.stat().st_mode
    locked.chmod(0)
    try:
        if what == "file":
            assert_refused(notebook.run("import", locked), 4, "locked.txt", "may not be read")
        else:
            assert_refused(notebook.run("list"), 8)
    finally:
        locked.chmod(mode)
    assert holdings(notebook) == before
    assert notebook.json("list")["count"] == 1


def test_a_name_with_a_line_end_and_a_picture_is_a_name(notebook: Terminal) -> None:
    """It is added, kept as it is, and cannot break a line or steer the terminal when shown."""
    name = "go\nats \x1b[2J🐐.txt"
    page = notebook.stick / name
    page.write_text("the geese went up the hill, and nobody has seen them since then\n")
    added = notebook.run("import", page)
    assert (added.code, added.err) == (0, "")
    shown = notebook.run("show", "A-002")
    assert r"go\u000aats \u001b[2J🐐.txt" in shown.out
    assert not set(added.out + shown.out) & set("\x1b\r\x9b")
    record = notebook.json("show", "A-002")["record"]
    assert record["attachments"][0]["name"] == name


def test_a_bad_file_with_such_a_name_still_gets_one_line(notebook: Terminal) -> None:
    """A line end in a name does not make two lines of one."""
    (notebook.stick / "go\nats \x1b[2J🐐.txt").touch()
    ended = notebook.run("import", notebook.stick / "go\nats \x1b[2J🐐.txt")
    assert_refused(ended, 4, "🐐.txt: The file is empty.")
    assert not set(ended.err) & set("\x1b\r\x9b")


@pytest.mark.skipif(os.name != "posix", reason="needs names that are no text")
def test_a_name_that_is_no_text_is_a_name_too(notebook: Terminal) -> None:
    """Bytes that are not UTF-8 in a name neither stop the import nor what is printed."""
    page = os.fsencode(notebook.stick) + b"/g\xf6ats.txt"
    Path(os.fsdecode(page)).write_text(PAGE.replace("goats", "geese"))
    ended = notebook.run("import", os.fsdecode(page))
    assert (ended.code, ended.err) == (0, "")
    assert notebook.run("show", "A-002").code == 0
    assert notebook.json("show", "A-002")["record"]["attachments"][0]["name"] == r"g\xf6ats.txt"


def newer_slots(archive: Path) -> None:
    """Key files of the next version, whole by their own sum."""
    for name in ("keyslots.a", "keyslots.b"):
        tree = json.loads((archive / name).read_bytes())
        del tree["sha256"]
        tree["version"] += 1
        body = json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
        tree["sha256"] = hashlib.sha256(body).hexdigest()
        (archive / name).write_text(json.dumps(tree, indent=1, sort_keys=True) + "\n")


def newer_database(archive: Path) -> None:
    """A database that a later migration has been through."""
    with (
        open_archive(archive, Credentials(passphrase=PASSPHRASE)) as opened,
        opened.store.writing() as writer,
    ):
        writer.execute("PRAGMA user_version = 9999")


@pytest.mark.parametrize("make", [newer_slots, newer_database], ids=lambda make: make.__name__)
def test_an_archive_of_a_newer_version_is_left_alone(
    notebook: Terminal, make: Callable[[Path], None]
) -> None:
    """Whoever opens it with an old program is told to update; nothing in it is touched."""
    make(notebook.archive)
    before = state(notebook.archive)
    for words in (("list",), ("import", notebook.stick / "goats.txt")):
        assert_refused(notebook.run(*words), 4, "newer version", "Update")
    assert state(notebook.archive) == before


@pytest.mark.parametrize("what", ["folder", "empty folder", "file", "nothing", "home of settings"])
def test_what_is_no_archive_is_said_to_be_none(notebook: Terminal, what: str) -> None:
    """Exit code 4 and a sentence; neither opening nor importing puts a file there."""
    place = notebook.stick / "elsewhere"
    if what != "nothing":
        place.mkdir()
    if what == "folder":
        (place / "letter.txt").write_text("Dear aunt")
    if what == "file":
        place.rmdir()
        place.write_text("Dear aunt")
    if what == "home of settings":
        (place / "lock").touch()
        (place / "objects").mkdir()
    before = state(notebook.stick)
    words = ("import", notebook.stick / "goats.txt")
    assert_refused(notebook.run("--archive", place, *words), 4, "archive")
    assert state(notebook.stick) == before
    assert place.exists() == (what != "nothing")


def test_an_archive_is_never_made_over_something(notebook: Terminal) -> None:
    """`new` on an archive, a file or a full folder: a line, and all is as before."""
    before = state(notebook.computer.parent)
    for place in (notebook.archive, notebook.stick, notebook.stick / "goats.txt"):
        assert_refused(notebook.run("new", place, "--light-kdf"), 4)
    assert state(notebook.computer.parent) == before


def test_an_archive_that_is_open_elsewhere_is_left_alone(notebook: Terminal) -> None:
    """Exit code 8 and a sentence; the program that has it open is not disturbed."""
    with open_archive(notebook.archive, Credentials(passphrase=PASSPHRASE)) as archive:
        assert_refused(notebook.run("list"), 8, "another")
        assert_refused(notebook.run("import", notebook.stick / "goats.txt"), 8, "another")
        with archive.store.writing() as writer:
            writer.execute("PRAGMA user_version")
    assert notebook.run("list").code == 0


def test_a_wrong_passphrase_changes_nothing(notebook: Terminal) -> None:
    """Exit code 3, and it is not called damage."""
    wrong = notebook.stick / "wrong"
    wrong.write_text("pebble tide lantern\n")
    before = state(notebook.archive)
    ended = notebook.run("list", "--passphrase-file", wrong)
    assert_refused(ended, 3, "passphrase")
    assert "damage" not in ended.err.lower()
    assert state(notebook.archive) == before


@pytest.mark.parametrize(
    ("part", "where"), [("archive.db", 100), ("archive.db", 40_000), ("keyslots", 60)]
)
def test_damage_is_called_damage(notebook: Terminal, part: str, where: int) -> None:
    """Exit code 6, and it is not called a wrong passphrase; the damaged bytes stay as they are."""
    for file in notebook.archive.glob(f"{part}*"):
        data = bytearray(file.read_bytes())
        data[where : where + 16] = bytes(byte ^ 0xFF for byte in data[where : where + 16])
        file.write_bytes(data)
    before = state(notebook.archive)
    ended = notebook.run("verify")
    assert ended.code == 6, ended
    assert "assphrase" not in ended.err
    assert "Traceback" not in ended.err
    assert len(ended.complaints) <= 1
    assert ended.complaints or "damaged" in ended.out
    assert state(notebook.archive) == before
