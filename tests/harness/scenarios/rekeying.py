"""A new master key for every page and every attached file."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from app.archive.adding import add_records
from app.archive.keys import add_passphrase, rekey, rekey_unfinished
from app.errors import SatchelError
from app.progress import Silent
from app.store.connection import connect
from app.store.credentials import Credentials
from app.store.keys import archive_keys
from app.store.layout import DATABASE
from app.store.slot_file import parse_slot_file
from app.store.slot_pair import NAMES
from app.store.trouble import explained_database
from app.store.unlocking import unlock
from tests.harness.archives import (
    RECORDS,
    addition,
    assert_there,
    make_archive,
    opened,
    place_of,
    whole,
)
from tests.harness.scenario import LostError, NotWholeError, Say, Scenario
from tests.journeys.terminal import PASSPHRASE

_SECOND = "a second one"
_DONE = "rekeyed"
_OLD = "old slots"


def prepare(folder: Path) -> None:
    """An archive with two passphrases; its old slot files are kept by somebody."""
    make_archive(folder)
    with opened(folder) as archive:
        add_passphrase(archive, _SECOND)
    shutil.copy(place_of(folder) / NAMES[0], folder / _OLD)


def deed(folder: Path, say: Say) -> None:
    """Re-key, then work on."""
    with opened(folder) as archive:
        rekey(archive, Silent())
        say(_DONE)
        add_records(archive, [addition(RECORDS)], Silent())
        say(str(RECORDS))


def check(folder: Path, said: Sequence[str]) -> None:
    """Both passphrases open it, the old master key does not; what was cut off can be finished."""
    there = set(range(RECORDS)) | {int(line) for line in said if line != _DONE}
    with whole(folder) as archive:
        assert_there(archive, there)
    if _DONE in said:
        _old_key_opens_nothing(folder)
        with whole(folder, _SECOND) as archive:
            if rekey_unfinished(archive):
                raise NotWholeError("it was reported, and calls itself unfinished")
        return
    with opened(folder, _SECOND) as archive:
        rekey(archive, Silent())
    _old_key_opens_nothing(folder)
    with whole(folder) as archive:
        assert_there(archive, there)
        if archive.store.objects.new_files():
            raise NotWholeError("files of an earlier try are still there")


def _old_key_opens_nothing(folder: Path) -> None:
    """Neither the database nor, through the old slots, the folder."""
    old = parse_slot_file((folder / _OLD).read_bytes())
    master = unlock((old,), Credentials(passphrase=PASSPHRASE)).master
    try:
        with explained_database():
            connect(place_of(folder) / DATABASE, archive_keys(master), cache_kib=100).close()
    except SatchelError:
        return
    raise LostError("the old master key still opens the database")


SCENARIO = Scenario(name="re-key", prepare=prepare, deed=deed, check=check)
