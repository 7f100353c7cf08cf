"""The confined opener: takes the members out of one file of files, and tells each with its bytes.

Started by `app.confined.opener`, with the file as its standard input; it opens nothing itself. It
waits whenever the other side has not taken the member before, so that it holds one at a time.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from app.confined.containers import mail_box, zip_file
from app.confined.containers.told import Told
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Container, Contents, Member, Trouble, frame
from app.confined.jail import enter_jail
from app.confined.worker_process import end_with_parent, take_pipes

MOST_PIPED = 128 * 1024 * 1024
_MEMBERS = {Container.ZIP: zip_file.members, Container.MAIL_BOX: mail_box.members}


def main(container: Container) -> int:
    """Tell all that is in the file on standard input."""
    given, answers = take_pipes()
    end_with_parent()
    "".encode("cp437")  # found now: once shut in, no module is
    answers.write(frame(enter_jail()))
    answers.flush()
    for told in _told(container, given):
        answers.write(frame(told.head, told.data))
        answers.flush()
    return 0


def _told(container: Container, given: BinaryIO) -> Iterator[Told]:
    """Everything that is said, with whatever goes wrong as a trouble."""
    begun = False
    try:
        for told in _MEMBERS[container](_file(given)):
            begun = True
            yield told
    except UnreadableError as problem:
        trouble = problem.trouble
    except (MemoryError, RecursionError):
        trouble = Trouble.TOO_LARGE
    except Exception:
        # Parsers meet input that nobody thought of; which kind of mistake it was helps nobody.
        trouble = Trouble.DAMAGED
    else:
        yield Told(head=Member(last=True))
        return
    head = Member(trouble=trouble, last=True) if begun else Contents(trouble=trouble)
    yield Told(head=head)


def _file(given: BinaryIO) -> BinaryIO:
    """The file itself, or what comes through a pipe held in memory.

    Raises:
        UnreadableError: More comes through the pipe than is held.
    """
    with contextlib.suppress(OSError):
        if given.seekable():
            given.seek(0)
            return given
    data = given.read(MOST_PIPED + 1)
    if len(data) > MOST_PIPED:
        raise UnreadableError(Trouble.TOO_LARGE)
    return BytesIO(data)


if __name__ == "__main__":
    # Nothing is left to tidy up, and the end of Python would ask for calls that are refused.
    os._exit(main(Container(sys.argv[1])))
