"""Words of a command that name one of several things."""

import argparse
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from app.translation import _

Choice = TypeVar("Choice", bound=StrEnum)


def named(choices: type[StrEnum]) -> str:
    """All choices, for the help."""
    return ", ".join(choices)


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """What reads a word as one of the choices.

    Raises:
        argparse.ArgumentTypeError: From the reader, where it is none of them; it names them all.
    """

    def read(word: str) -> Choice:
        try:
            return choices(word)
        except ValueError:
            raise argparse.ArgumentTypeError(
                _("“{}” is none of: {}").format(word, named(choices))
            ) from None

    return read
