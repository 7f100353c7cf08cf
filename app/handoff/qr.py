"""QR codes for what people compare, as squares that are dark or light (ISO/IEC 18004)."""

import segno

_QUIET_ZONE = 4
"""Light squares on each side, which a reader needs to find the code; from the standard."""


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of a QR code, true where it is dark, its light margin included.

    Medium error correction: up to a seventh of it may be dirty or torn.

    Args:
        text: At most 2,331 bytes of UTF-8. Capital letters and digits alone make a smaller code.

    Raises:
        ValueError: The text is too long.
    """
    code = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(bool(dark) for dark in row) for row in code.matrix_iter(border=_QUIET_ZONE))
