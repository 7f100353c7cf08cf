"""Draws pages of one file. Everything here runs on the lane that draws."""

from collections.abc import Callable
from dataclasses import dataclass

from app.confined.worker import Worker
from app.intake.page_pictures import PagePicture, render_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """A file to look at, whole in memory and nowhere else.

    Attributes:
        media_type: As it is kept with.
    """

    data: bytes
    media_type: str


class PageDrawer:
    """Keeps the file that is looked at, and one confined process for it.

    Args:
        load: Fetches the file; called once, when the first page is wanted.
    """

    def __init__(self, load: Callable[[], ShownFile]) -> None:
        self._load = load
        self._file: ShownFile | None = None
        self._worker: Worker | None = None

    @property
    def holds_something(self) -> bool:
        """Whether a file or a process is kept."""
        return self._file is not None or self._worker is not None

    def draw(self, page: int, width: int) -> PagePicture:
        """A page, from 0, at most so many pixels wide.

        Raises:
            InputError: There is no such page, or it cannot be drawn.
            DamageError: The file is damaged in the archive.
        """
        if self._file is None:
            self._file = self._load()
        if self._worker is None:
            self._worker = Worker()
        file = self._file
        return render_pages(file.data, file.media_type, page, 1, width, self._worker)[0]

    def close(self) -> None:
        """Let go of the file and end the process; drawing again fetches it anew."""
        if self._worker is not None:
            self._worker.close()
        self._worker = self._file = None
