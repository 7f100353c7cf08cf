"""Capture data: what a picture or film says of itself, on its attachment."""

import jsonschema
import pytest

from app.errors import InputError
from app.records.canonical import canonical_hash, from_canonical, record_tree, to_canonical
from app.records.capture import CaptureData, capture_lines
from app.records.dates import StatedDate
from app.records.record import Attachment
from app.records.schema import record_schema
from tests.records.builders import a_testimony

OLD = (
    b'{"attachments":[{"media_type":"image/jpeg","name":"a.jpg","role":"original",'
    b'"sha256":"' + b"0" * 64 + b'","size":5}],"form":1,'
    b'"id":"01890a5d-ac96-774b-bcce-b302099a8057","kind":"testimony","languages":["en"],'
    b'"status":"to-review","testimony":{},"text":{"segments":[{"id":1,"role":"paragraph",'
    b'"text":"We crossed at night."}]},"title":"The ferry"}'
)
"""A record with a file, as it was written before files had capture data."""

CAPTURE = CaptureData(
    taken=StatedDate(edtf="2008-10-22T16:28:39"),
    position="43.467448, -11.885127",
    device="NIKON COOLPIX P6000",
    duration_seconds=0,
    width=640,
    height=480,
)
FILE = Attachment(sha256="0" * 64, size=5, media_type="image/jpeg", name="a.jpg", capture=CAPTURE)


def test_capture_data_comes_back() -> None:
    """What was stated is there again, a length of 0 seconds too, and follows the schema."""
    record = a_testimony(attachments=(FILE,))
    assert from_canonical(to_canonical(record)).attachments == (FILE,)
    jsonschema.validate(record_tree(record), record_schema())


def test_a_record_from_before_is_read_and_keeps_its_hash() -> None:
    """A new field changes no hash of what is in archives already."""
    record = from_canonical(OLD)
    assert record.attachments[0].capture == CaptureData()
    assert canonical_hash(to_canonical(record)) == canonical_hash(OLD)


@pytest.mark.parametrize("position", ["91, 0", "0, 181", "here", "1,2", "1, 2, 3", "1e1, 2"])
def test_a_place_that_is_none_is_refused(position: str) -> None:
    """Whoever reads a position may rely on its form."""
    with pytest.raises(ValueError, match="position"):
        CaptureData(position=position)
    with pytest.raises(InputError):
        bad = b'"size":5,"capture":{"position":"' + position.encode() + b'"}'
        from_canonical(OLD.replace(b'"size":5', bad))


def test_capture_data_is_said_in_words() -> None:
    """Each thing that is stated on a line; offsets to UTC as such, lengths as players show them."""
    assert capture_lines(CAPTURE) == (
        "Taken: 2008-10-22 16:28:39",
        "Position: 43.467448, -11.885127",
        "Device: NIKON COOLPIX P6000",
        "Length: 0:00",
        "Size: 640 × 480 pixels",
    )
    long = CaptureData(taken=StatedDate(edtf="2021-03-14T15:09+02:00"), duration_seconds=3_725)
    assert capture_lines(long) == ("Taken: 2021-03-14 15:09 UTC+02:00", "Length: 1:02:05")
    assert capture_lines(CaptureData(taken=StatedDate(edtf="2021-03-14T15:09Z"))) == (
        "Taken: 2021-03-14 15:09 UTC",
    )
    assert capture_lines(CaptureData()) == ()
