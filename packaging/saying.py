"""What the start-up says, on standard error so that a command's JSON stays clean."""

import sys


class CannotStart(Exception):  # noqa: N818 - named for what a reader of main() sees
    """The program cannot start here; the message says why and what to do, in one line."""

    exit_code = 8


def say(line: str) -> None:
    """Write one line to standard error."""
    print(line, file=sys.stderr, flush=True)
