"""QR codes say what they were made of."""

import hashlib

import pytest

from app.handoff.qr import qr_modules
from tests.handoff.read_qr import SIDE, read_qr


@pytest.mark.parametrize("seed", [b"one", b"two", b"three", b"four"])
def test_a_code_says_what_it_was_made_of(seed: bytes) -> None:
    """Read back by another way than it was made."""
    digits = hashlib.sha256(seed).hexdigest().upper()
    assert read_qr(qr_modules(digits)) == digits


def test_a_code_has_its_light_margin() -> None:
    """Four squares on each side, without which readers do not find it."""
    modules = qr_modules(hashlib.sha256(b"one").hexdigest().upper())
    assert len(modules) == SIDE + 8
    assert {len(row) for row in modules} == {SIDE + 8}
    rim = [*modules[:4], *modules[-4:], *(row[:4] + row[-4:] for row in modules)]
    assert not any(dark for row in rim for dark in row)


def test_a_text_that_does_not_fit_is_refused() -> None:
    """No code that says half of it."""
    assert len(qr_modules("x" * 2331)) == 185
    with pytest.raises(ValueError, match="too large"):
        qr_modules("x" * 2332)
