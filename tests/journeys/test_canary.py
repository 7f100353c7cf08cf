"""Nothing that an archive knows can be read from what stays on the computer."""

import json
from pathlib import Path

import pytest

from app.archive.changing import change_record
from app.archive.opening import open_archive
from app.archive.reading import read_record
from app.cli.verbs import commands
from app.records.changes import with_field
from app.store.credentials import Credentials
from tests.journeys.every_command import FIELD, MARKERS, NAME, PAGE, TEXT, every_command
from tests.journeys.plain_traces import plain_forms, search_terms, traces
from tests.journeys.terminal import PASSPHRASE, Terminal
from tests.journeys.window import OpenWindow

SHARED_MEMORY = Path("/dev/shm")
WORDS = (*MARKERS, *search_terms(MARKERS), PASSPHRASE)


def left(computer: Path) -> list[tuple[str, str, str]]:
    """Where a word stands: in the archive's folder, home, temporary and other folders, or memory
    that is shared as files."""
    shared = traces(SHARED_MEMORY, MARKERS) if SHARED_MEMORY.is_dir() else []
    return traces(computer, WORDS) + shared


def test_terminal_commands_leave_nothing_readable(terminal: Terminal) -> None:
    """After every command: neither archive nor home, temp, cache or settings show a word of it.

    The same eyes do see the words in what was asked for: the file that came, the file that went.
    """
    done = []
    for name, ended in every_command(terminal):
        assert ended.code == 0, (name, ended.err)
        done.append(name)
    assert set(done) == set(commands()), "the journey leaves a command out"
    assert left(terminal.computer) == []
    seen = {(place, text) for place, text, _form in traces(terminal.stick, MARKERS)}
    assert {(f"{NAME}.txt", TEXT), ("results/original.txt", TEXT)} <= seen


def test_commands_that_are_refused_leave_nothing_readable(notebook: Terminal) -> None:
    """Neither a wrong passphrase nor a file that cannot be read is written down anywhere."""
    noise = notebook.stick / f"{NAME}.bin"
    noise.write_bytes(bytes(range(256)) * 40)
    wrong = notebook.stick / "wrong"
    wrong.write_text(f"{TEXT}\n", encoding="utf-8")
    codes = [
        notebook.run("import", noise).code,
        notebook.run("list", "--passphrase-file", wrong).code,
        notebook.run("show", TEXT).code,
        notebook.run("set", TEXT).code,
    ]
    assert codes == [4, 3, 4, 2]
    assert left(notebook.computer) == []


def test_an_open_archive_shows_nothing_either(notebook: Terminal) -> None:
    """Write-ahead log and shared memory included, while they are there."""
    page = notebook.stick / f"{NAME}.txt"
    page.write_text(f"{TEXT} ferry\n\nThe {TEXT} ferry has not crossed since Monday.\n", "utf-8")
    assert notebook.run("import", page).code == 0
    with open_archive(notebook.archive, Credentials(passphrase=PASSPHRASE)) as archive:
        opened = read_record(archive, "A-001")
        change_record(archive, opened.card.id, with_field(opened.record, "tags", [FIELD]))
        files = {path.name for path in notebook.archive.iterdir()}
        assert {"archive.db-wal", "archive.db-shm"} <= files or archive.store.journal == "delete"
        assert left(notebook.computer) == []
    assert left(notebook.computer) == []


def test_the_window_leaves_nothing_readable(notebook: Terminal) -> None:
    """Unlocked, a page pasted and added, another under review, searched, corrected, exported.

    While it is open, a draft just saved, and after the lock: no file shows a word of it. The
    archive has them all.
    """
    with OpenWindow(notebook, notebook.archive) as window:
        assert left(notebook.computer) == []
        assert window.lock() == 90, window.said()
    assert window.said() == ""
    assert left(notebook.computer) == []
    record = json.dumps(notebook.json("show", "A-001"), ensure_ascii=False)
    assert record.count(FIELD) == 2
    assert TEXT in record
    assert (notebook.results / "dossier.pdf").exists()


def test_a_window_that_is_killed_leaves_nothing_readable(notebook: Terminal) -> None:
    """With a page under review, a paragraph half written, a dossier on the screen: no word of it.

    Nor after the next opening has read what the killed one left. The archive has all that was
    added.
    """
    with OpenWindow(notebook, notebook.archive) as window:
        window.kill()
        assert (notebook.archive / "archive.db-wal").exists()
        assert left(notebook.computer) == []
    assert TEXT in json.dumps(notebook.json("show", "A-001"), ensure_ascii=False)
    assert left(notebook.computer) == []


def test_an_import_that_is_killed_leaves_nothing_readable(notebook: Terminal) -> None:
    """Killed when it has said that some are added, others just being read."""
    pages = []
    for number in range(60):
        page = notebook.stick / f"{NAME} {number}.txt"
        page.write_text(PAGE.replace("ferry", f"ferry {number}"), encoding="utf-8")
        pages.append(page)
    with notebook.start("import", "--kind", "article", *pages) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"A-")
        process.kill()
    assert left(notebook.computer) == []
    assert TEXT in notebook.run("search", TEXT).out


def test_an_archive_made_in_the_window_leaves_nothing_readable(terminal: Terminal) -> None:
    """The passphrase that was offered and the recovery code that was shown are on paper alone."""
    with OpenWindow(terminal, None) as window:
        assert window.lock() == 90, window.said()
    passphrase, code = window.secrets
    assert len(passphrase.split()) >= 6
    secrets = (*MARKERS, passphrase, code, code.replace("-", ""))
    (terminal.results / "dossier.pdf").unlink()
    assert traces(terminal.computer.parent, secrets) == []
    terminal.archive = terminal.stick / "Made.satchel"
    terminal.passphrase_file.write_text(passphrase)
    assert TEXT in terminal.run("search", TEXT).out


@pytest.mark.parametrize("form", plain_forms(TEXT))
def test_the_search_for_traces_finds_every_form(form: str, tmp_path: Path) -> None:
    """A file with the word in any encoding or spelling, anywhere in it, is found."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "page").write_bytes(b"\x00\xff1" + plain_forms(TEXT)[form] + b"2\xff")
    assert {(place, text) for place, text, _form in traces(tmp_path, MARKERS)} == {
        ("cache/page", TEXT)
    }


@pytest.mark.parametrize("term", sorted(search_terms(MARKERS)))
def test_the_search_for_traces_finds_what_search_makes_of_words(term: str, tmp_path: Path) -> None:
    """A folded and stemmed form, as an index holds it, is looked for as well."""
    (tmp_path / "index").write_bytes(b"\x05" + term.encode() + b"\x00")
    assert ("index", term, "utf-8") in traces(tmp_path, WORDS)


@pytest.mark.parametrize("name", [f"{TEXT}.txt", TEXT.upper(), f"last-{TEXT.casefold()}-1"])
def test_the_search_for_traces_finds_names(name: str, tmp_path: Path) -> None:
    """A file or folder that is called so is found, even if it is empty."""
    (tmp_path / name).mkdir()
    assert {place for place, _text, _form in traces(tmp_path, [TEXT])} == {name}
