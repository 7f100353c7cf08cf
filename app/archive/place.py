"""Where the window was, remembered inside the archive so that a lock loses nothing."""

import json

from app.archive.opening import Archive
from app.store.state_table import read_state, write_state

_KEY = "window.place"


def remember_place(archive: Archive, place: str) -> None:
    """Remember a place; its form is the window's own business."""
    with archive.store.writing() as writer:
        write_state(writer, _KEY, json.dumps(place))


def remembered_place(archive: Archive) -> str | None:
    """The place remembered last, or None."""
    with archive.store.browsing() as reader:
        found = read_state(reader, _KEY)
    place = json.loads(found) if found is not None else None
    return place if isinstance(place, str) else None
