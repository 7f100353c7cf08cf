"""`backup`, `restore` and `destroy` print what `docs/commands.md` says."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.documented_forms import sections, strangers


def assert_documented(document: object, name: str) -> None:
    """The document has the form under the heading of a command."""
    form = next(each for each in sections() if name in each.names).forms[0]
    assert list(strangers(document, form)) == []  # type: ignore[arg-type]


def test_backup_has_its_form(satchel: Run, place: Path) -> None:
    """Two records, two attached files that are new, nothing damaged."""
    ended = satchel("backup", place / "Backup", "--json")
    assert ended.code == 0, ended.err
    assert_documented(ended.document, "backup")
    assert (ended.document["records"], ended.document["copied"]) == (2, 2)
    assert ended.document["same_disk"]
    assert "own disk" in ended.err


def test_restore_has_its_form(satchel: Run, bare: Run, place: Path) -> None:
    """Without `--archive`; the path is that of the new archive, or null."""
    satchel("backup", place / "Backup")
    words = ("--passphrase-file", "passphrase", "--json", "restore", "Backup", "New")
    ended = bare(*words)
    assert_documented(ended.document, "restore")
    assert (ended.code, ended.document["archive"]) == (0, "New")
    harmed = next((place / "Backup" / "objects").glob("*/*"))
    harmed.write_bytes(harmed.read_bytes()[:-1] + b"?")
    refused = bare(*words[:-1], "Other")
    assert_documented(refused.document, "restore")
    assert (refused.code, refused.document["archive"]) == (6, None)
    assert not (place / "Other").exists()


def test_destroy_has_its_form(satchel: Run) -> None:
    """Whole ids; a record that is named twice is destroyed once."""
    id = satchel("show", "A-001", "--json").document["record"]["id"]
    ended = satchel("destroy", "A-001", id, "--yes", "--json")
    assert ended.code == 0, ended.err
    assert_documented(ended.document, "destroy")
    assert ended.document == {"destroyed": [id]}
    assert satchel("list", "--json").document["count"] == 1


def test_destroy_asks_nobody_where_there_is_no_terminal(satchel: Run) -> None:
    """Exit code 2, how many it would be, and nothing changes."""
    ended = satchel("destroy", "A-001", "T-001")
    assert (ended.code, len(ended.complaints)) == (2, 1)
    assert "2 records" in ended.err
    assert satchel("list", "--json").document["count"] == 2
