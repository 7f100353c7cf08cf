"""The code on paper."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.recovery_code import (
    RecoveryCodeError,
    format_recovery_code,
    new_recovery_code,
    parse_recovery_code,
)

SECRET = bytes(range(16))
CODE = format_recovery_code(SECRET)


def test_a_code_is_eight_groups_of_four_without_letters_that_look_like_digits() -> None:
    """What is printed is what can be copied by hand."""
    code = new_recovery_code()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert code != new_recovery_code()


@given(st.binary(min_size=16, max_size=16))
def test_a_code_gives_its_secret_back(secret: bytes) -> None:
    """Any 128 bits survive paper."""
    assert parse_recovery_code(format_recovery_code(secret)) == secret


def test_handwriting_and_typing_habits_do_not_matter() -> None:
    """Lower case, spaces, long dashes, full width, O for 0 and l for 1 are read as meant."""
    loose = CODE.lower().replace("-", " — ").replace("0", "o").replace("1", "l")
    assert parse_recovery_code(loose) == SECRET
    wide = "".join(chr(ord(each) + 0xFEE0) if each != "-" else each for each in CODE)
    assert parse_recovery_code(f"  {wide}\n") == SECRET


@given(st.integers(0, 31), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZU"))
def test_one_wrong_character_is_found_and_its_group_named(place: int, letter: str) -> None:
    """A slip is told from a wrong code, and the message says where to look."""
    letters = CODE.replace("-", "")
    if letters[place] == letter:
        return
    with pytest.raises(RecoveryCodeError, match=rf"group {place // 4 + 1}\."):
        parse_recovery_code(letters[:place] + letter + letters[place + 1 :])


def test_two_swapped_characters_are_found() -> None:
    """The commonest slip of all."""
    letters = CODE.replace("-", "")
    place = next(i for i in range(31) if letters[i] != letters[i + 1])
    swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    with pytest.raises(RecoveryCodeError, match="group"):
        parse_recovery_code(swapped)


@pytest.mark.parametrize("code", ["", "ABCD", CODE + "-0000", "é" * 32, "0" * 10_000])
def test_what_is_no_code_is_said_to_be_none(code: str) -> None:
    """Too short, too long or of other letters: a sentence, at once."""
    with pytest.raises(RecoveryCodeError):
        parse_recovery_code(code)
