"""Extra fields of a record in an archive: found, kept, and not shown in lists."""

from app.archive.adding import Addition, add_records
from app.archive.changing import change_record
from app.archive.history import history_of
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.progress import Silent
from app.records.changes import with_field
from app.records.record import ExtraField
from tests.records.builders import a_testimony

EXTRA = (ExtraField(label="Interviewee name", value="Ruta Olmen"),)


def test_a_record_is_found_by_an_extra_field_that_no_snippet_shows(archive: Archive) -> None:
    """What a form asked can be looked for; names in it stand in no list."""
    told = a_testimony("We crossed at night.", extra=EXTRA)
    add_records(archive, [Addition(records=(told, a_testimony("Nobody came.")))], Silent())
    for words in ("olmen", '"Ruta Olmen"', "interviewee"):
        (hit,) = search(archive, SearchRequest(text=words)).hits
        assert hit.card.id == told.id
        assert all("Olmen" not in snippet.text for snippet in hit.snippets)


def test_a_changed_extra_field_is_found_anew_and_stands_in_the_history(archive: Archive) -> None:
    """The index follows in the same transaction, and the old value can be read in the history."""
    told = a_testimony(extra=EXTRA)
    add_records(archive, [Addition(records=(told,))], Silent())
    change_record(archive, told.id, with_field(told, "extra.0.value", "Jora Timm"))
    assert search(archive, SearchRequest(text="olmen")).count == 0
    assert search(archive, SearchRequest(text="timm")).count == 1
    newest = history_of(archive, told.id)[0]
    assert [(each.path, each.before, each.after) for each in newest.changes] == [
        ("extra.0.value", '"Ruta Olmen"', '"Jora Timm"')
    ]


def test_an_archive_with_extra_fields_is_whole(archive: Archive) -> None:
    """The archive check reads every record, those with extra fields too."""
    told = a_testimony(extra=EXTRA)
    add_records(archive, [Addition(records=(told,))], Silent())
    assert verify_archive(archive, Silent()).damaged == ()
    assert read_record(archive, told.id).record.extra == EXTRA
