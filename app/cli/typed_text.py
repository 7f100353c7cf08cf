"""Words of a command that are kept or printed as text."""

import argparse

from app.translation import _


def typed_text(text: str) -> str:
    """Text as it was typed.

    Raises:
        argparse.ArgumentTypeError: It holds bytes that are no text in the terminal's encoding; the
            system hands them on as half characters, which nothing can store.
    """
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise argparse.ArgumentTypeError(
            _("text is wanted, in the encoding of the terminal")
        ) from problem
    return text
