"""Going through many things while somebody watches, and may cancel."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from app.progress import Progress

_STEP = 64

Thing = TypeVar("Thing")


def counted(
    things: Iterable[Thing], report: Progress, what: str, total: int | None = None
) -> Iterator[Thing]:
    """The same things, with a step reported now and then.

    Args:
        what: What is being done, translated.

    Raises:
        CancelledError: The person cancelled.
    """
    for done, thing in enumerate(things):
        if done % _STEP == 0:
            report.step(what, done, total)
        yield thing
