"""What stands in the head of a letter, read so that nothing in it can stop the reading.

Encoded words are those of RFC 2047. Heads that hold bare bytes are taken for UTF-8 (RFC 6532), or
for the encoding of the letter's text.
"""

import binascii
import re
from email.message import Message

_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,40})?\?([bq])\?([^?\n]*)\?=", re.I)
_MOST_SIGNS = 40_000
"""Of one field; a thousand addressees need fewer."""
_MOST_FIELDS = 50
"""A letter has one subject and one list of addressees; programs write a few more of the latter."""


def head(message: Message, name: str) -> str:
    """A field of the head as a person reads it; empty where there is none.

    Args:
        name: In small letters. What stands there several times is put together with commas.
    """
    found = [str(value) for key, value in message.raw_items() if key.lower() == name]
    charset = _charset(message)
    return ", ".join(
        text
        for text in (_words(_plain(each[:_MOST_SIGNS], charset)) for each in found[:_MOST_FIELDS])
        if text
    )[:_MOST_SIGNS]


def _charset(message: Message) -> str:
    for part in message.walk():
        stated = part.get_content_charset()
        if stated:
            return stated
    return "latin-1"


def _plain(raw: str, charset: str) -> str:
    """The field where its bytes were no ASCII; the parser hands them on as lone surrogates."""
    if raw.isascii():
        return raw
    return _decoded(raw.encode("utf-8", "surrogateescape"), ("utf-8", charset))


def _words(text: str) -> str:
    """With encoded words decoded; white space between two of them is none (RFC 2047, 6.2)."""
    result: list[str] = []
    pending, pending_charset = b"", ""
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        data = _bytes(match[2].lower(), match[3])
        charset = match[1]
        if pending and (between.strip() or charset.lower() != pending_charset.lower()):
            result.append(_decoded(pending, (pending_charset,)))
            pending = b""
        if not end or between.strip():
            result.append(between)
        if data is None:
            result.append(match[0])
        else:
            # A sign of several bytes may begin in one word and end in the next.
            pending, pending_charset = pending + data, charset
        end = match.end()
    if pending:
        result.append(_decoded(pending, (pending_charset,)))
    return " ".join(("".join(result) + text[end:]).split())


def _bytes(way: str, text: str) -> bytes | None:
    try:
        if way == "q":
            return binascii.a2b_qp(text.encode(), header=True)
        return binascii.a2b_base64(text.encode() + b"=" * (-len(text) % 4))
    except binascii.Error:
        return None


def _decoded(data: bytes, charsets: tuple[str, ...]) -> str:
    for charset in (*charsets, "utf-8"):
        try:
            return data.decode(charset)
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1")
