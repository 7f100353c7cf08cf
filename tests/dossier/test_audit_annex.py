"""The audit log in a dossier: what is printed, and what is written down."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.audit_heads import compare_head
from app.archive.auditing import Act, audit_damage, audit_head, audit_lines
from app.archive.changing import change_record
from app.archive.opening import Archive, KdfParameters, create_archive
from app.dossier.audit_annex import SIDE
from app.dossier.document import MARGIN, PAGE_WIDTH
from app.dossier.making import DossierRequest, Override, make_dossier, preview_dossier
from app.dossier.pdf_reading import opened
from app.dossier.preview import page_count, render_page
from app.dossier.qr_square import QrSquare
from app.progress import Silent
from app.records.record import Record
from app.records.vocabularies import Scope
from tests.handoff import read_qr
from tests.records.builders import a_testimony, an_article

WORDS = re.compile(r"(?:^[a-z]+ [a-z]+ [a-z]+ [a-z]+\s*$\s*){3}", re.MULTILINE)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    quick = KdfParameters(memory_kib=64, iterations=1, lanes=1)
    with create_archive(tmp_path / "Notebook.satchel", "tide pebble", kdf=quick).archive as made:
        yield made


def add(archive: Archive, *records: Record) -> None:
    """Add records, each from a file of its own."""
    additions = [
        Addition(
            records=(record,),
            original=Original(data=record.id.encode(), name="a.txt", media_type="text/plain"),
        )
        for record in records
    ]
    add_records(archive, additions, Silent())


def ask(*records: Record, **changes: object) -> DossierRequest:
    """A dossier of these records, for publication."""
    fields = {"purpose": Scope.PUBLICATION, "title": "Crossings", "date": date(2024, 5, 6)}
    ids = tuple(record.id for record in records)
    return DossierRequest(ids=ids, **{**fields, **changes})  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    """All that can be copied out of a PDF."""
    with opened(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def printed_words(pdf: bytes) -> str:
    """The words of the audit log's value; empty where there are none."""
    after = text_of(pdf).replace("\r\n", "\n").partition("Audit log of the archive")[2]
    found = WORDS.search(after)
    return " ".join(found[0].split()) if found else ""


def printed_code(pdf: bytes) -> str:
    """What the QR code on the last page says, read from its picture."""
    picture = render_page(pdf, page_count(pdf) - 1, 2400)
    scale = picture.width / PAGE_WIDTH
    step = SIDE / read_qr.SIDE * scale

    def dark(x: float, y: float) -> bool:
        return picture.pixels[4 * (int(y) * picture.width + int(x))] < 128

    left, finder = MARGIN * scale, int(7 * step) - 2
    column = left + step / 2
    top = next(
        y for y in range(picture.height - finder)
        if all(dark(column, y + down) for down in range(1, finder))
    )  # fmt: skip
    places = [(each + 0.5) * step for each in range(read_qr.SIDE)]
    return read_qr.read_qr(tuple(tuple(dark(left + x, top + y) for x in places) for y in places))


def test_the_same_records_give_the_same_bytes_though_the_log_goes_on(
    archive: Archive, tmp_path: Path
) -> None:
    """Each dossier makes entries, and so does every other record; none of that is in the file."""
    record, other = an_article("Words."), an_article("Other words.")
    add(archive, record, other)
    make_dossier(archive, ask(record), tmp_path / "1.pdf", Silent())
    make_dossier(archive, ask(other), tmp_path / "2.pdf", Silent())
    make_dossier(archive, ask(record), tmp_path / "3.pdf", Silent())
    first = (tmp_path / "1.pdf").read_bytes()
    assert (tmp_path / "3.pdf").read_bytes() == first
    assert preview_dossier(archive, ask(record), Silent()) == first
    changed = an_article("Words, changed.", id=record.id)
    change_record(archive, record.id, changed)
    make_dossier(archive, ask(record), tmp_path / "4.pdf", Silent())
    assert printed_words((tmp_path / "4.pdf").read_bytes()) != printed_words(first)


def test_what_is_printed_is_found_in_the_log(archive: Archive, tmp_path: Path) -> None:
    """By the words and by the code: the newest change to the records in it."""
    first, second = an_article("Words."), an_article("Other words.")
    add(archive, first, second)
    make_dossier(archive, ask(first, second), tmp_path / "out.pdf", Silent())
    pdf = (tmp_path / "out.pdf").read_bytes()
    words, code = printed_words(pdf), printed_code(pdf)
    assert len(words.split()) == 12
    for kept in (words, code):
        found = compare_head(archive, kept)
        assert found.contained
        assert (found.number, found.dossier[:2]) == (3, "D-")
    assert "Notebook" not in text_of(pdf)


