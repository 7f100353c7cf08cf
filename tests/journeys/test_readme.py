"""What the README tells a newcomer to type works as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.journeys.terminal import ROOT, Ended, Terminal

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md"]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


def _typed() -> list[list[str]]:
    """The commands of the walk through the terminal, after `python3 run.py`."""
    (block,) = re.findall(r"```\n(export SATCHEL_ARCHIVE.*?)```", README, re.DOTALL)
    lines = [shlex.split(line, comments=True) for line in block.splitlines()]
    return [words[2:] for words in lines if words[:2] == ["python3", "run.py"]]


def test_the_walk_through_the_terminal_works(terminal: Terminal) -> None:
    """From `new` to `backup`: each command ends well, and finds what the words promise."""
    shutil.copytree(ROOT / "resources" / "samples", terminal.here / "resources" / "samples")
    archive = terminal.computer / "home" / "Harvest.satchel"
    said: dict[str, Ended] = {}
    for words in _typed():
        spelled = [word.replace("~", str(archive.parent)) for word in words]
        files = [str(file) for word in spelled for file in _files(terminal.here, word)]
        ended = terminal.run_bare(
            *files,
            *("--passphrase-file", terminal.passphrase_file),
            SATCHEL_ARCHIVE=str(archive),
        )
        assert ended.code == 0, (words, ended.err)
        said[words[0]] = ended
    assert list(said) == ["new", "import", "search", "show", "dossier", "verify", "backup"]
    assert "0 found" not in said["search"].out
    assert (terminal.here / "harvest.pdf").exists()


def _files(here: Path, word: str) -> list[str]:
    """What a shell makes of a word."""
    return sorted(str(file) for file in here.glob(word)) if "*" in word else [word]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """Files that a page names as links are there."""
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    here = [link for link in links if not link.startswith("https://")]
    assert [link for link in here if not (page.parent / link).exists()] == []


def test_every_path_of_the_architecture_is_there() -> None:
    """Files that the page tells a newcomer to read exist."""
    named = re.findall(r"`((?:app|tests|packaging|docs)/[\w/.]+)`", PAGES[1].read_text("utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
