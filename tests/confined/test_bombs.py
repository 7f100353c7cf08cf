"""Files made to hang, swell or end their reader: one reason or harmless text, and on it goes."""

import os
import re
import signal
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from app.confined.forms import FileFormat
from app.confined.jail import MEMORY_BYTES
from app.confined.worker import SECONDS, Worker
from app.errors import InputError
from tests.confined import made_files
from tests.confined.made_files import paragraph


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all, as in an import."""
    with Worker() as made:
        yield made


def _laughs(levels: str = "abcdefghij") -> str:
    made = ['<!ENTITY a "ha">']
    made += [f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(levels)]
    return f"<!DOCTYPE x [{''.join(made)}]>"


def _laughing_word() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return made_files.zipped(
        word__document_DOT_xml=f'{_laughs()}<w:document xmlns:w="{space}"><w:body>'
        "<w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
    )


def _quadratic() -> bytes:
    """One long entity, said very often: no nesting to be counted."""
    head = f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]>'
    return made_files.open_document(f"<t:p>{'&a;' * 50_000}</t:p>", head)


def _pdf(*objects: str, after: str = "trailer<</Root 1 0 R>>") -> bytes:
    body = "".join(f"{number} 0 obj{each}endobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}{after}".encode("latin-1")


_CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
_ONE_PAGE = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _form_in_itself() -> bytes:
    """A drawing that draws itself."""
    resources = "/Resources<</XObject<</X 4 0 R>>>>"
    return _pdf(
        _CATALOG,
        _ONE_PAGE,
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]{resources}/Contents 5 0 R>>",
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}/Length 11>>stream\n"
        "/X Do /X Do\nendstream ",
        "<</Length 5>>stream\n/X Do\nendstream ",
    )


def _table_of_itself() -> bytes:
    """A table of contents that says that another one, itself, came before."""
    data = _pdf(_CATALOG, _ONE_PAGE, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", after="")
    place = len(data)
    table = f"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 4/Prev {place}>>\n"
    return data + f"{table}startxref\n{place}\n%%EOF".encode()


def _endless_text() -> bytes:
    packed = zlib.compress(b"BT /F 12 Tf (round and round) Tj ET\n" * 3_000_000, 9)
    shown = packed.decode("latin-1")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
    return _pdf(
        _CATALOG,
        _ONE_PAGE,
        f"{page}>>>>",
        f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n{shown}\nendstream ",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def _packed_often() -> bytes:
    """Packed, and packed again: each unpacking is a thousand times as long."""
    data = bytes(300_000_000)
    for _time in range(2):
        data = zlib.compress(data, 9)
    stream = data.decode("latin-1")
    return _pdf(
        _CATALOG,
        _ONE_PAGE,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        f"<</Filter[/FlateDecode/FlateDecode]/Length {len(data)}>>stream\n{stream}\nendstream ",
    )


BOMBS: dict[str, tuple[FileFormat, Callable[[], bytes]]] = {
    "a million laughs in a DOCX": (FileFormat.WORD, _laughing_word),
    "one entity said often": (FileFormat.OPEN_DOCUMENT, _quadratic),
    "pages of pages": (
        FileFormat.PDF, lambda: _pdf(_CATALOG, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
    ),
    "two thousand million pages": (
        FileFormat.PDF, lambda: _pdf(_CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>")
    ),
    "a drawing of itself": (FileFormat.PDF, _form_in_itself),
    "a table of itself": (FileFormat.PDF, _table_of_itself),
    "text without end": (FileFormat.PDF, _endless_text),
    "packed twice": (FileFormat.PDF, _packed_often),
    "brackets in brackets": (
        FileFormat.PDF, lambda: _pdf(_CATALOG, "<</Type/Pages/Kids" + "[" * 500_000)
    ),
    "a web archive of a million parts": (
        FileFormat.WEB_ARCHIVE,
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        + b"--b\nContent-Type: image/png\n\nx\n" * 100_000,
    ),
    "boundaries in boundaries": (
        FileFormat.WEB_ARCHIVE,
        lambda: b"MIME-Version: 1.0\n"
        + b"".join(
            b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(3_000)
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_one_file(worker: Worker, name: str) -> None:
    """Within its time and its memory; the next file is read."""
    format, make = BOMBS[name]
    data = make()
    begun = time.monotonic()
    try:
        read = worker.read(format, data)
        assert sum(len(block.text) for block in read.blocks) < 10_000_000
    except InputError as reason:
        assert str(reason).endswith(".")
    assert time.monotonic() - begun < SECONDS + 10
    after = worker.read(FileFormat.WORD, made_files.word(paragraph("after")))
    assert [block.text for block in after.blocks] == ["after"]
    assert _peak_bytes(worker.process) <= MEMORY_BYTES


def _peak_bytes(process: int) -> int:
    if not sys.platform.startswith("linux"):
        return 0
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmPeak:\s+(\d+) kB", told)
    return int(found[1]) * 1024 if found else 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_another_process_stands_by() -> None:
    """After one is ended the next file is read by one that was started before, warm already."""
    data = made_files.word(paragraph("text"))
    others = _readers()
    with Worker() as worker:
        for _file in range(5):
            worker.read(FileFormat.WORD, data)
        before = _readers() - others
        for _time in range(3):
            first = worker.process
            os.kill(first, signal.SIGKILL)
            with pytest.raises(InputError, match="made its reader stop"):
                worker.read(FileFormat.WORD, data)
            ready = worker.process
            assert ready != first
            assert ready in before
            assert worker.read(FileFormat.WORD, data).blocks
            before = _readers() - others
    assert not _readers() & before


def _readers() -> set[int]:
    """Numbers of the processes that this one has started, for this test or another."""
    place = Path(f"/proc/self/task/{os.getpid()}/children")
    return {int(number) for number in place.read_text(encoding="ascii").split()}
