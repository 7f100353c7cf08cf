"""What attached files say, by their content: read once, kept compressed, gone with the content."""

import zlib
from dataclasses import dataclass

from app.store.revisions_table import unpack
from app.store.transactions import Reader, Value, Writer

_ZLIB = 1
"""The same packing as that of revisions."""

_LEVEL = 6

_DROP = "DELETE FROM attachment_texts WHERE sha256 = :sha256"

_PUT = """
    INSERT INTO attachment_texts (sha256, language, letters, packing, body)
    SELECT :sha256, :language, :letters, :packing, :body
    WHERE EXISTS (SELECT 1 FROM objects WHERE sha256 = :sha256)
"""

_FIND = """
    SELECT number, language, packing, body FROM attachment_texts
    WHERE sha256 = :sha256 AND letters > 0
"""

_NUMBER = "SELECT number FROM attachment_texts WHERE sha256 = :sha256 AND letters > 0"

# Originals are read when they are added; what their records do not say is put in then.
_UNREAD = """
    SELECT sha256, min(attachments.name), size FROM attachments
    JOIN objects ON objects.number = attachments.object
    WHERE attachments.current = 1 AND attachments.role <> 'original'
      AND NOT EXISTS (SELECT 1 FROM attachment_texts WHERE sha256 = objects.sha256)
    GROUP BY objects.number ORDER BY objects.number
"""


_FORGET_EMPTY = "DELETE FROM attachment_texts WHERE letters = 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedText:
    """What an attached file says.

    Attributes:
        number: Of the row; another text of the same content has another one.
        sha256: Of the file's untouched bytes.
        text: Paragraphs, parted by line ends.
        language: BCP 47; empty where it is not known.
    """

    number: int
    sha256: str
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadContent:
    """A content that nobody has looked into yet.

    Attributes:
        name: One of the names that records have it under.
        size: In bytes.
    """

    sha256: str
    name: str
    size: int


def put_attachment_text(writer: Writer, sha256: str, text: str, language: str) -> bool:
    """Keep what a content says, in place of what was known before.

    Args:
        text: Empty where it was read and says nothing.

    Returns:
        False where the archive has no such content; nothing is kept then.
    """
    writer.execute(_DROP, {"sha256": sha256})
    body = text.encode("utf-8", "replace")
    values: dict[str, Value] = {
        "sha256": sha256,
        "language": language,
        "letters": len(text),
        "packing": _ZLIB,
        "body": zlib.compress(body, _LEVEL),
    }
    return writer.change(_PUT, values) == 1


def find_attachment_text(reader: Reader, sha256: str) -> AttachedText | None:
    """What a content says; None where it says nothing, or was not read.

    Raises:
        DamageError: It cannot be unpacked.
    """
    row = reader.row(_FIND, {"sha256": sha256})
    if row is None:
        return None
    number, language, packing, body = row
    text = unpack(packing, body).decode("utf-8", "replace")
    return AttachedText(number=number, sha256=sha256, text=text, language=language)


def attachment_text_number(reader: Reader, sha256: str) -> int | None:
    """Number of the row of what a content says; cheap, to see whether it is still the same."""
    found: int | None = reader.value(_NUMBER, {"sha256": sha256})
    return found


def unread_contents(reader: Reader) -> tuple[UnreadContent, ...]:
    """Contents that records have beside their originals, and nobody has looked into."""
    return tuple(
        UnreadContent(sha256=sha256, name=name, size=size)
        for sha256, name, size in reader.rows(_UNREAD)
    )


def forget_empty_texts(writer: Writer) -> None:
    """Contents that said nothing count as unread again: a newer program may read more of them."""
    writer.execute(_FORGET_EMPTY)
