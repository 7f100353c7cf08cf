"""A text as numbered lines, each with what is needed again and again.

The raw line is kept exactly; all looking is done on a cleaned one.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Zero-width marks that browsers leave behind. The zero-width joiners stay: Persian and Indic
# spelling needs them; direction marks are layout, not text.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")

_BULLET = re.compile(
    r"(?:[•·●▪■◦‣►▶➤◆○□※‧∙⁃➢✓✔→]\s*|[*+–—-]\s+|\(?\d{1,3}[.)]\s+|[a-zA-Z][.)]\s+|o\s{2,})(?=\S)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that is not blank.

    Attributes:
        number: In the original, from 1.
        last_number: The same, or that of the last line, where a paragraph was wrapped into several.
        raw: Exactly as it stands there, without its line end.
        text: NFC, without invisible marks, white space run together.
        bare: The text without its bullet or number.
        indent: White space before the text.
        blank_before: Blank lines before it.
        key: Folded for comparison: lower case, letters and digits only.
    """

    number: int
    last_number: int
    raw: str
    text: str
    bare: str
    indent: int
    blank_before: int
    key: str

    @property
    def bullet(self) -> bool:
        """Whether it begins with a bullet or a number, as an item of a list does."""
        return len(self.bare) != len(self.text)


def split_lines(text: str) -> list[str]:
    """The raw lines of a text; joined by line ends they are the text again."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def clean(raw: str) -> str:
    """A line as a person reads it: NFC, no invisible marks, single spaces."""
    if raw.isprintable():
        # No invisible mark is printable, and of all white space only the plain one is.
        plain = " ".join(raw.split())
        return plain if plain.isascii() else unicodedata.normalize("NFC", plain)
    text = _CONTROL.sub("", _INVISIBLE.sub("", raw))
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip())


def fold(text: str) -> str:
    """What two lines have in common when they say the same."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def read_lines(raw_lines: Sequence[str], first_number: int = 1) -> tuple[Line, ...]:
    """The lines that are not blank.

    Args:
        raw_lines: As `split_lines` gives them.
        first_number: The number of the first one in the original.
    """
    result: list[Line] = []
    blank = 0
    for number, raw in enumerate(raw_lines, first_number):
        text = clean(raw)
        if not text:
            blank += 1
            continue
        match = _BULLET.match(text)
        bare = text[match.end() :] if match else text
        result.append(
            Line(
                number=number,
                last_number=number,
                raw=raw,
                text=text,
                bare=bare,
                indent=len(raw) - len(raw.lstrip()),
                blank_before=blank,
                key=fold(bare) or text,
            )
        )
        blank = 0
    return tuple(result)
