"""The locked requirements: complete, hashed, and free of addresses."""

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)")


def entries(lock: str) -> list[str]:
    """Return a lock's requirements, each with its hashes on one line."""
    text = (PROJECT / "packaging" / lock).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pins(lock: str) -> dict[str, str]:
    """Return the locked version of each package."""
    found = (PIN.match(entry) for entry in entries(lock))
    return {match["name"]: match["version"] for match in found if match}


def asked_for(group: str) -> set[str]:
    """Return the names that pyproject.toml asks for, as package indexes write them."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] if group == "" else project["optional-dependencies"][group]
    names = (re.split(r"[ \[<>=!~;]", line)[0] for line in wanted)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_version_with_hashes(lock: str) -> None:
    """Nothing can be installed but the very files that were looked at."""
    assert len(entries(lock)) >= 15
    for entry in entries(lock):
        assert PIN.match(entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_is_recorded(lock: str) -> None:
    """A lock works with whatever index a person's pip is set up for."""
    text = (PROJECT / "packaging" / lock).read_text("utf-8")
    unwanted = r"://|--(extra-)?index-url|--find-links|--trusted-host| @ |^(/|\.\.?/)"
    assert re.findall(unwanted, text, re.MULTILINE) == []


def test_the_locks_cover_what_the_project_asks_for() -> None:
    """A dependency added to pyproject.toml is locked in the same change."""
    assert asked_for("") <= pins("requirements.txt").keys()
    assert asked_for("") | asked_for("dev") <= pins("requirements-dev.txt").keys()


def test_tests_run_on_the_versions_that_users_get() -> None:
    """The development lock holds the runtime lock, version for version."""
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_qt_stays_below_the_release_that_corrupts_python() -> None:
    """PySide6 6.12.0 drops a reference to True on each signal emission on Python 3.11."""
    assert pins("requirements.txt")["pyside6-essentials"].startswith("6.11.")
    assert "pyside6" not in pins("requirements-dev.txt")
