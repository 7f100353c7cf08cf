"""A full disk takes nothing back, leaves nothing half done, and is called what it is."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.benchmarks.generated import generate_texts
from tests.journeys.refusals import assert_refused
from tests.journeys.terminal import ROOT, Ended

pytestmark = pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare (Linux)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command on the small disk, and the files of the computer's folder after it."""

    ended: Ended
    there: list[str]


@pytest.fixture(scope="module")
def full_disk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Step]:
    """What small_disk.py found with the computer's folder on a tmpfs of that size, by step."""
    place = tmp_path_factory.mktemp("small")
    (place / "computer").mkdir()
    pages = place / "stick" / "pages"
    pages.mkdir(parents=True)
    for number, text in enumerate(generate_texts(400, seed=3, words_per=1500)):
        page = pages / f"{number:03}.txt"
        page.write_text("\n\n".join((text.title, *text.paragraphs)))
    script = 'mount -t tmpfs -o size=14m none "$0" && exec "$@"'
    journey = [sys.executable, "-m", "tests.journeys.small_disk", str(place)]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, str(place / "computer"), *journey],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    if done.returncode and not done.stdout:
        pytest.skip(f"needs unshare and tmpfs (Linux): {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    return {
        said["step"]: Step(
            ended=Ended(code=said["code"], out=said["out"], err=said["err"]), there=said["there"]
        )
        for said in map(json.loads, done.stdout.splitlines())
    }


def test_an_import_that_fills_the_disk_keeps_what_it_said(full_disk: dict[str, Step]) -> None:
    """Exit code 8 and one line; every code that was printed is listed, while it is full and later.

    Once there is room, everything is whole.
    """
    ended = full_disk["import"].ended
    assert_refused(ended, 8, "disk is full")
    told = {line.split()[0] for line in ended.out.splitlines() if line.startswith("A-")}
    assert told
    for step in ("list", "list later"):
        found = full_disk[step].ended
        assert found.code == 0
        assert {each["code"] for each in found.document["records"]} == told
    verdict = full_disk["verify later"].ended
    assert verdict.code == 0, verdict
    assert verdict.document["records"] == len(told)


@pytest.mark.parametrize("step", ["dossier", "new", "set"])
def test_a_full_disk_leaves_nothing_half_done(full_disk: dict[str, Step], step: str) -> None:
    """Exit code 8, one line, and no new file, not even a part of one."""
    ended = full_disk[step].ended
    assert_refused(ended, 8)
    assert "disk is full" in ended.err or "No space" in ended.err
    assert full_disk[step].there == full_disk["list"].there


def test_a_full_disk_is_not_called_damage(full_disk: dict[str, Step]) -> None:
    """The archive check either finds everything whole, or says that it needs room."""
    assert full_disk["verify"].ended.code in (0, 8), full_disk["verify"].ended
