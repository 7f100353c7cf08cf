"""Web pages saved with their pictures in one file (MHTML) become the article that they show."""

import quopri

import pytest

from app.confined.forms import FileFormat
from app.errors import InputError
from app.intake.draft import Draft, LineRole
from app.intake.formats import format_of, media_type_of
from app.intake.reading import drafts_from, source_of
from app.intake.segments import segments
from app.records.vocabularies import Kind
from tests.intake.test_formats import LETTER, PAGE

HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/river\r\n"
    "Subject: River guards withdraw\r\nDate: Tue, 5 Mar 2024 08:00:00 +0000\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    '\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n\r\n'
)


def web_archive(page: bytes, charset: str = "", before: str = "") -> bytes:
    """A page as browsers save it, with a picture."""
    named = f"; charset={charset}" if charset else ""
    head = f"------b\r\nContent-Type: text/html{named}\r\nContent-ID: <frame-0@x>\r\n"
    head += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    picture = "\r\n------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    picture += "iVBORw0KGgo=\r\n------b--\r\n"
    return (HEAD + before + head).encode() + quopri.encodestring(page) + picture.encode()


def draft(data: bytes, name: str = "page.mhtml") -> Draft:
    """The only draft of it."""
    (made,) = drafts_from(source_of(name, data))
    return made


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_web_archive_is_its_article(charset: str) -> None:
    """As the same page saved without its pictures: fields, body, and menus left out."""
    page = PAGE.format(charset=charset)
    made = draft(web_archive(page.encode(charset)))
    plain = draft(page.encode(charset), "page.html")
    assert made.title.value == plain.title.value == "River guards withdraw"
    assert made.authors.value == ("Ada Example",)
    assert made.kind.value is Kind.ARTICLE
    assert made.published.value is not None
    assert made.published.value.day_edtf == "2024-03-05"
    assert [each.text for each in segments(made)] == [each.text for each in segments(plain)]
    left_out = [line.text for line in made.lines if line.role is LineRole.LEFT_OUT]
    assert "Ten things to see this weekend" in left_out


def test_the_encoding_beside_a_page_counts() -> None:
    """A page that does not say its encoding itself is in the one that its part says."""
    body = "<p>Стражи покинули посты у реки во вторник ночью, сказали жители.</p>" * 3
    page = f"<!DOCTYPE html><html><body><h1>Река</h1>{body}</body></html>".encode("koi8-r")
    made = draft(web_archive(page, "koi8-r"))
    assert "Стражи покинули" in segments(made)[0].text


def test_a_frame_before_the_page_is_not_the_page() -> None:
    """The part that is named as the start is, wherever it stands."""
    frame = "------b\r\nContent-Type: text/html\r\nContent-ID: <frame-9@x>\r\n\r\n"
    frame += "<html><p>Buy now, and buy again, whoever you are.</p></html>\r\n"
    page = PAGE.format(charset="utf-8").encode()
    data = web_archive(page, before=frame).replace(
        b'type="text/html";', b'type="text/html"; start="<frame-0@x>";'
    )
    assert draft(data).title.value == "River guards withdraw"


def test_web_archives_are_told_from_letters() -> None:
    """By what browsers write on top, or by the name; a letter with pictures stays a letter."""
    data = web_archive(b"<p>a</p>")
    assert format_of("x", data) is FileFormat.WEB_ARCHIVE
    assert media_type_of("x", data) == "multipart/related"
    assert (
        format_of("x.mht", data.partition(b"River guards withdraw\r\n")[2])
        is FileFormat.WEB_ARCHIVE
    )
    letter = LETTER.replace(
        "\r\n\r\n", "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    )
    assert format_of("x.eml", letter.encode()) is FileFormat.MAIL


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode(),
        (HEAD + "------b\r\nContent-Type: image/png\r\n\r\nx\r\n------b--\r\n").encode(),
        web_archive(b""),
    ],
)
def test_a_web_archive_without_a_page_is_one_reason(data: bytes) -> None:
    """It was cut off, or holds only pictures."""
    with pytest.raises(InputError, match=r"damaged|not what it says"):
        draft(data)
