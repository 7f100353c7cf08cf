"""The confined worker: what it reads, and that nothing it meets harms anybody else."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from app.confined.forms import BlockKind, FileFormat, ReadText
from app.confined.worker import Worker
from app.errors import InputError
from tests.confined import made_files
from tests.confined.made_files import paragraph

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all tests of this file: reading on is part of what is tried."""
    with Worker() as made:
        yield made


def said(text: ReadText) -> list[str]:
    """What was read, a line for each block."""
    return ["\t".join(block.cells) or block.text for block in text.blocks]


def test_a_word_document_is_read_as_it_is_seen(worker: Worker) -> None:
    """Headings, text inserted with changes tracked, tables and notes; nothing that was deleted."""
    body = (
        paragraph("How it began", "H1")
        + "<w:p><w:r><w:t>We </w:t></w:r><w:ins><w:r><w:t>all </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>ran.</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('2019')}</w:tc><w:tc>{paragraph('12')}</w:tc></w:tr>"
        "</w:tbl>"
    )
    read = worker.read(
        FileFormat.WORD, made_files.word(body, word__styles_DOT_xml=made_files.STYLES)
    )
    assert said(read) == ["How it began", "We all ran.", "2019\t12"]
    assert [block.kind for block in read.blocks] == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ROW
    ]  # fmt: skip


def test_an_open_document_is_read_as_it_is_seen(worker: Worker) -> None:
    """Spaces, lists and notes are kept; tracked deletions and comments are not."""
    body = (
        '<t:tracked-changes><t:p>gone</t:p></t:tracked-changes><t:h t:outline-level="2">Part</t:h>'
        '<t:p>Two<t:s t:c="3"/>spaces<t:note><t:note-body><t:p>Aside</t:p></t:note-body></t:note>'
        " here<o:annotation><t:p>comment</t:p></o:annotation></t:p>"
        "<t:list><t:list-item><t:p>One</t:p></t:list-item></t:list>"
    )
    read = worker.read(FileFormat.OPEN_DOCUMENT, made_files.open_document(body))
    assert said(read) == ["Part", "Two   spaces here", "Aside", "One"]
    assert read.blocks[0].level == 2
    assert read.blocks[3].kind is BlockKind.ITEM


def test_rich_text_is_read_in_its_code_page(worker: Worker) -> None:
    """Letters of an old code page and of Unicode come out as they were meant."""
    source = rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2\par \u54620?\u44397?\par}"
    assert said(worker.read(FileFormat.RICH_TEXT, source)) == ["Привет", "한국"]


def test_a_letter_is_read_with_its_head(worker: Worker) -> None:
    """Subject, sender's name and day; an address is nobody's name; attachments are named."""
    letter = (
        "From: =?utf-8?b?6rmA?= <kim@example.org>\r\nDate: Fri, 5 Jan 2024 10:30:00 +0900\r\n"
        "Subject: The crossing\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nI ran.\r\nWe hid.\r\n"
        '--b\r\nContent-Disposition: attachment; filename="map.png"\r\n'
        "Content-Type: image/png\r\n\r\nPNG\r\n--b--\r\n"
    )
    read = worker.read(FileFormat.MAIL, letter.encode())
    assert (read.title, read.authors, read.date) == (
        "The crossing", ("김",), "2024-01-05T10:30+09:00"
    )  # fmt: skip
    assert said(read) == ["I ran.", "We hid."]
    assert [(each.name, each.media_type) for each in read.files] == [("map.png", "image/png")]


def test_pages_of_a_pdf_are_read_in_order(worker: Worker) -> None:
    """Lines with the number of their page."""
    read = worker.read(FileFormat.PDF, made_files.pdf("First page", "Second page"))
    assert [(block.text, block.page) for block in read.blocks if block.text] == [
        ("First page", 1), ("Second page", 2)
    ]  # fmt: skip
    assert (read.pages, read.pages_without_text) == (2, 0)


def _laughs() -> str:
    names = "abcdefghij"
    made = ['<!ENTITY a "ha">']
    made += [f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names)]
    return f"<!DOCTYPE x [{''.join(made)}]>"


