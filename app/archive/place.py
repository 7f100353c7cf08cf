"""Where the window was, remembered inside the archive so that a lock loses nothing."""

from app.archive.opening import Archive
from app.archive.remembered import remember, remembered

_KEY = "window.place"


def remember_place(archive: Archive, place: str) -> None:
    """Remember a place; its form is the window's own business."""
    remember(archive, _KEY, place)


def remembered_place(archive: Archive) -> str | None:
    """The place remembered last, or None."""
    return remembered(archive, _KEY)
