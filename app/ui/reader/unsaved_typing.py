"""What was typed and is not known to be in the archive: on its way there, or turned away."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.jobs import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one types.

    Attributes:
        record: Id of the record.
        segment: The segment's id within it.
        language: Of the translation; empty for the original.
    """

    record: str
    segment: int
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A whole text as it was typed.

    Attributes:
        what: What the status strip says when it became a revision.
    """

    place: Place
    text: str
    what: str


class UnsavedTyping:
    """The newest text of each place that a job has not told to be saved."""

    def __init__(self) -> None:
        self._sent: dict[Place, Typed] = {}
        self._kept: dict[Place, Typed] = {}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._sent or self._kept)

    @property
    def kept(self) -> tuple[Typed, ...]:
        """What could not be saved and waits for another attempt."""
        return tuple(self._kept.values())

    def send(self, typed: Typed) -> None:
        """A job is queued that saves this, in place of anything older."""
        self._kept.pop(typed.place, None)
        self._sent[typed.place] = typed

    def saved(self, typed: Typed) -> None:
        """The job has done it."""
        if self._sent.get(typed.place) is typed:
            del self._sent[typed.place]

    def keep(self, typed: Typed) -> bool:
        """The job has not done it. Tells whether this is still the newest text of its place."""
        if self._sent.get(typed.place) is not typed:
            return False
        self._kept[typed.place] = self._sent.pop(typed.place)
        return True

    def newest(self, place: Place) -> Typed | None:
        """The text of a place as it was left, where the archive may not have it."""
        return self._sent.get(place) or self._kept.get(place)

    def take(self, place: Place) -> Typed | None:
        """Hand back what could not be saved: it is being edited again."""
        return self._kept.pop(place, None)


class Saving(QObject):
    """A job that saves a text, and which text that is.

    Args:
        again: It could not be saved before, and that was told.
    """

    done = Signal(object, object)
    """The `Typed`, and what the job returned."""
    failed = Signal(object, object, bool)
    """The `Typed`, a `SatchelError`, and `again`."""

    def __init__(self, typed: Typed, job: Job, parent: QObject, *, again: bool = False) -> None:
        super().__init__(parent)
        self._typed, self._again = typed, again
        job.finished.connect(self._is_done)
        job.failed.connect(self._has_failed)
        job.ended.connect(self.deleteLater)

    @Slot(object)
    def _is_done(self, result: object) -> None:
        self.done.emit(self._typed, result)

    @Slot(object)
    def _has_failed(self, error: object) -> None:
        self.failed.emit(self._typed, error, self._again)
