"""What is printed as JSON is JSON for strict readers, whatever files are called."""

import json
import os
import sys
from pathlib import Path

import pytest

from app.cli.terminal import json_text
from tests.cli.conftest import Run
from tests.confined.made_media import picture


def test_bytes_of_names_are_spelled_out() -> None:
    """A lone surrogate is in no JSON, neither as itself nor as an escape."""
    text = json_text({"name\udcff": "a\ud800\udcffb\\", "n": [1, None, "é"]})
    text.encode("utf-8")
    assert json.loads(text) == {"name\\udcff": "a\\ud800\\udcffb\\", "n": [1, None, "é"]}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always text")
def test_a_file_whose_name_is_no_text_is_shown(bare: Run, tmp_path: Path) -> None:
    """Its draft is called by its name, with the odd byte spelled out."""
    path = tmp_path / os.fsdecode(b"map\xff.png")
    path.write_bytes(picture("PNG"))
    ended = bare("import", path, "--dry-run", "--json")
    (draft,) = json.loads(ended.out)["drafts"]
    json.dumps(draft, ensure_ascii=False).encode("utf-8")
    assert draft["title"] == "map\\udcff"
