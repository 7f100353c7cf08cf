"""`search --batch`: which lines a file of queries has."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_only_a_line_feed_ends_a_query(satchel: Run, place: Path) -> None:
    """Answers come in the order of a file's lines, whatever stands within a line."""
    queries = ["ferry\u2028letter", "a\x0bb\x0cc\x1cd\x85e", "", "ferry\rletter", "사공"]
    (place / "batch").write_bytes("\n".join(queries).encode())
    ended = satchel("search", "--batch", "batch")
    assert ended.code == 0, ended.err
    answers = [json.loads(line) for line in ended.out.split("\n") if line]
    assert [each["query"] for each in answers] == queries


def test_a_carriage_return_before_the_line_feed_belongs_to_it(satchel: Run, place: Path) -> None:
    """Files of Windows say the same; the line feed at the end begins no further line."""
    (place / "batch").write_bytes("\ufeffferry\r\n\r\ncoins\r\r\n".encode())
    answers = satchel("search", "--batch", "batch").out.split("\n")
    assert [json.loads(line)["query"] for line in answers if line] == ["ferry", "", "coins\r"]
