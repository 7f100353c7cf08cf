"""A letter as mail programs save it (EML; RFC 5322 and MIME): who wrote when about what, and what.

Attachments are named with type and size; they are not opened.
"""

from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from lxml import html

from app.confined.formats.hypertext import hypertext_blocks
from app.confined.formats.mail_heads import head
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Block, BlockKind, InnerFile, LetterHead, ReadText, Trouble

_MOST_PARTS = 500


def read(data: bytes) -> ReadText:
    """Read a letter.

    Raises:
        UnreadableError: It has no head, or more parts than any letter.
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    if sum(1 for _part in message.walk()) > _MOST_PARTS:
        raise UnreadableError(Trouble.TOO_LARGE)
    return ReadText(
        title=head(message, "subject"),
        letter=_letter(message),
        authors=_authors(message),
        date=_date(message),
        blocks=tuple(_body(message)),
        files=tuple(_file(part) for part in message.walk() if _is_file(part)),
    )


def _letter(message: Message) -> LetterHead:
    return LetterHead(
        subject=head(message, "subject"),
        sender=head(message, "from") or head(message, "sender"),
        addressees=head(message, "to"),
        copied=head(message, "cc"),
        hidden=head(message, "bcc"),
        sent=head(message, "date"),
    )


def _body(message: EmailMessage) -> list[Block]:
    chosen = message.get_body(preferencelist=("plain", "html"))
    if chosen is None:
        return []
    text = _content(chosen)
    if chosen.get_content_type() == "text/html":
        return list(hypertext_blocks(html.fromstring(text))) if text.strip() else []
    lines = [line.rstrip() for line in text.splitlines()]
    return [
        Block(kind=BlockKind.PARAGRAPH, text=line)
        for place, line in enumerate(lines)
        # One blank line says as much as a thousand.
        if line or (place and lines[place - 1])
    ]


def _content(part: Message) -> str:
    """The text of a part; signs that its encoding does not know are refused, not replaced."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    stated = part.get_content_charset() or "utf-8"
    for encoding in (stated, "utf-8"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    if stated.startswith("utf"):
        raise UnreadableError(Trouble.DAMAGED)
    return raw.decode("latin-1")


def _is_file(part: Message) -> bool:
    return not part.is_multipart() and (
        part.get_content_disposition() == "attachment" or part.get_filename() is not None
    )


def _file(part: Message) -> InnerFile:
    content = part.get_payload(decode=True)
    return InnerFile(
        name=str(part.get_filename() or ""),
        media_type=part.get_content_type(),
        size=len(content) if isinstance(content, bytes) else 0,
    )


def _authors(message: EmailMessage) -> tuple[str, ...]:
    try:
        addresses = message["from"].addresses if message["from"] is not None else ()
    except (AttributeError, MessageError, ValueError, IndexError):
        return ()
    # An address is no name, and leads to a person.
    return tuple(each.display_name for each in addresses if each.display_name)


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(head(message, "date")).isoformat(timespec="minutes")
    except (TypeError, ValueError, IndexError):
        return ""


SAMPLE = (
    b"From: A <a@example.org>\r\nDate: Fri, 5 Jan 2024 10:00:00 +0000\r\n"
    b"Subject: =?utf-8?q?A?= =?utf-8?b?QQ==?=\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>A<b>b</b></p>\r\n--b--\r\n"
)
"""A small letter that needs most of the tools."""
