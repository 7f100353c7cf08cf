"""The words of commands: where options stand, where archive and passphrase come from."""

import io
import sys
from pathlib import Path

import pytest

from app.archive.opening import create_archive
from app.cli.verbs import commands
from tests.cli.conftest import Run
from tests.journeys.refusals import assert_refused
from tests.journeys.terminal import PASSPHRASE, QUICK

ARCHIVE = ("--archive", "a.satchel")
PASS = ("--passphrase-file", "passphrase")


@pytest.mark.parametrize(
    "words",
    [
        (*ARCHIVE, *PASS, "--json", "list", "--kind", "article"),
        ("list", "--kind", "article", *ARCHIVE, *PASS, "--json"),
        (*PASS, "list", *ARCHIVE, "--json", "--kind=article"),
        ("--json", "--archive=a.satchel", "list", "--passphrase-file=passphrase", "--quiet",
         "--kind", "article"),
    ],
)  # fmt: skip
def test_common_options_stand_before_or_after_the_command(
    place: Path, bare: Run, words: tuple[str, ...]
) -> None:
    """In any order, with or without an equals sign: the same answer."""
    ended = bare(*words)
    assert ended.code == 0, ended.err
    assert [each["code"] for each in ended.document["records"]] == ["A-001"]


def test_an_option_after_the_command_counts_more(place: Path, bare: Run) -> None:
    """Who corrects themselves at the end of the line means it."""
    assert bare("--archive", "nowhere", *PASS, "list", *ARCHIVE).code == 0
    assert bare(*ARCHIVE, *PASS, "list", "--archive", "nowhere").code == 4


def test_the_archive_may_come_from_the_environment(
    place: Path, bare: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SATCHEL_ARCHIVE is used where no archive is named; an empty one names none."""
    monkeypatch.setenv("SATCHEL_ARCHIVE", str(place / "a.satchel"))
    assert bare(*PASS, "list").code == 0
    assert bare(*PASS, "list", "--archive", "nowhere").code == 4
    monkeypatch.setenv("SATCHEL_ARCHIVE", "")
    assert_refused(bare(*PASS, "list"), 2, "SATCHEL_ARCHIVE")


class _Typed(io.TextIOWrapper):
    """Standard input with something in it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nsecond line\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_passphrase_may_come_from_standard_input(
    place: Path, bare: Run, monkeypatch: pytest.MonkeyPatch, end: str, mark: str
) -> None:
    """The first line is it, however it ends and whatever an editor put before it."""
    monkeypatch.setattr(sys, "stdin", _Typed(f"{mark}{PASSPHRASE}{end}".encode()))
    assert bare(*ARCHIVE, "--passphrase-file", "-", "list").code == 0


def test_without_a_terminal_no_passphrase_is_waited_for(
    place: Path, bare: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script that forgot the file gets exit code 3 at once."""
    monkeypatch.setattr(sys, "stdin", _Typed(b"tide pebble lantern\n"))
    assert_refused(bare(*ARCHIVE, "list"), 3, "--passphrase-file")


def test_a_recovery_code_opens_too(tmp_path: Path, bare: Run) -> None:
    """Typed small and without its dashes; with a slip in it, the group is named."""
    made = create_archive(tmp_path / "b.satchel", PASSPHRASE, kdf=QUICK)
    made.archive.close()
    file = tmp_path / "code"
    words = ("--archive", tmp_path / "b.satchel", "--recovery-code-file", file, "list")
    file.write_text(made.recovery_code.lower().replace("-", " ") + "\n")
    assert bare(*words).code == 0
    file.write_text(made.recovery_code[:-1] + ("0" if made.recovery_code[-1] != "0" else "1"))
    assert_refused(bare(*words), 3)


@pytest.mark.parametrize("name", ["absent", "noise", "folder"])
def test_a_passphrase_file_that_cannot_be_read_is_said(place: Path, bare: Run, name: str) -> None:
    """Exit code 4, which is not that of a wrong passphrase."""
    (place / "noise").write_bytes(b"\xff\xfe\xff")
    (place / "folder").mkdir()
    assert_refused(bare(*ARCHIVE, "--passphrase-file", name, "list"), 4)


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ((), "COMMAND"),
        (("frobnicate",), "frobnicate"),
        (("lis",), "lis"),
        (("list", "--frobnicate"), "--frobnicate"),
        (("list", "--lim", "3"), "--lim"),
        (("list", "more"), "more"),
        (("list", "--limit", "-1"), "--limit"),
        (("list", "--limit", "many"), "--limit"),
        (("list", "--kind", "letter"), "testimony, article"),
        (("search",), "--batch"),
        (("search", "x", "--batch", "passphrase"), "--batch"),
        (("search", "x", "--sort", "luck"), "best, date"),
        (("show",), "ID"),
        (("set", "A-001"), "FIELD=VALUE"),
        (("set", "A-001", "title"), "title"),
        (("import",), "FILE"),
        (("bin",), "ID"),
        (("restore-revision", "A-001"), "REV"),
        (("extract", "A-001"), "SHA256"),
        (("dossier", "x.pdf", "A-001"), "--purpose"),
        (("dossier", "x.pdf", "--purpose", "research"), "--query"),
        (("dossier", "x.pdf", "A-001", "--query", "x", "--purpose", "research"), "--query"),
        (("dossier", "x.pdf", "A-001", "--purpose", "profit"), "internal-analysis"),
        (("dossier", "x.pdf", "A-001", "--purpose", "research", "--date", "May"), "YYYY-MM-DD"),
        (("dossier", "x.pdf", "A-001", "--purpose", "research", "--override", "T-001"),
         "ID=REASON"),
        (("dossier", "x.pdf", "A-001", "--purpose", "research", "--override", "A-001=\udcff"),
         "--override"),
        (("dossier", "x.pdf", "A-001", "--purpose", "research", "--title", "\udcff"), "--title"),
    ],
)  # fmt: skip
def test_words_that_form_no_request_are_told(
    satchel: Run, place: Path, words: tuple[str, ...], about: str
) -> None:
    """Exit code 2, one line that names the word, and nothing is made."""
    before = sorted(path.name for path in place.iterdir())
    assert_refused(satchel(*words), 2, about)
    assert sorted(path.name for path in place.iterdir()) == before


def test_no_option_takes_a_passphrase(place: Path, bare: Run) -> None:
    """A command line can be read by everybody on the computer."""
    assert_refused(bare(*ARCHIVE, "--passphrase", PASSPHRASE, "list"), 2)


@pytest.mark.parametrize("name", commands())
def test_every_command_explains_itself(
    bare: Run, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """`--help` shows its words with the common options, and ends with 0."""
    with pytest.raises(SystemExit) as ended:
        bare(name, "--help")
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert f"satchel {name}" in shown
    assert "--passphrase-file" in shown


def test_the_help_lists_every_command(bare: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """With what it does in a line."""
    with pytest.raises(SystemExit):
        bare("--help")
    shown = capsys.readouterr().out
    assert [name for name, does in commands().items() if does not in shown] == []
