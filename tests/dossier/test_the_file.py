"""What the finished file holds beside its text, and what it must not hold."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.dossier.order import DossierOrder
from app.records.text import Segment
from app.records.vocabularies import SegmentRole
from tests.dossier.builders import (
    SAYINGS,
    a_testimony,
    an_article,
    an_order,
    built,
    entry,
    read,
)

_ROOT = Path(__file__).resolve().parents[2]
_BUILD = """
import hashlib, sys
from tests.dossier.test_the_file import everything
from tests.dossier.builders import built
sys.stdout.write(hashlib.sha256(built(everything())[0]).hexdigest())
"""


def everything() -> DossierOrder:
    """Testimonies with and without translation in every script, and an article."""
    records = [
        entry(
            a_testimony(text, text, number=number, title=text[:30], language=language,
                        translated=(SAYINGS["en"],) if language != "en" else ()),
            f"T-{number:03d}",
        )
        for number, (language, text) in enumerate(SAYINGS.items(), 1)
    ]  # fmt: skip
    return an_order(*records, entry(an_article(SAYINGS["de"], SAYINGS["en"]), "A-203"))


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_same_order_gives_the_same_bytes(seed: str) -> None:
    """In another process, with other hashes of strings, too."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(_ROOT)}
    other = subprocess.run(
        [sys.executable, "-c", _BUILD],
        env=environment, cwd=_ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert other.stdout == built(everything())[1].sha256


def test_every_font_is_embedded() -> None:
    """A reader without our fonts sees what we see."""
    fonts = read(everything()).fonts

    assert len(fonts) >= 10
    assert all(font.embedded for font in fonts)
    assert all(re.fullmatch(r"[A-Z]{6}\+Noto\w+-\w+", font.name) for font in fonts)


def test_the_file_tells_title_and_language_only() -> None:
    """No author, tool, time or path, and no link that leads out."""
    pdf, _said = built(everything())
    found = read(everything())

    assert found.information == (("Title", "Counting at the Lower Sarn"),)
    assert found.links_out == 0
    assert found.attachments == 0
    assert b"/Lang (en)" in pdf
    lowered = pdf.lower()
    for trace in (b"reportlab", b"harfbuzz", b"creationdate", b"moddate", b"producer", b"/uri",
                  b"/home", b"d:20", b"xpacket", b"/tmp"):  # fmt: skip
        assert trace not in lowered


def test_the_outline_leads_to_every_part_and_record() -> None:
    """The outline names what the contents name, with the same pages."""
    order = an_order(
        entry(a_testimony("Two nights.", title="At the weir")),
        entry(an_article("They count.", title="Villagers count"), "A-203"),
    )
    found = read(order)

    assert [(level, words) for level, words, _page in found.outline] == [
        (0, "About this dossier"),
        (0, "1 Testimonies"),
        (1, "1.1 At the weir"),
        (0, "2 Articles"),
        (1, "2.1 Villagers count"),
        (0, "Annexes"),
        (1, "A Sources"),
        (1, "B Grounds of use"),
        (1, "C Chain of custody"),
    ]
    for _level, words, page in found.outline:
        assert words.split(" ", 1)[-1] in found.pages[page - 1].text


def test_the_contents_name_the_right_pages() -> None:
    """Every number in the contents is the number printed on the page the record begins on."""
    records = [
        entry(a_testimony(*[SAYINGS["en"]] * (7 * number % 31 + 1), number=number,
                          title=f"Account number {number:03d} of the season"),
              f"T-{number:03d}", custody=False)
        for number in range(1, 61)
    ]  # fmt: skip
    found = read(an_order(*records))
    contents = "\n".join(page.text for page in found.pages[1:4])
    named = {
        int(number): int(page)
        for number, page in re.findall(
            r"Account number (\d+) of the season\s+T-\d+\s+(\d+)", contents
        )
    }

    assert len(named) == 60
    for number, page in named.items():
        text = found.pages[page - 1].text
        assert f"Account number {number:03d} of the season" in text
        assert re.search(rf"(^|\n|\s){page}(\n|$)", text)


def test_pages_are_numbered_through_with_code_and_classification() -> None:
    """Every page but the cover carries the running head."""
    found = read(everything())

    for page in found.pages[1:]:
        head = page.text[:80]
        assert "D-006 · Confidential · for the recipient only" in head
        assert re.search(rf"\b{page.number}\b", head)
    assert "D-006 · Confidential" not in found.pages[0].text


def test_a_citation_number_is_the_segments_own() -> None:
    """[T-014 §32] means paragraph 32 even where earlier ones were taken out."""
    segments = (
        Segment(id=31, text="Two nights."),
        Segment(id=32, text="The crossing took four minutes."),
        Segment(id=40, text="Then a fence.", role=SegmentRole.QUESTION),
    )
    text = read(an_order(entry(a_testimony(segments=segments)))).pages[3].text

    assert re.search(r"31\s+Two nights\.\s+32\s+The crossing took four minutes\.\s+40", text)


def test_an_article_is_cited_in_full() -> None:
    """Authors, title, publisher, dates, type and the address as plain text."""
    text = read(an_order(entry(an_article("They count."), "A-203"))).pages[3].text

    citation = " ".join(text.split())
    for part in ("Ines Holm, Tarek Odo", "“Villagers count”", "River Post", "2 June 2020, 16:54",
                 "Updated 3 June 2020", "News", "Sarn"):  # fmt: skip
        assert part in citation
    assert "https://example.org/river/2020/06/count.html?page=4" in text.replace("\n", "")
