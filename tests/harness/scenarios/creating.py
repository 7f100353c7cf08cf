"""Making a new archive: it is there whole, or there is nothing of that name."""

from collections.abc import Sequence
from pathlib import Path

from app.archive.adding import add_records
from app.archive.opening import create_archive, open_archive
from app.progress import Silent
from app.store.credentials import Credentials
from tests.harness.archives import addition, assert_there, assert_whole, place_of
from tests.harness.scenario import LostError, Say, Scenario
from tests.journeys.terminal import PASSPHRASE, QUICK


def prepare(folder: Path) -> None:
    """Nothing is there."""


def deed(folder: Path, say: Say) -> None:
    """Make it, and report the code that is shown only now; then add a record."""
    made = create_archive(place_of(folder), PASSPHRASE, kdf=QUICK)
    with made.archive as archive:
        say(made.recovery_code)
        add_records(archive, [addition(0)], Silent())
        say("added")


def check(folder: Path, said: Sequence[str]) -> None:
    """Passphrase and recovery code open what was reported; otherwise it can be made anew."""
    place = place_of(folder)
    if said:
        _look(place, Credentials(recovery_code=said[0]), records=len(said) - 1)
    if place.exists():
        _look(place, Credentials(passphrase=PASSPHRASE), records=max(0, len(said) - 1))
    elif said:
        raise LostError("the new archive is gone")
    else:
        create_archive(place, PASSPHRASE, kdf=QUICK).archive.close()


def _look(place: Path, credentials: Credentials, *, records: int) -> None:
    with open_archive(place, credentials) as archive:
        assert_whole(archive)
        assert_there(archive, range(records))


SCENARIO = Scenario(name="create", prepare=prepare, deed=deed, check=check)
