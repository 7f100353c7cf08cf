"""Whatever is in a text, a dossier comes out, whole and on numbered pages."""

import pytest

from app.dossier.completeness import missing_paragraphs
from app.dossier.order import DossierOrder
from app.dossier.written_text import written
from app.records.text import Segment
from app.records.vocabularies import SegmentRole
from tests.dossier.builders import a_testimony, an_order, entry, read

HOSTILE = {
    "controls": "a\x00b\x07c\x1bd\x7fe\x85f\u2028g\u2029h\x0bi\x0cj\r\nk",
    "no characters": "x\ufdd0 \uffff \U0001ffff",
    "a word for pages": "a" * 30_000,
    "ideographs for pages": "字" * 30_000,
    "Arabic without spaces": "ب" * 20_000,
    "Thai without spaces": "ก" * 20_000,
    "opening quotes": "“" * 5_000,
    "brackets from right to left": "ب" + "(" * 5_000 + ")" * 5_000,
    "marks on one letter": "e" + "\u0301" * 5_000,
    "joiners": "\u200d" * 5_000,
    "no-break spaces": "a\u00a0" * 5_000,
    "isolates": "\u2067" * 500 + "א",
    "overrides": "\u202eabc def \u202d\u2066\u2067x\u2069" * 200,
    "emoji": "😀👨‍👩‍👧 " * 300,
    "private use": "\ue000\uf8ff " * 100,
    "half conjuncts": "\u0915\u094d" * 3_000,
    "line ends": "\n" * 3_000 + "x",
    "tabs": "\t" * 3_000 + "x",
    "one paragraph of 100,000 characters": "The crossing took four minutes, I counted. " * 2_326,
}


def _order(text: str, role: SegmentRole) -> DossierOrder:
    segments = (
        Segment(id=1, text=text, role=role),
        Segment(id=2, text=""),
        Segment(id=3, text=" \t\n"),
        Segment(id=4, text="The end."),
    )
    record = a_testimony(title=text[:500], segments=segments, translated=("", "", "", "Fin."))
    return an_order(entry(record), title=text[:500])


@pytest.mark.parametrize("role", [SegmentRole.PARAGRAPH, SegmentRole.TABLE])
@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_comes_out_whole(kind: str, role: SegmentRole) -> None:
    """Nothing is lost, nothing raises, and the pages after it are there."""
    order = _order(HOSTILE[kind], role)
    found = read(order)

    assert missing_paragraphs(order, found) == ()
    assert any("The end." in page.text for page in found.pages)
    assert all(font.embedded for font in found.fonts)


@pytest.mark.parametrize("role", SegmentRole)
def test_every_role_may_be_longer_than_a_page(role: SegmentRole) -> None:
    """Headings, quotes, captions and notes go on over pages as paragraphs do."""
    order = _order("Two nights under the trees. " * 500, role)

    assert missing_paragraphs(order, read(order)) == ()


def test_lone_surrogates_become_replacement_characters() -> None:
    """They are no characters, cannot be written, and must not stop an export."""
    assert written("x\ud800y\udfff") == "x\ufffdy\ufffd"


def test_a_text_cannot_show_other_words_than_it_holds() -> None:
    """Overrides of direction are dropped; what they would turn around reads as it is."""
    assert written("see \u202egpj.exe\u202c") == "see gpj.exe\u202c"


def test_a_dossier_without_records_is_a_dossier() -> None:
    """Cover, contents and what a dossier is; no empty annexes."""
    found = read(an_order())

    assert len(found.pages) == 3
    assert "Annexes" not in found.pages[1].text


def test_a_record_without_text_is_named() -> None:
    """Its title and line stand there, and the contents lead to it."""
    found = read(an_order(entry(a_testimony(title="Silence"))))

    assert [words for _level, words, _page in found.outline][2] == "1.1 Silence"
