"""Commands in this process, on an archive of two records."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from app.archive.opening import create_archive
from app.cli.main import run
from app.intake.importing import Acceptance, import_paths
from app.progress import Silent
from app.records.vocabularies import Kind
from tests.journeys.terminal import PASSPHRASE, QUICK, Ended

PAGES = {
    "ferry.txt": """\
The ferry stops for the winter
By Ilse Varga
Published 2 June 2021

The ferry has not crossed the Lower Sarn since Monday, residents said, and nobody would say when \
it is to cross again.
The county office said that the ice had come early this year, and that guides had been told.
""",
    "letter.txt": """\
What we carried over the river

I was eleven when my aunt sewed coins into my hem, and I did not ask her why she did it. I am \
writing this down because the ferry will not.
We walked for two nights, my aunt and I, and I counted the posts because I had nothing to count.
I still keep the coins. I have never told my children who sewed them.
""",
}

Run: TypeAlias = Callable[..., Ended]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of an article (A-001) and a testimony (T-001), and its files."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "passphrase").write_text(PASSPHRASE + "\n")
    kinds = (Kind.ARTICLE, Kind.TESTIMONY)
    with create_archive(folder / "a.satchel", PASSPHRASE, kdf=QUICK).archive as archive:
        for (name, text), kind in zip(PAGES.items(), kinds, strict=True):
            (folder / name).write_text(text, encoding="utf-8")
            choices = Acceptance(collection="Sarn", kind=kind)
            import_paths(archive, [folder / name], choices, Silent())
    return folder


@pytest.fixture
def place(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, and the present folder."""
    shutil.copytree(filled, tmp_path / "place")
    monkeypatch.chdir(tmp_path / "place")
    return tmp_path / "place"


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, with these words and no others."""

    def run_here(*words: str | Path) -> Ended:
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return Ended(code=code, out=said.out, err=said.err)

    return run_here


@pytest.fixture
def satchel(place: Path, bare: Run) -> Run:
    """Run a command on the archive."""

    def run_here(*words: str | Path) -> Ended:
        return bare("--archive", "a.satchel", "--passphrase-file", "passphrase", *words)

    return run_here
