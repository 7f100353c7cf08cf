"""A program that is killed while it adds files loses nothing of what it said it had added."""

import contextlib
import random
import subprocess
import sys
from pathlib import Path

import pytest

from app.archive.opening import open_archive
from app.archive.reading import list_records, original_names
from app.archive.verifying import verify_archive
from app.intake.importing import Acceptance, ReadFile, read_paths
from app.progress import Silent
from app.store.credentials import Credentials
from tests.benchmarks.generated import generate_texts
from tests.journeys.terminal import PASSPHRASE, Terminal

FILES = 180
_WORDS = 120
_MOST_LINES = 60
# Seconds: at once, while a batch is being committed, while the next one is being read.
_DELAYS = (0.0, 0.01, 0.3)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills the POSIX way")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Some hundred files, each of which becomes one record."""
    folder = tmp_path_factory.mktemp("pages")
    found = []
    for number, text in enumerate(generate_texts(FILES, seed=11, words_per=_WORDS)):
        page = folder / f"{number:03}.txt"
        page.write_text("\n\n".join((text.title, text.date, *text.paragraphs)), encoding="utf-8")
        found.append(page)
    read: list[ReadFile] = []
    report = read_paths(found[:20], Acceptance(), Silent(), read.append)
    assert not report.failed
    assert all(len(each.drafts) == 1 for each in read)
    return found


def killed_import(terminal: Terminal, pages: list[Path], moment: random.Random) -> set[str]:
    """Kill an import after some lines and a moment more; the codes it had said by then."""
    wanted, delay = moment.randrange(1, _MOST_LINES), moment.uniform(0, moment.choice(_DELAYS))
    said: list[bytes] = []
    with terminal.start("import", "--kind", "article", *pages) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        while len(said) < wanted and (line := process.stdout.readline()):
            said.append(line)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(delay)
        process.kill()
        said += process.stdout.readlines()
        assert process.stderr.read() == b""
    # A line that was cut off was not said.
    lines = [line.decode() for line in said if line.endswith(b"\n")]
    return {line.split()[0] for line in lines if line.startswith("A-")}


def kept(terminal: Terminal) -> dict[str, str]:
    """The codes of an archive that opens and is whole, each with the file it came from."""
    with open_archive(terminal.archive, Credentials(passphrase=PASSPHRASE)) as archive:
        page = list_records(archive, limit=10 * FILES)
        names = original_names(archive, tuple(card.number for card in page.cards))
        verdict = verify_archive(archive, Silent())
    assert verdict.ok, verdict.damaged
    assert verdict.records == page.count == len(page.cards)
    return {card.code: names[card.number] for card in page.cards}


def kill_again_and_again(terminal: Terminal, pages: list[Path], seed: int, times: int) -> None:
    """Kill imports of the same files one after the other; then let one come to its end."""
    moment = random.Random(seed)
    said: set[str] = set()
    for _time in range(times):
        said |= killed_import(terminal, pages, moment)
        found = kept(terminal)
        assert said <= set(found)
        assert len(set(found.values())) == len(found)
    ended = terminal.run("import", *pages)
    assert ended.code == 0, ended.err
    assert sorted(kept(terminal).values()) == [page.name for page in pages]


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_import_keeps_what_it_said(
    notebook: Terminal, pages: list[Path], seed: int
) -> None:
    """Each code that was printed is there afterwards, in an archive that opens and is whole.

    Adding the same files again, after any number of kills, ends with each of them once.
    """
    kill_again_and_again(notebook, pages, seed, times=4)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 125))
def test_many_killed_imports_keep_what_they_said(
    notebook: Terminal, pages: list[Path], seed: int
) -> None:
    """The same at a hundred more moments."""
    kill_again_and_again(notebook, pages, seed, times=4)
