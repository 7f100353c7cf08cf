import pytest

from app.archive.opening import Archive
from app.archive.remembered import remember, remember_all, remembered, remembered_keys


def test_a_text_is_found_under_its_key_and_replaced(archive: Archive) -> None:
    """Each key has one text, the newest; any text comes back as it was."""
    assert remembered(archive, "intake.a") is None
    remember(archive, "intake.a", "one")
    remember(archive, "intake.a", 'two\n"\u2028é')
    assert remembered(archive, "intake.a") == 'two\n"\u2028é'


def test_keys_are_found_by_how_they_begin(archive: Archive) -> None:
    """Neither a shorter key nor a neighbour in the order is taken for one."""
    remember_all(archive, dict.fromkeys(("a", "a.", "a.1", "a.é", "a/", "b.1"), "x"))
    assert remembered_keys(archive, "a.") == ("a.", "a.1", "a.é")


def test_remembering_and_forgetting_is_one_transaction(archive: Archive) -> None:
    """Where one text cannot be written, nothing is written and nothing forgotten."""
    remember(archive, "old", "x")
    broken = {"new": "y", "bad": object()}
    with pytest.raises(TypeError):
        remember_all(archive, broken, forget=("old",))  # type: ignore[arg-type]
    assert (remembered(archive, "old"), remembered(archive, "new")) == ("x", None)
    remember_all(archive, {"new": "y"}, forget=("old", "never"))
    assert (remembered(archive, "old"), remembered(archive, "new")) == (None, "y")
