"""Numbers as words of a command."""

import argparse

from app.translation import _


def whole_number(text: str) -> int:
    """A number of 0 or more.

    Raises:
        argparse.ArgumentTypeError: It is not one.
    """
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(_("a whole number is wanted"))
    return int(text)
