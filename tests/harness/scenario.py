"""What is tried at every point: something to do, what it reports, and what must hold afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Say = Callable[[str], None]
"""Reports that something is done and safe, as the program would report it to a person."""


class LostError(Exception):
    """Something that had been reported is not there any more."""


class NotWholeError(Exception):
    """The archive opens and holds what was reported, and something in it is damaged or half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A deed that is interrupted.

    Attributes:
        name: Names it in figures.
        prepare: Makes, in an empty folder, what the deed begins with.
        deed: Opens the archive, does something and reports each thing that is safe, closes it.
        check: Looks, in a fresh process, at what is there after the things that were reported.
            Raises `LostError` or `NotWholeError`; any other error counts as an archive that does
            not open.
    """

    name: str
    prepare: Callable[[Path], None]
    deed: Callable[[Path, Say], None]
    check: Callable[[Path, Sequence[str]], None]