BOMBS: dict[str, tuple[FileFormat, Callable[[], bytes]]] = {
    "unpacks to two gigabytes": (
        FileFormat.WORD, lambda: made_files.word("<w:p/>" + " " * 200_000_000)
    ),
    "a million laughs": (
        FileFormat.OPEN_DOCUMENT, lambda: made_files.open_document("<t:p>&j;</t:p>", _laughs())
    ),
    "nested a hundred thousand deep": (
        FileFormat.WORD, lambda: made_files.word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)
    ),
    "nested two hundred deep": (
        FileFormat.OPEN_DOCUMENT,
        lambda: made_files.open_document("<t:list>" * 200 + "<t:p>in</t:p>" + "</t:list>" * 200),
    ),
    "elements in elements": (
        FileFormat.WEB_PAGE, lambda: b"<html>" + b"<div>" * 200_000 + b"x"
    ),
    "a page of lies": (
        FileFormat.WEB_PAGE,
        lambda: b"<html><script type='application/ld+json'>" + b"[" * 100_000 + b"</script>x",
    ),
    "asks for a file": (
        FileFormat.OPEN_DOCUMENT,
        lambda: made_files.open_document(
            "<t:p>&e;</t:p>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        ),
    ),
    "no ZIP at all": (FileFormat.WORD, lambda: b"PK\x03\x04" + bytes(1000)),
    "groups without end": (FileFormat.RICH_TEXT, lambda: b"{\\rtf1" + b"{" * 1_000_000),
    "parts in parts": (
        FileFormat.MAIL,
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain\n\nx\n" * 5_000,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_one_reason_or_harmless_text(worker: Worker, name: str) -> None:
    """No crash, no secret in what comes back, and the next file is read."""
    format, make = BOMBS[name]
    try:
        read = worker.read(format, make())
        assert "root:" not in "".join(said(read))
        assert sum(map(len, said(read))) < 1_000_000
    except InputError as reason:
        assert str(reason).endswith(".")
    after = worker.read(FileFormat.WORD, made_files.word(paragraph("after")))
    assert said(after) == ["after"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_worker_that_dies_costs_one_file() -> None:
    """The file is named as unreadable, and the next one is read by a new process."""
    with Worker() as worker:
        first = worker.process
        os.kill(first, signal.SIGKILL)
        with pytest.raises(InputError, match="made its reader stop"):
            worker.read(FileFormat.WORD, made_files.word(paragraph("never")))
        assert said(worker.read(FileFormat.WORD, made_files.word(paragraph("next")))) == ["next"]
        assert worker.process != first


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_worker_that_hangs_is_ended() -> None:
    """After its time the file is given up, and the next one is read."""
    with Worker() as worker:
        assert worker.jail is not None
        os.kill(worker.process, signal.SIGSTOP)
        worker.seconds = 0.2
        with pytest.raises(InputError, match="took too long"):
            worker.read(FileFormat.WORD, made_files.word(paragraph("never")))
        worker.seconds = 20.0
        assert said(worker.read(FileFormat.WORD, made_files.word(paragraph("next")))) == ["next"]


FORMATS = {
    "docx": FileFormat.WORD,
    "odt": FileFormat.OPEN_DOCUMENT,
    "rtf": FileFormat.RICH_TEXT,
    "pdf": FileFormat.PDF,
    "html": FileFormat.WEB_PAGE,
}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_real_and_broken_files_give_text_or_one_reason(worker: Worker) -> None:
    """Every one of them, by one and the same process: none of them ends it."""
    worker.close()
    first = worker.process
    read = refused = 0
    files = sorted((*(SHARED / "office").iterdir(), *(SHARED / "pdf").iterdir()))
    pages = sorted((SHARED / "html").glob("*/source.html"))
    letters = sorted(each for each in (SHARED / "eml").rglob("*") if each.is_file())
    for file in (*files, *letters, *pages):
        format = FORMATS.get(file.suffix[1:].lower())
        if format is None and file in letters:
            format = FileFormat.MAIL
        if format is None:
            continue
        try:
            worker.read(format, file.read_bytes())
            read += 1
        except InputError as reason:
            assert str(reason).endswith(".")
            refused += 1
    assert read > 5 * refused > 0
    assert worker.process == first
