"""The cost of one guess: strong by default, bounded on reading, reachable by nothing."""

import inspect
import re
from pathlib import Path

import pytest

import app
from app.errors import RefusedError, UsageError
from app.store.creation import create_store
from app.store.kdf import KdfParameters, key_from_passphrase
from app.store.slot_pair import read_slot_pair
from app.store.slots import KeyKind
from tests.store.builders import TINY

SALT = bytes(range(16))
_PARSERS = ("store/kdf.py", "store/slot_file.py", "store/share_text.py")


def test_the_default_costs_256_mebibytes_and_the_floor_64() -> None:
    """What `design/store.md` promises is what the code says."""
    default, floor = KdfParameters.default(), KdfParameters.light()
    assert (default.memory_kib, default.iterations, default.lanes) == (256 * 1024, 3, 4)
    assert (floor.memory_kib, floor.iterations, floor.lanes) == (64 * 1024, 3, 4)


def test_an_archive_made_without_parameters_has_the_default(tmp_path: Path) -> None:
    """Whoever says nothing gets the strong one, as written in the slot file."""
    with create_store(tmp_path / "a", "words").store as store:
        slots = read_slot_pair(store.folder).candidates[0].slots
    costs = [slot.cost for slot in slots if slot.kind is KeyKind.PASSPHRASE]
    assert costs == [KdfParameters.default()]


def test_nothing_in_the_program_lowers_the_cost() -> None:
    """Only the two named choices exist in the program: no number, environment or setting."""
    root = Path(inspect.getfile(app)).parent
    asked = re.compile(r"KdfParameters\(|memory_kib=|KdfParameters\.(\w+)\(")
    for path in root.rglob("*.py"):
        for found in asked.finditer(path.read_text(encoding="utf-8")):
            place = path.relative_to(root).as_posix()
            if found[1] in ("default", "light"):
                continue
            # kdf.py holds the two choices; the others read what a file or a page says.
            assert place in _PARSERS, (place, found[0])
    for name in ("kdf.py", "creation.py", "slots.py"):
        source = (root / "store" / name).read_text(encoding="utf-8")
        assert not re.search(r"os\.environ|getenv|app\.settings", source), name


@pytest.mark.parametrize(
    "changes",
    [
        {"memory_kib": 100 * 1024 * 1024},
        {"memory_kib": 2 * 1024 * 1024 + 1},
        {"iterations": 1_000_000},
        {"lanes": 1_000_000},
        {"memory_kib": 0},
        {"iterations": 0},
        {"lanes": 0},
    ],
)
def test_parameters_beyond_measure_are_refused_before_memory_is_taken(
    changes: dict[str, int],
) -> None:
    """A file that asks for 100 GiB gets a sentence, not the memory."""
    fields = {"memory_kib": 64, "iterations": 1, "lanes": 1, **changes}
    with pytest.raises(RefusedError):
        key_from_passphrase("words", SALT, KdfParameters(**fields))


def test_a_passphrase_is_the_same_on_every_keyboard() -> None:
    """Composed and decomposed letters give one key; another passphrase or salt another."""
    key = key_from_passphrase("caf\u00e9 각", SALT, TINY)
    assert key == key_from_passphrase("cafe\u0301 \u1100\u1161\u11a8", SALT, TINY)
    assert key != key_from_passphrase("cafe 각", SALT, TINY)
    assert key != key_from_passphrase("caf\u00e9 각", SALT[::-1], TINY)
    assert len(key) == 32


@pytest.mark.parametrize("passphrase", ["", "abc\udcff"])
def test_what_is_no_passphrase_is_refused(passphrase: str) -> None:
    """Nothing at all, and bytes that are no text, are said to be so."""
    with pytest.raises(UsageError):
        key_from_passphrase(passphrase, SALT, TINY)
