"""Whatever stands in a file that somebody else wrote: a value, or a sentence; no crash, no hang."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.fuzzing.targets import TARGETS
from tests.harness.started import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork and memory limits")

_SAMPLE = 500
_SEED = 20
_NIGHTLY = 1_000_000


def tried(place: Path, target: str, inputs: int, *, seconds: float) -> int:
    """Try inputs in a process of its own, in which nothing else counts as memory used."""
    words = [str(place), target, str(inputs), str(_SEED)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.harness.fuzzing.run", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert not found["trouble"], found["trouble"]
    inputs_tried: int = found["inputs"]
    return inputs_tried


@pytest.mark.parametrize("target", TARGETS)
def test_some_inputs_are_read_or_refused(tmp_path: Path, target: str) -> None:
    """A value that keeps its promise or an error that says what to do, within 512 MiB."""
    assert tried(tmp_path, target, _SAMPLE, seconds=200) == _SAMPLE


@pytest.mark.nightly
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("target", TARGETS)
def test_many_inputs_are_read_or_refused(
    tmp_path: Path, target: str, record_property: Callable[[str, object], None]
) -> None:
    """The same, very often."""
    inputs = tried(tmp_path, target, TARGETS[target].inputs, seconds=7_000)
    record_property("figure", f"{'fuzzed':22} {target:33} {inputs:9,} inputs  0 findings")
    assert inputs >= TARGETS[target].inputs


def test_a_night_tries_a_million_inputs() -> None:
    """All targets together."""
    assert sum(target.inputs for target in TARGETS.values()) >= _NIGHTLY
