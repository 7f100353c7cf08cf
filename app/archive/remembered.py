"""Texts that the window remembers inside the archive, by key: places, reviews not finished."""

import json
from collections.abc import Callable, Iterable, Mapping

from app.archive.opening import Archive
from app.store.state_table import drop_state, read_state, state_keys, write_state

_NOTHING: Mapping[str, str] = {}


def remember(archive: Archive, key: str, text: str) -> None:
    """Remember a text under a key such as `window.place`; its form is the window's business."""
    remember_all(archive, {key: text})


def remember_found(archive: Archive, key: str, find: Callable[[], str]) -> None:
    """Remember a text that names records; it is found while nobody can destroy one of them."""
    with archive.store.writing() as writer:
        write_state(writer, key, json.dumps(find()))


def remember_all(
    archive: Archive, texts: Mapping[str, str] = _NOTHING, *, forget: Iterable[str] = ()
) -> None:
    """Remember texts by their keys and forget others, all in one transaction or none of it."""
    with archive.store.writing() as writer:
        for key in forget:
            drop_state(writer, key)
        for key, text in texts.items():
            write_state(writer, key, json.dumps(text))


def remembered(archive: Archive, key: str) -> str | None:
    """The text remembered last under a key, or None."""
    with archive.store.browsing() as reader:
        found = read_state(reader, key)
    text = json.loads(found) if found is not None else None
    return text if isinstance(text, str) else None


def remembered_keys(archive: Archive, beginning: str) -> tuple[str, ...]:
    """The keys that begin so, in order."""
    with archive.store.browsing() as reader:
        return state_keys(reader, beginning)
