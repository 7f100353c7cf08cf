"""The use case on an archive: who is in, what it is called there, and where the file may go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.archive.adding import Addition, add_records
from app.archive.clock import today
from app.archive.opening import Archive, KdfParameters, create_archive
from app.dossier.making import DossierRequest, Override, make_dossier, plan_dossier
from app.dossier.pdf_reading import opened
from app.dossier.register import dossiers_made
from app.errors import InputError, RefusedError
from app.progress import Silent
from app.records.dates import StatedDate
from app.records.record import Record
from app.records.testimony import Consent, ScopeAnswer, Testimony
from app.records.vocabularies import Answer, Basis, Scope
from tests.records.builders import a_testimony, an_article


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    quick = KdfParameters(memory_kib=64, iterations=1, lanes=1)
    with create_archive(tmp_path / "Notebook.satchel", "tide pebble", kdf=quick).archive as made:
        yield made


def add(archive: Archive, *records: Record) -> None:
    """Add records as they are."""
    add_records(archive, [Addition(records=records)], Silent())


def ask(*records: Record, **changes: object) -> DossierRequest:
    """A dossier of these records, for publication, today."""
    request = DossierRequest(
        ids=tuple(record.id for record in records),
        purpose=Scope.PUBLICATION,
        title="Crossings",
        date=today(),
    )
    return replace(request, **changes)  # type: ignore[arg-type]


def agreed(**consent: object) -> Testimony:
    """Yes to publication; not to the name."""
    answer = ScopeAnswer(scope=Scope.PUBLICATION, answer=Answer.YES)
    return Testimony(
        basis=Basis.CONSENT,
        consent=Consent(answers=(answer,), **consent),  # type: ignore[arg-type]
        authors=("Seo Realname",),
    )


def text_of(path: Path) -> str:
    """All that can be copied out of a PDF."""
    with opened(path.read_bytes()) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_records_without_consent_stay_in_with_their_reason(
    archive: Archive, tmp_path: Path
) -> None:
    """The export goes on without them, and says why."""
    held, shown = a_testimony("Kept inside."), an_article("Shown outside.")
    add(archive, held, shown)
    made = make_dossier(archive, ask(held, shown), tmp_path / "out.pdf", Silent())
    assert made.included == (shown.id,)
    assert [each.card.id for each in made.left_out] == [held.id]
    text = text_of(tmp_path / "out.pdf")
    assert "Shown outside." in text
    assert "Kept inside." not in text


def test_a_withdrawal_cannot_be_dated_away(archive: Archive, tmp_path: Path) -> None:
    """The printed date may lie in the past; consent is measured by today."""
    yesterday = today() - timedelta(days=1)
    record = a_testimony(testimony=agreed(withdrawn=StatedDate(edtf=yesterday.isoformat())))
    add(archive, record)
    with pytest.raises(RefusedError):
        make_dossier(archive, ask(record, date=date(2020, 1, 1)), tmp_path / "o.pdf", Silent())
    assert not (tmp_path / "o.pdf").exists()


def test_a_dossier_has_codes_of_its_own_and_the_key_stays(archive: Archive, tmp_path: Path) -> None:
    """Two dossiers cannot be joined by their codes."""
    records = [an_article(f"Text {number}.") for number in range(3)]
    add(archive, *records)
    make_dossier(archive, ask(records[2], records[0]), tmp_path / "out.pdf", Silent())
    assert "A-003" not in text_of(tmp_path / "out.pdf")
    (entry,) = dossiers_made(archive)
    assert [(line.code, line.id) for line in entry.records] == [
        ("A-001", records[2].id), ("A-002", records[0].id),
    ]  # fmt: skip


def test_a_written_reason_is_kept_in_the_archive_and_not_in_the_file(
    archive: Archive, tmp_path: Path
) -> None:
    """An override is for the archive to answer for, not for the recipient to read."""
    record = a_testimony("Words.")
    add(archive, record)
    override = Override(id=record.id, reason="Asked by telephone")
    request = ask(record, overrides=(override,))
    assert plan_dossier(archive, request).shown
    make_dossier(archive, request, tmp_path / "out.pdf", Silent())
    assert dossiers_made(archive)[0].records[0].override == "Asked by telephone"
    assert "telephone" not in text_of(tmp_path / "out.pdf")


def test_who_speaks_is_named_only_where_that_was_public(archive: Archive, tmp_path: Path) -> None:
    """Consent to the words is not consent to the name."""
    record = a_testimony("Words.", testimony=agreed())
    add(archive, record)
    make_dossier(archive, ask(record), tmp_path / "out.pdf", Silent())
    assert "Realname" not in text_of(tmp_path / "out.pdf")


@pytest.mark.parametrize("name", ["archive.db", "keyslots.a", "new.pdf", "objects/new.pdf"])
def test_a_dossier_never_lands_in_an_archive(archive: Archive, name: str) -> None:
    """A slip of the keyboard must not replace the archive by a PDF."""
    record = an_article()
    add(archive, record)
    before = sorted(archive.path.rglob("*"))
    for replace_it in (False, True):
        with pytest.raises(InputError):
            make_dossier(archive, ask(record, replace=replace_it), archive.path / name, Silent())
    assert sorted(archive.path.rglob("*")) == before


def test_a_file_is_replaced_only_where_a_person_was_asked(archive: Archive, tmp_path: Path) -> None:
    """Another document of that name stays as it is."""
    record = an_article()
    add(archive, record)
    (tmp_path / "out.pdf").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError):
        make_dossier(archive, ask(record), tmp_path / "out.pdf", Silent())
    assert (tmp_path / "out.pdf").read_text(encoding="utf-8") == "mine"
    make_dossier(archive, ask(record, replace=True), tmp_path / "out.pdf", Silent())
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
