"""Opening what an earlier kill left: a log not yet written home, new files without rows."""

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from app.store.objects import put_object, settle_objects
from app.store.slots_in_force import stale_slot_files
from tests.harness import children
from tests.harness.archives import assert_there, make_archive, opened, place_of, whole
from tests.harness.scenario import NotWholeError, Say, Scenario
from tests.harness.scenarios import importing


def prepare(folder: Path) -> None:
    """An import was killed after it had reported records; a slot file is damaged as well."""
    make_archive(folder)

    def killed(say: Say) -> None:
        with opened(folder) as archive:
            importing.add_batches(archive, say)
            settle_objects(archive.store, [put_object(archive.store, BytesIO(bytes(5000)))])
            os.kill(os.getpid(), 9)

    left = children.run(killed)
    assert left.end is children.End.KILLED
    slots = place_of(folder) / "keyslots.b"
    slots.write_bytes(slots.read_bytes()[:-40])


def deed(folder: Path, say: Say) -> None:
    """Open and close, twice."""
    for time in ("once", "twice"):
        with opened(folder):
            say(f"opened {time}")
        say(f"closed {time}")


def check(folder: Path, said: Sequence[str]) -> None:
    """All that the killed import had reported is there; what it had left lying is not."""
    with whole(folder) as archive:
        assert_there(archive, importing.NUMBERS, importing.file_of)
        if archive.store.objects.new_files():
            raise NotWholeError("files without rows are still there")
        if stale_slot_files(archive.store):
            raise NotWholeError("a slot file is still damaged")


SCENARIO = Scenario(name="mend", prepare=prepare, deed=deed, check=check)
