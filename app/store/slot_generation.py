"""The generation of the slot files, remembered where only who opens the archive can reach it.

Old slot files of the archive are genuine for ever, but for a new master key. The database remembers
the newest that it has seen, so that old ones which are put back beside it are noticed. It may lag
behind after a power cut and never runs ahead: the slot files are written first.
"""

import json
from contextlib import suppress

from app.errors import SystemTroubleError
from app.store.state_table import read_state, write_state
from app.store.store import Store
from app.store.transactions import Reader

_KEY = "keys.generation"


def remembered_generation(reader: Reader) -> int:
    """The highest generation that was seen; 0 where none was."""
    found = json.loads(read_state(reader, _KEY) or "0")
    return found if isinstance(found, int) else 0


def remember_generation(store: Store, generation: int) -> None:
    """Remember a generation that is higher. On a full disk it waits for the next opening."""
    with suppress(SystemTroubleError):
        with store.browsing() as reader:
            if generation <= remembered_generation(reader):
                return
        with store.writing() as writer:
            write_state(writer, _KEY, json.dumps(generation))
