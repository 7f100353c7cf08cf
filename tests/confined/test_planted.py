"""Where the program is started makes no difference to what the worker runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.terminal import ROOT

_READ = "from app.confined.worker import Worker\nwith Worker() as worker: print(worker.jail)"


@pytest.mark.parametrize("name", ["pypdfium2.py", "lxml.py", "app.py"])
def test_a_file_planted_in_the_present_folder_is_not_run(tmp_path: Path, name: str) -> None:
    """A stick may hold anything; nothing of it is imported before the walls are up."""
    (tmp_path / name).write_text("open('run', 'w').close()\n", encoding="utf-8")
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-P", "-c", _READ]
    subprocess.run(words, cwd=tmp_path, env=variables, check=True, capture_output=True)
    assert not (tmp_path / "run").exists()
    # Without the precaution it would be.
    planted = [sys.executable, "-c", f"import {name.removesuffix('.py')}"]
    subprocess.run(planted, cwd=tmp_path, env=variables, check=False, capture_output=True)
    assert (tmp_path / "run").exists()
