"""Bytes become text, with the encoding named, or a clear refusal. No character is ever replaced."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from app.errors import InputError
from app.intake.eastern_encodings import guess_eastern_encoding
from app.intake.old_encodings import guess_encoding
from app.intake.wide_encodings import guess_wide_encoding, odd_share
from app.translation import _

SIZE_LIMIT = 64 * 1024 * 1024

# What is looked at to tell text from data, and to guess an old encoding.
_SAMPLE = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control signs and such that do not exist, of all signs.
_MOST_ODD = 0.05
# Bytes that no text in any of the usual encodings contains; ESC is left out for ISO-2022.
_NEVER_IN_TEXT = bytes([*range(0x00, 0x07), *range(0x0E, 0x1A), 0x1C, 0x1D, 0x1E, 0x1F, 0x7F])


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """A text and the encoding it was written in (Python's name for it)."""

    text: str
    encoding: str


def decode(data: bytes) -> DecodedText:
    """Turn bytes into text.

    Raises:
        InputError: The file is empty, too large, or not text in a known encoding.
    """
    if len(data) > SIZE_LIMIT:
        raise InputError(
            _("The file is larger than 64 MB, more than a text is read from."),
            _("Split it, or keep it as an attachment of a record."),
        )
    if not data.strip():
        raise InputError(
            _("The file is empty."), _("Check whether it was copied completely, and add it again.")
        )
    marked = _by_mark(data) or _unmarked_wide(data) or _utf8(data)
    if marked is None:
        marked = _escaped_iso_2022(data)
    if marked is None:
        if _looks_like_data(data):
            raise _no_plain_text()
        marked = _by_letters(data) or _by_eastern_signs(data) or _by_statistics(data)
    if marked is None:
        raise _not_text()
    # UTF-8 proves itself: scripts that no Unicode holds yet are written in private signs.
    if not marked.encoding.startswith("utf-8") and odd_share(marked.text[:_SAMPLE]) > _MOST_ODD:
        raise _no_plain_text()
    if not marked.text.strip("\ufeff \t\r\n"):
        raise InputError(_("The file holds no text."), _("Check whether it was copied completely."))
    return marked


def _no_plain_text() -> InputError:
    return InputError(
        _("It is no plain text."),
        _("Give it the ending of the format it has, or keep it as a file."),
    )


def _not_text() -> InputError:
    return InputError(
        _("The file is not plain text in a known encoding."),
        _("Save it as plain text in UTF-8, and add that file."),
    )


def _strictly(data: bytes, encoding: str) -> DecodedText | None:
    try:
        return DecodedText(text=data.decode(encoding), encoding=encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _by_mark(data: bytes) -> DecodedText | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    return None


def _utf8(data: bytes) -> DecodedText | None:
    """UTF-8, unless it is full of control characters: those decode as ASCII, but are data."""
    if _control_share(data[:_SAMPLE]) > 0.02 or b"\x1b$" in data[:_SAMPLE]:
        return None
    return _strictly(data, "utf-8")


def _unmarked_wide(data: bytes) -> DecodedText | None:
    """UTF-16 or UTF-32 without a mark."""
    encoding = guess_wide_encoding(data)
    return _strictly(data, encoding) if encoding else None


def _control_share(sample: bytes) -> float:
    return 1 - len(sample.translate(None, _NEVER_IN_TEXT)) / max(len(sample), 1)


def _looks_like_data(data: bytes) -> bool:
    """NULs or many control bytes; in random bytes one in ten is such a byte."""
    sample = data[:_SAMPLE]
    return b"\x00" in sample or _control_share(sample) > 0.02


def _escaped_iso_2022(data: bytes) -> DecodedText | None:
    """ISO-2022: seven bits, and escapes that change the signs."""
    if b"\x1b" not in data:
        return None
    for encoding in ("iso2022_kr", "iso2022_jp_ext", "iso2022_jp_2"):
        decoded = _strictly(data, encoding)
        if decoded is not None and not decoded.text.isascii() and "\x1b" not in decoded.text:
            return decoded
    return None


def _by_letters(data: bytes) -> DecodedText | None:
    """An encoding of one byte a letter whose letters make a text of one language."""
    encoding = guess_encoding(data[:_SAMPLE])
    return _strictly(data, encoding) if encoding else None


def _by_eastern_signs(data: bytes) -> DecodedText | None:
    """An encoding of two bytes a sign that makes Chinese, Japanese or Korean of it."""
    encoding = guess_eastern_encoding(_whole_lines(data))
    return _strictly(data, encoding) if encoding else None


def _by_statistics(data: bytes) -> DecodedText | None:
    best = from_bytes(_whole_lines(data)).best()
    if best is None:
        return None
    return _strictly(data, best.encoding)


def _whole_lines(data: bytes) -> bytes:
    """A sample that ends at a line end, so that no sign of several bytes is cut through."""
    if len(data) <= _SAMPLE:
        return data
    end = data.rfind(b"\n", 0, _SAMPLE)
    return data[: end + 1] if end > 0 else data[:_SAMPLE]
