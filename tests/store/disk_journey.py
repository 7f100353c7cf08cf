"""What test_disk.py runs in a process of its own: an archive on a disk with its own troubles.

The first word says what to do, the second where. What is printed is JSON, one line each.
"""

import io
import json
import random
import sys
from pathlib import Path

from app.errors import SatchelError
from app.store.creation import create_store
from app.store.credentials import Credentials
from app.store.objects import keep_object, put_object
from app.store.opening import open_store
from app.store.record_lookup import count_records
from app.store.verify import verify_store
from tests.store.builders import NOW, PASSPHRASE, TINY, add


def tell(**what: object) -> None:
    """Print one line."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def create(folder: Path) -> None:
    """Make an archive where there is no room for one."""
    try:
        create_store(folder, PASSPHRASE, kdf=TINY).store.close()
        tell(made=True)
    except SatchelError as refused:
        tell(error=str(refused), code=refused.exit_code, left=_names(folder.parent))


def fill(folder: Path) -> None:
    """Add records until the disk is full, then look at what is there."""
    store = create_store(folder, PASSPHRASE, kdf=TINY).store
    noise = random.Random(5)
    added = 0
    try:
        while True:
            with store.writing() as writer:
                for _each in range(4):
                    add(writer, noise.randbytes(2000).hex())
            added += 4
    except SatchelError as refused:
        with store.browsing() as reader:
            seen = count_records(reader)
        tell(error=str(refused), code=refused.exit_code, added=added, seen=seen)
    try:
        put_object(store, io.BytesIO(noise.randbytes(8_000_000)))
    except SatchelError as refused:
        left = [path.name for path in folder.glob("objects/*/*")]
        tell(error=str(refused), code=refused.exit_code, left=left)
    store.close()
    with open_store(folder, Credentials(passphrase=PASSPHRASE)) as again:
        verdict = verify_store(again)
        tell(records=verdict.records, ok=verdict.ok)


def read_only(folder: Path) -> None:
    """Open an archive that lies on a disk without writing."""
    try:
        open_store(folder, Credentials(passphrase=PASSPHRASE)).close()
        tell(opened=True)
    except SatchelError as refused:
        tell(error=str(refused), code=refused.exit_code)


def add_until_killed(folder: Path) -> None:
    """Say each record's code only after its commit."""
    with open_store(folder, Credentials(passphrase=PASSPHRASE)) as store:
        while True:
            with store.writing() as writer:
                number = add(writer, "x" * 3000)
            tell(number=number)


def keep_objects(folder: Path) -> None:
    """Keep a small and a large attachment in one transaction."""
    with open_store(folder, Credentials(passphrase=PASSPHRASE)) as store:
        tell(begun=True)
        pending = [put_object(store, io.BytesIO(bytes(size))) for size in (10, 20, 3_000_000)]
        with store.writing() as writer:
            for each in pending:
                keep_object(writer, each, NOW)
        tell(files=[each.row.file for each in pending])


if __name__ == "__main__":
    actions = {
        "create": create,
        "fill": fill,
        "read-only": read_only,
        "keep-objects": keep_objects,
        "add-until-killed": add_until_killed,
    }
    actions[sys.argv[1]](Path(sys.argv[2]))
