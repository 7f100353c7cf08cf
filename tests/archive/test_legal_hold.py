"""A record on legal hold stays, whatever is asked."""

from dataclasses import replace

import pytest

from app.archive.adding import Addition, add_records
from app.archive.changing import bin_records, change_record
from app.archive.destroying import destroy_records
from app.archive.opening import Archive
from app.archive.reading import list_records, read_record
from app.errors import RefusedError
from app.progress import Silent
from tests.records.builders import a_testimony


def test_a_record_on_hold_is_not_destroyed(archive: Archive) -> None:
    """Nor is any other of the same call; once the hold has ended, all of them are."""
    free, held = a_testimony("A free one."), a_testimony("A held one.", legal_hold=True)
    add_records(archive, [Addition(records=(free, held))], Silent())
    ids = (free.id, held.id)
    bin_records(archive, ids)
    with pytest.raises(RefusedError, match="legal hold"):
        destroy_records(archive, ids, Silent())
    assert list_records(archive, binned=True).count == 2
    record = read_record(archive, held.id).record
    change_record(archive, held.id, replace(record, legal_hold=False))
    assert destroy_records(archive, ids, Silent()) == ids
    assert list_records(archive, binned=True).count == 0
