"""Extra fields in a dossier: for internal analysis, and for nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.archive.adding import Addition, add_records
from app.archive.clock import today
from app.archive.consent import Decision
from app.archive.opening import Archive, KdfParameters, create_archive
from app.dossier.making import DossierRequest, Override, make_dossier
from app.dossier.pdf_reading import opened
from app.progress import Silent
from app.records.record import ExtraField, Record
from app.records.vocabularies import Scope
from tests.dossier.builders import an_order, entry, text_of
from tests.records.builders import a_testimony, an_article

EXTRA = (
    ExtraField(label="Interviewee name", value="Ruta Olmen"),
    ExtraField(label="Household", value="four children\n<b>two</b> goats"),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    quick = KdfParameters(memory_kib=64, iterations=1, lanes=1)
    with create_archive(tmp_path / "Notebook.satchel", "tide pebble", kdf=quick).archive as made:
        yield made


def made_text(archive: Archive, record: Record, purpose: Scope, out: Path, reason: str = "") -> str:
    """Everything that can be copied out of a dossier with one record."""
    request = DossierRequest(
        ids=(record.id,), purpose=purpose, title="Crossings", date=today(),
        overrides=(Override(id=record.id, reason=reason),) if reason else (),
    )  # fmt: skip
    make_dossier(archive, request, out, Silent())
    with opened(out.read_bytes()) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("purpose", [each for each in Scope if each != Scope.INTERNAL_ANALYSIS])
def test_no_purpose_outside_shows_extra_fields(
    archive: Archive, tmp_path: Path, purpose: Scope
) -> None:
    """Nobody was asked about them, not even in what is public or included by decision."""
    public, told = an_article(extra=EXTRA), a_testimony(extra=EXTRA)
    add_records(archive, [Addition(records=(public, told))], Silent())
    texts = [
        made_text(archive, public, purpose, tmp_path / "a.pdf"),
        made_text(archive, told, purpose, tmp_path / "b.pdf", reason="Agreed in a letter"),
    ]
    assert "The ferries have stopped." in texts[0] and "We crossed at night." in texts[1]
    assert not any(word in text for text in texts for word in ("Olmen", "goats", "Other fields"))


def test_internal_analysis_shows_them_as_they_stand(archive: Archive, tmp_path: Path) -> None:
    """Label and value, every line, markup as plain signs."""
    told = a_testimony(extra=EXTRA)
    add_records(archive, [Addition(records=(told,))], Silent())
    text = made_text(archive, told, Scope.INTERNAL_ANALYSIS, tmp_path / "a.pdf")
    for words in ("Other fields", "Interviewee name", "Ruta Olmen", "<b>two</b> goats"):
        assert words in text


def test_a_withheld_identity_is_withheld_there_too() -> None:
    """A form's fields name and date whom the text was written anew to hide."""
    told = replace(a_testimony(), extra=EXTRA)
    order = replace(
        an_order(entry(told, decision=Decision.ANONYMISED)), purpose=Scope.INTERNAL_ANALYSIS
    )
    assert "Olmen" not in text_of(order)
    open_order = replace(an_order(entry(told)), purpose=Scope.INTERNAL_ANALYSIS)
    assert "Olmen" in text_of(open_order)
