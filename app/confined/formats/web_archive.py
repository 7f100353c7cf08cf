"""A saved web page with its pictures in one file (MHTML; RFC 2557): its page is read as any other.

Pictures, styles and frames stay in the original; only the page itself is text.
"""

from email import policy
from email.message import Message
from email.parser import BytesParser

from app.confined.formats import web_page
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import ReadText, Trouble

_MOST_PARTS = 5_000
_PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes) -> ReadText:
    """Read the page of a web archive.

    Raises:
        UnreadableError: There is no page in it, or more parts than any page has.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    if not message.keys():
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    parts = [part for part in message.walk() if not part.is_multipart()]
    if len(parts) > _MOST_PARTS:
        raise UnreadableError(Trouble.TOO_LARGE)
    page = _page(message, parts)
    if page is None:
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise UnreadableError(Trouble.DAMAGED)
    return web_page.read(content, str(page.get_content_charset() or ""))


def _page(message: Message, parts: list[Message]) -> Message | None:
    """The part that the whole is about: the one named as its start, or the first page."""
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    named = (part for part in pages if start and str(part.get("Content-ID", "")) == start)
    return next(named, pages[0] if pages else None)


SAMPLE = (
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><p>A=\r\nb</p></html>\r\n--b\r\n"
    b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
)
"""A small page with a picture."""
