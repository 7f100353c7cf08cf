"""Text as it can be set on paper: NFC, without what no reader could see.

The same function prepares what is drawn and what is later looked for in the finished file, so
that both speak of the same characters.
"""

import re
import unicodedata

# Invisible here, and dropped: controls, soft hyphens (the breaker hyphenates nothing), byte order
# marks, tags, and the overrides that turn letters around, with which a text shows other words than
# it holds. Joiners, direction marks, embeddings and isolates stay: they change what is read.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u202d\u202e\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A lone surrogate is no character and cannot be encoded; noncharacters are never text.
_NOT_TEXT = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef]|["
    + "".join(chr(p << 16 | 0xFFFE) for p in range(17))
    + "]|["
    + "".join(chr(p << 16 | 0xFFFF) for p in range(17))
    + "]"
)
_NOT_PLAIN = re.compile(r"[^\x20-\x7e\n\t]")


def written(text: str) -> str:
    """The text in NFC, lines ended by U+000A, invisible controls dropped.

    What is no character at all (lone surrogates, noncharacters) becomes U+FFFD.
    """
    if not _NOT_PLAIN.search(text):
        return text
    text = _NOT_TEXT.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def one_line(text: str) -> str:
    """Written text on one line, for titles, names and outline entries."""
    return " ".join(written(text).split())


def code_point(character: str) -> str:
    """How a character that no font has stands on the page, such as `[U+1F600]`."""
    return f"[U+{ord(character):04X}]"