def test_nothing_printed_tells_how_much_else_there_is(archive: Archive, tmp_path: Path) -> None:
    """Neither chain nor hash of the log: they are the same in the next dossier."""
    record = an_article("Words.")
    add(archive, record)
    make_dossier(archive, ask(record), tmp_path / "out.pdf", Silent())
    text = text_of((tmp_path / "out.pdf").read_bytes())
    entries = audit_lines(archive, limit=100)
    told = [*(each.hash for each in entries), audit_head(archive).chain, record.id]
    assert [each for each in told if each in text] == []


def test_two_dossiers_of_the_same_records_print_different_words(
    archive: Archive, tmp_path: Path
) -> None:
    """Who has both cannot join them by it."""
    record = an_article("Words.")
    add(archive, record)
    make_dossier(archive, ask(record), tmp_path / "1.pdf", Silent())
    make_dossier(archive, ask(record, recipient="Somebody"), tmp_path / "2.pdf", Silent())
    first, second = ((tmp_path / f"{each}.pdf").read_bytes() for each in (1, 2))
    assert printed_words(first) != printed_words(second)


def test_words_that_are_a_protected_name_are_not_printed(archive: Archive, tmp_path: Path) -> None:
    """The disclosure check would stop the dossier for a reason that nobody could mend."""
    record = an_article("Words.")
    add(archive, record)
    pdf = preview_dossier(archive, ask(record), Silent())
    unlucky = printed_words(pdf).split()[4].capitalize()
    request = ask(record, protected=(unlucky,))
    make_dossier(archive, request, tmp_path / "out.pdf", Silent())
    made = (tmp_path / "out.pdf").read_bytes()
    assert printed_words(made) == ""
    assert compare_head(archive, printed_code(made)).contained


def test_a_dossier_without_originals_prints_it_too(archive: Archive, tmp_path: Path) -> None:
    """The chain of custody is not only about files."""
    record = an_article("Words.")
    add_records(archive, [Addition(records=(record,))], Silent())
    make_dossier(archive, ask(record), tmp_path / "out.pdf", Silent())
    text = text_of((tmp_path / "out.pdf").read_bytes())
    assert "Chain of custody" in text
    assert "Exhibit" not in text
    assert printed_words((tmp_path / "out.pdf").read_bytes())


def test_a_dossier_is_written_down_with_each_record_and_its_reason(
    archive: Archive, tmp_path: Path
) -> None:
    """Purpose and hash of the file; to whom and under what title is in the register alone."""
    shown, held = an_article("Words."), a_testimony("Kept.")
    add(archive, shown, held)
    request = ask(
        shown, held, recipient="Somebody", overrides=(Override(id=held.id, reason="By telephone"),)
    )
    made = make_dossier(archive, request, tmp_path / "out.pdf", Silent())
    second, first, dossier = audit_lines(archive, limit=3)
    assert (dossier.act, first.act, second.act) == (Act.DOSSIER, Act.INCLUDED, Act.INCLUDED)
    assert made.sha256 in dossier.detail
    assert "purpose=publication" in dossier.detail
    assert [(line.code, line.reason) for line in (first, second)] == [
        ("A-001", ""), ("T-001", "By telephone"),
    ]  # fmt: skip
    with archive.store.browsing() as reader:
        kept = repr(reader.rows("SELECT * FROM audit"))
    assert [word for word in ("Somebody", "Crossings", "telephone") if word in kept] == []
    assert audit_damage(archive) == ()


def test_a_dossier_does_not_leave_where_the_log_cannot_be_written(
    archive: Archive, tmp_path: Path
) -> None:
    """No entry, no file, and the older file of that name stays."""
    record = an_article("Words.")
    add(archive, record)
    with archive.store.writing() as writer:
        writer.execute(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'no'); END"
        )
    (tmp_path / "out.pdf").write_text("mine", encoding="utf-8")
    with pytest.raises(Exception, match="no"):
        make_dossier(archive, ask(record, replace=True), tmp_path / "out.pdf", Silent())
    assert (tmp_path / "out.pdf").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Notebook.satchel", "out.pdf"]


@pytest.mark.parametrize("seed", range(3))
def test_the_code_on_paper_says_what_it_was_made_of(seed: int) -> None:
    """Drawn by another library than the window's, and read by neither."""
    digits = hashlib.sha256(bytes([seed])).hexdigest().upper()
    assert read_qr.read_qr(QrSquare(digits, 86).modules) == digits
