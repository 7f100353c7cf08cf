"""What is printed, where to, and what can never be printed."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import verbs
from app.cli.common_options import CommonOptions
from app.cli.verbs import Verb, commands
from tests.cli.conftest import Run
from tests.journeys.refusals import assert_refused
from tests.journeys.terminal import ROOT

COMMAND = [
    *(sys.executable, "-m", "app", "--archive", "a.satchel", "--passphrase-file", "passphrase")
]
STEERING = "\x1b[2J\x1b]0;x\x07\r\x08\x9b\u202e\u2066\u2028"
_SEEN_AS_THEY_ARE = "[2J]0;x"


@pytest.fixture(autouse=True)
def found_from_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands in a process of their own find the program."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)


def shell(line: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command within a line of shell, where it stands for `"$@"`."""
    return subprocess.run(
        ["bash", "-c", line, "bash", *COMMAND, *words],
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_a_traceback_is_shown_on_request_alone(satchel: Run) -> None:
    """Without `--debug` one line; with it the line comes last."""
    plain = satchel("show", "T-999")
    assert_refused(plain, 4)
    for words in (("--debug", "show", "T-999"), ("show", "T-999", "--debug")):
        ended = satchel(*words)
        assert ended.code == 4
        assert ended.complaints[0].startswith("Traceback")
        assert ended.complaints[-1] == plain.complaints[0]


def test_a_bug_ends_with_one_line_without_a_value(
    satchel: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1, the kind of error and its place; what it was about stays inside."""

    def breaks(_words: object, _options: CommonOptions) -> int:
        raise ValueError("Quillfeather crossed on Monday")

    broken = Verb(add_words=lambda _parser: None, run=breaks)
    monkeypatch.setitem(verbs._LOADERS, "list", lambda: broken)
    ended = satchel("list")
    assert (ended.code, ended.out) == (1, "")
    assert len(ended.complaints) == 1
    assert "ValueError test_output.py:" in ended.err
    assert "Quillfeather" not in ended.err
    assert "Quillfeather" in satchel("list", "--debug").err


def test_titles_cannot_steer_the_terminal(satchel: Run) -> None:
    """Escapes, bells, backspaces and reversed writing are shown as what they are."""
    changed = satchel("set", "A-001", f"title=ice {STEERING} end")
    assert changed.code == 0, changed.err
    words = [("list",), ("show", "A-001"), ("search", "ice"), ("history", "A-001")]
    words += [("bin", "A-001"), ("unbin", "A-001"), ("show", STEERING), (STEERING,)]
    for each in words:
        ended = satchel(*each)
        assert not set(ended.out + ended.err) & (set(STEERING) - set(_SEEN_AS_THEY_ARE)), each
    assert "\\u001b[2J" in satchel("list").out


def test_joiners_that_scripts_need_are_printed(satchel: Run) -> None:
    """Persian and Hindi words keep the joiners within them."""
    title = "می\u200cروم क्\u200dष"
    assert satchel("set", "A-001", f"title={title}").code == 0
    assert title in satchel("list").out


def test_json_is_the_only_thing_on_standard_output(satchel: Run) -> None:
    """One document, one line; what else there is to say goes to standard error."""
    for words in (("list",), ("search", '"loose'), ("verify",), ("import", "ferry.txt", "gone")):
        ended = satchel(*words, "--json")
        assert ended.out.count("\n") == 1
        assert isinstance(ended.document, dict)


@pytest.mark.parametrize("name", ["list", "show", "search", "dossier", "import"])
def test_no_command_reads_the_window(place: Path, name: str) -> None:
    """Terminal commands work where Qt is not, and none of its files is read."""
    words = {
        "show": ["show", "A-001"],
        "search": ["search", "ferry"],
        "import": ["import", "ferry.txt", "letter.txt"],
        "dossier": ["dossier", "out.pdf", "A-001", "--purpose", "publication"],
    }.get(name, [name])
    program = (
        "import sys; sys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        "from app.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        "assert not [name for name in sys.modules if name.startswith('app.ui')]\n"
        "sys.exit(code)"
    )
    command = [sys.executable, "-c", program, *COMMAND[3:], *words]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr


def test_no_command_file_reads_the_window() -> None:
    """Nor does any other command, when its file is read."""
    program = (
        "import sys\n"
        "from app.cli.verbs import commands, verb\n"
        "[verb(name) for name in commands()]\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'app.ui'))])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert ended.stdout.strip() == b"[]"


def test_a_command_reads_only_its_own_file(place: Path) -> None:
    """`list` starts without the libraries of PDFs and of intake: it is there at once."""
    program = (
        "import sys\n"
        "from app.cli.main import run\n"
        "assert run(sys.argv[1:]) == 0\n"
        "heavy = {'reportlab', 'uharfbuzz', 'pypdfium2', 'numpy', 'py3langid'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    command = [sys.executable, "-c", program, *COMMAND[3:], "list"]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full (Linux)")
@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("show", "A-001")])
def test_output_that_does_not_fit_is_said(place: Path, words: tuple[str, ...]) -> None:
    """Exit code 8 and one line, also where the disk refuses at the very end."""
    ended = shell('"$@" > /dev/full', *words)
    assert ended.returncode == 8
    assert ended.stderr.count(b"\n") == 1
    assert b"No space" in ended.stderr


def test_output_that_nobody_reads_ends_quietly(place: Path) -> None:
    """A pager that was closed gets neither a traceback nor a bug."""
    ended = shell('"$@" | head -0; echo "${PIPESTATUS[0]}"', "list")
    assert ended.stdout in (b"8\n", b"0\n")
    assert ended.stderr == b""


def test_closed_output_is_said(place: Path) -> None:
    """Without a standard output nothing is opened that could take its place."""
    ended = shell('"$@" >&-', "list")
    assert (ended.returncode, ended.stderr.count(b"\n")) == (8, 1)
    assert b"Standard output is closed" in ended.stderr


def test_without_standard_error_output_stays_clean(place: Path) -> None:
    """What cannot be said on standard error is not said on standard output instead."""
    ended = shell('"$@" 2>&-', "show", "T-999", "--json")
    assert (ended.returncode, ended.stdout) == (4, b"")
    assert shell('"$@" 2>&- <&-', "list").returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "utf-16"])
def test_every_encoding_gets_what_it_can_show(
    place: Path, satchel: Run, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """What a terminal cannot show is shown as an escape; JSON stays the same document."""
    assert satchel("set", "A-001", "title=얼음 é").code == 0
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    shown = shell('"$@"', "list")
    assert (shown.returncode, shown.stderr) == (0, b"")
    text = shown.stdout.decode(encoding)
    assert ("얼음 é" if encoding.startswith("utf") else "\\uc5bc\\uc74c ") in text
    document = shell('"$@"', "list", "--json").stdout.decode(encoding)
    assert document == satchel("list", "--json").out or "\\uc5bc" in document


def _shown_on_a_terminal(words: list[str]) -> bytes:
    """What a command writes to standard error where that is a terminal."""
    ours, its = pty.openpty()
    process = subprocess.Popen([*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=its)
    os.close(its)
    shown = b"".join(_until_closed(ours))
    os.close(ours)
    assert process.wait(60) == 0
    return shown


def _until_closed(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(descriptor, 4096)
        except OSError:  # Linux reports the end of a terminal so
            return
        if not data:
            return
        yield data


def test_progress_is_a_bar_on_a_terminal_alone(place: Path, satchel: Run) -> None:
    """It goes to standard error, ends with a line end, and `--quiet` keeps it back."""
    (place / "third.txt").write_text("The mill burnt down\n\nThe mill burnt down on Friday.\n")
    shown = _shown_on_a_terminal(["import", "third.txt"])
    assert b"] 1/1" in shown
    assert shown.endswith(b"\n")
    assert _shown_on_a_terminal(["verify", "--quiet"]) == b""
    assert satchel("verify").err == ""


def test_ctrl_c_keeps_what_is_done(place: Path) -> None:
    """Exit code 7, one line, and the records that were said are there."""
    for number in range(400):
        (place / f"{number}.txt").write_text(f"The mill {number} burnt\n\nIt was {number}.\n")
    files = [f"{number}.txt" for number in range(400)]
    command = [*COMMAND, "import", *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = [process.stdout.readline()]
        process.send_signal(signal.SIGINT)
        said += process.stdout.readlines()
        complaint = process.stderr.read()
    assert process.returncode == 7
    assert complaint.count(b"\n") == 1
    assert b"Cancelled" in complaint
    codes = {line.split()[0] for line in said if line.startswith((b"A-", b"T-"))}
    assert codes
    listed = shell('"$@"', "list").stdout
    assert all(code in listed for code in codes)
    assert shell('"$@"', "verify").returncode == 0


def test_the_commands_here_are_all_there_are() -> None:
    """A command has a loader, and a loader a command."""
    assert list(verbs._LOADERS) == list(commands())
