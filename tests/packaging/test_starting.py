"""`run.py` as a person starts it, on a project small enough to install in seconds."""

import ast
import json
import os
import runpy
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.packaging.conftest import SmallProject, Started

PROJECT = Path(__file__).resolve().parents[2]
READ_ONLY_FOR_ROOT = os.name == "posix" and os.geteuid() == 0


def test_words_folder_input_and_exit_code_pass_through(
    started: "SmallProject", tmp_path: Path
) -> None:
    """What a script sees of `run.py` is the program itself: words, folder, input, exit code."""
    answer = started.start("end", "6", "--json", "ä 한 \n", cwd=tmp_path, stdin="question")
    told = json.loads(answer.out)
    assert told["words"] == ["end", "6", "--json", "ä 한 \n"]
    assert (told["cwd"], told["stdin"]) == (str(tmp_path), "question")
    assert Path(told["prefix"]) == started.environment
    assert answer.code == 6


def test_a_second_start_says_nothing_and_makes_nothing(started: "SmallProject") -> None:
    """Once made, the environment is used as it is, and standard error is the program's alone."""
    stamp = started.environment / "satchel-requirements.stamp"
    before = stamp.stat().st_mtime_ns
    answer = started.start("list")
    assert (answer.code, answer.said) == (0, "")
    assert stamp.stat().st_mtime_ns == before


def test_nothing_in_the_working_folder_is_imported(started: "SmallProject", tmp_path: Path) -> None:
    """Started inside a stranger's folder, the program imports its own modules only."""
    (tmp_path / "app").mkdir()
    for name in ("app/__init__.py", "app/__main__.py", "json.py", "small_package.py"):
        (tmp_path / name).write_text("raise SystemExit('a stranger ran')", "utf-8")
    answer = started.start("list", cwd=tmp_path)
    assert answer.code == 0, answer.said


def test_without_a_screen_the_demo_runs_in_the_terminal(started: "SmallProject") -> None:
    """Without words and without a screen there is still something to see, and it is said why."""
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a screen here")
    answer = started.start()
    assert json.loads(answer.out)["words"] == ["demo"]
    assert "no screen" in answer.said


def test_two_first_starts_at_once_both_work(
    first_starts: "tuple[SmallProject, list[Started]]",
) -> None:
    """The second waits for the first instead of making the same environment beside it."""
    answers = first_starts[1]
    assert [answer.code for answer in answers] == [0, 0], answers
    assert "".join(answer.said for answer in answers).count("Preparing") == 1


def test_an_update_installs_exactly_what_its_lock_says(small: "SmallProject") -> None:
    """After an update the next start runs on the new lock; a file with another hash is refused."""
    small.start("list")
    small.require("2.0", digest="0" * 64)
    refused = small.start("list")
    assert (refused.code, refused.out) == (8, "")
    assert "Traceback" not in refused.said
    small.require("2.0")
    answer = small.start("list")
    assert json.loads(answer.out)["package"] == "2.0", answer.said


def test_a_first_start_that_was_killed_is_made_good(small: "SmallProject") -> None:
    """A first start killed half-way leaves nothing that the next one trips over."""
    with small.begin("list") as first:
        assert first.stderr is not None
        first.stderr.readline()
        first.kill()
    assert (small.environment / "satchel-unfinished").exists()
    (small.environment / "left over").touch()
    answer = small.start("list")
    assert answer.code == 0, answer.said
    assert not (small.environment / "left over").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_ctrl_c_while_preparing_ends_as_cancelled(small: "SmallProject") -> None:
    """Whoever changes their mind gets one line and the exit code for cancelled."""
    process = small.begin("list")
    assert process.stderr is not None
    process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, said = process.communicate()
    assert (process.returncode, out) == (7, ""), said
    assert "Traceback" not in said


@pytest.mark.skipif(READ_ONLY_FOR_ROOT, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_left_alone(small: "SmallProject") -> None:
    """Installed where the person may not write, the environment goes to their cache."""
    small.folder.chmod(0o555)
    answer = small.start("list")
    small.folder.chmod(0o755)
    assert answer.code == 0, answer.said
    assert not small.environment.exists()


def test_a_blocked_environment_folder_sends_it_to_the_cache(
    small: "SmallProject", own_home: Path
) -> None:
    """Where `.venv` cannot be made, whatever the reason, the user's cache holds the environment."""
    small.environment.write_text("a file stands in the way", "utf-8")
    answer = small.start("list")
    assert answer.code == 0, answer.said
    prefix = Path(json.loads(answer.out)["prefix"])
    assert prefix.is_relative_to(own_home)
    assert small.start("list").said == ""


def test_an_older_python_gets_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python 3.9 is told what is needed, instead of a syntax error."""
    source = (PROJECT / "run.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(PROJECT / "run.py"), run_name="__main__")
    assert ended.value.code == 8
    said = capsys.readouterr().err
    assert "3.11 or newer" in said
    assert "3.9" in said
    assert said.count("\n") == 1


def test_the_start_up_uses_the_standard_library_only() -> None:
    """Nothing has to be installed before the first start."""
    folder = PROJECT / "packaging"
    own = {path.stem for path in folder.glob("*.py")}
    for path in (PROJECT / "run.py", *folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                top = name.split(".")[0]
                assert top in own or top in sys.stdlib_module_names, f"{path.name}: {name}"
