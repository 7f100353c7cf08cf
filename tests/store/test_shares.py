"""Shares: enough of them open, fewer do not, and each mistake is told from the others."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import AccessError, RefusedError, SatchelError, UsageError
from app.store.credentials import ShareHeld
from app.store.kdf import KdfParameters
from app.store.share_text import ShareTextError, parse_share, share_text
from app.store.shares import SharedSecret, joined_secret, parsed_shares, split_secret
from app.store.spoken_letters import ALPHABET
from tests.store.builders import TINY

FINGERPRINT = " ".join(f"{number:04X}" for number in range(1000, 1010))
WORDS = ("first", "second", "third", "fourth", "fifth")
SPLIT = split_secret(3, WORDS, TINY, FINGERPRINT)


def held(split: SharedSecret = SPLIT, *numbers: int) -> list[ShareHeld]:
    """Shares with the right passphrases."""
    return [
        ShareHeld(text=split.texts[number - 1], passphrase=WORDS[number - 1]) for number in numbers
    ]


def joined(shares: list[ShareHeld]) -> bytes:
    """What they give together."""
    return joined_secret(parsed_shares(shares))


@pytest.mark.parametrize(
    "numbers", [(1, 2, 3), (5, 1, 3), (2, 4, 5), (1, 2, 3, 4, 5), (3, 3, 1, 4)]
)
def test_any_three_of_five_give_the_secret(numbers: tuple[int, ...]) -> None:
    """In any order; more than needed, or one twice, do no harm."""
    assert joined(held(SPLIT, *numbers)) == SPLIT.secret


@pytest.mark.parametrize("numbers", [(1,), (4, 2), (5, 5, 5)])
def test_fewer_are_told_how_many_are_missing(numbers: tuple[int, ...]) -> None:
    """The same share three times is one share."""
    with pytest.raises(AccessError, match=f"3 shares are needed, and {len(set(numbers))}"):
        joined(held(SPLIT, *numbers))


def test_a_wrong_passphrase_is_told_with_its_share() -> None:
    """And does no harm where enough others are right."""
    wrong = replace(held(SPLIT, 4)[0], passphrase="other")
    with pytest.raises(AccessError, match="passphrase of share 4") as caught:
        joined([*held(SPLIT, 1, 2), wrong])
    assert not isinstance(caught.value, ShareTextError)
    assert joined([wrong, *held(SPLIT, 1, 2, 5)]) == SPLIT.secret


def test_a_share_is_plain_ascii_that_says_what_it_is() -> None:
    """Which of how many, how many are needed, and of which archive; short enough to be typed."""
    text = SPLIT.texts[1]
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 72
    assert "SHARE 2 OF 5" in text
    assert "Any 3 of these 5" in text
    assert FINGERPRINT in text
    share = parse_share(text)
    assert (share.number, share.needed, share.held) == (2, 3, 5)
    assert share_text(share, FINGERPRINT) == text


def test_what_is_on_paper_may_be_typed_in_anyhow() -> None:
    """Small letters, dashes, other line ends, a BOM, letters that look like digits, no heading."""
    text = SPLIT.texts[0]
    numbered = [line for line in text.splitlines() if line[:2].strip().isdigit()]
    share = parse_share(text)
    typed = [line[:3] + line[3:].lower().replace("0", "o").replace(" ", "-") for line in numbered]
    assert parse_share("\r\n".join(reversed(typed))) == share
    assert parse_share("\ufeff" + text) == share
    assert parse_share(text.replace("\n 7  ", "\n7. ")) == share


@settings(max_examples=200)
@given(st.integers(0, 9), st.integers(0, 19), st.sampled_from(ALPHABET))
def test_every_slip_names_its_line(line: int, place: int, letter: str) -> None:
    """Any one wrong letter is a slip of typing, never a wrong passphrase."""
    lines = SPLIT.texts[0].splitlines()
    first = next(at for at, each in enumerate(lines) if each.startswith(" 1  "))
    before = lines[first + line]
    spot = 4 + place + place // 4
    if before[spot] == letter:
        return
    lines[first + line] = before[:spot] + letter + before[spot + 1 :]
    # A slip in the first line may show in another, since each check covers the first.
    with pytest.raises(ShareTextError, match="mistyped in line" if line else "mistyped in line 1"):
        parse_share("\n".join(lines))


def test_a_line_of_another_share_is_a_slip() -> None:
    """Sheets that got mixed are found out before any passphrase is blamed."""
    ones, twos = SPLIT.texts[0].splitlines(), SPLIT.texts[1].splitlines()
    mixed = [two if two.startswith(" 7  ") else one for one, two in zip(ones, twos, strict=True)]
    with pytest.raises(ShareTextError, match="line 7"):
        parse_share("\n".join(mixed))


def test_missing_and_doubled_lines_are_told() -> None:
    """A sheet that was cut off, and two sheets in one file."""
    lines = SPLIT.texts[0].splitlines()
    with pytest.raises(ShareTextError, match="Line 10 of the share is missing"):
        parse_share("\n".join(lines[:-1]))
    with pytest.raises(ShareTextError, match="there twice"):
        parse_share(SPLIT.texts[0] + SPLIT.texts[1])
    with pytest.raises(ShareTextError, match="not a share"):
        parse_share("")


@settings(max_examples=200)
@given(st.text(max_size=400) | st.binary(max_size=400).map(lambda data: data.decode("latin-1")))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    """Whatever lies in the file ends no program."""
    with pytest.raises(SatchelError):
        parse_share(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"mark": bytes(8)},
        {"number": 2},
        {"needed": 2},
        {"held": 16},
        {"fingerprint": bytes(8)},
        {"salt": bytes(16)},
        {"cost": replace(TINY, iterations=2)},
        {"encrypted": bytes(58)},
    ],
)
def test_everything_on_a_share_is_authenticated(changes: dict[str, object]) -> None:
    """A share with other numbers, however well checked, opens nothing."""
    share = replace(parse_share(SPLIT.texts[0]), **changes)  # type: ignore[arg-type]
    forged = ShareHeld(text=share_text(share, FINGERPRINT), passphrase=WORDS[0])
    if "needed" in changes:
        with pytest.raises(AccessError):
            joined([forged, *held(SPLIT, 3)])
    else:
        with pytest.raises(AccessError):
            joined([*held(SPLIT, 2, 3), forged])


def test_a_share_that_asks_for_a_hundred_gibibytes_is_refused() -> None:
    """Before any memory is taken; so are shares that ask for too much together."""
    share = parse_share(SPLIT.texts[0])
    greedy = replace(share, cost=KdfParameters(memory_kib=100 * 1024**2, iterations=3, lanes=4))
    with pytest.raises(RefusedError):
        parse_share(share_text(greedy, FINGERPRINT))
    dear = replace(share, cost=KdfParameters(memory_kib=2 * 1024**2, iterations=4, lanes=4))
    text = share_text(dear, FINGERPRINT)
    with pytest.raises(RefusedError):
        parsed_shares([ShareHeld(text=text, passphrase="x")] * 3)


@pytest.mark.parametrize(("needed", "held_by"), [(1, 3), (0, 2), (4, 3), (2, 17), (2, 1)])
def test_numbers_that_make_no_sense_are_refused(needed: int, held_by: int) -> None:
    """At least two, at most sixteen, and not more needed than there are."""
    with pytest.raises(UsageError):
        split_secret(needed, ["words"] * held_by, TINY, FINGERPRINT)


def test_sixteen_of_sixteen_work() -> None:
    """The most there may be."""
    words = [f"holder {number}" for number in range(16)]
    split = split_secret(16, words, TINY, FINGERPRINT)
    shares = [
        ShareHeld(text=text, passphrase=word) for text, word in zip(split.texts, words, strict=True)
    ]
    assert joined(shares) == split.secret


def test_no_share_shows_in_a_printed_object() -> None:
    """What ends in a report of a bug gives nothing away."""
    for shown in (repr(SPLIT), repr(parse_share(SPLIT.texts[0])), repr(held(SPLIT, 1))):
        assert SPLIT.secret.hex() not in shown
        assert "first" not in shown
        assert parse_share(SPLIT.texts[0]).encrypted.hex() not in shown
