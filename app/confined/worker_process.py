"""The confined worker: reads files of others, one after the other, and tells what they say.

Started by `app.confined.worker`. It takes its tools in hand, shuts itself in, and then knows only
two pipes. What it says is never trusted, and it may be ended at any moment.
"""

import ctypes
import os
import signal
import sys
from typing import BinaryIO

from app.confined import drawing
from app.confined.drawing import clean, draw
from app.confined.formats import (
    UnreadableError,
    opened_picture,
    read,
    recording,
    take_tools,
)
from app.confined.forms import (
    MOST_BYTES_IN,
    Act,
    Answer,
    NotAFrameError,
    Order,
    Trouble,
    frame,
    read_frame,
)
from app.confined.jail import enter_jail

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> int:
    """Serve until the parent closes the pipe."""
    orders, answers = take_pipes()
    end_with_parent()
    opened_picture.take_tools()
    drawing.take_tools()
    take_tools()
    answers.write(frame(enter_jail()))
    answers.flush()
    while True:
        try:
            found = read_frame(orders, Order, most=MOST_BYTES_IN + 4096)
        except NotAFrameError:
            return 1
        if found is None:
            return 0
        answers.write(frame(*_answer(*found)))
        answers.flush()


def _answer(order: Order, data: bytes) -> tuple[Answer, bytes]:
    try:
        match order.act:
            case Act.READ if order.gap:
                return Answer(text=recording.read(data, order.gap_at, order.gap)), b""
            case Act.READ:
                return Answer(text=read(order.format, data)), b""
            case Act.DRAW:
                return draw(order, data)
            case Act.CLEAN:
                return clean(data)
    except UnreadableError as problem:
        return Answer(trouble=problem.trouble), b""
    except (MemoryError, RecursionError):
        return Answer(trouble=Trouble.TOO_LARGE), b""
    except Exception:
        # Parsers meet input that nobody thought of; which kind of mistake it was helps nobody.
        return Answer(trouble=Trouble.DAMAGED), b""


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, under numbers that no stray print reaches."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return orders, answers


def end_with_parent() -> None:
    """Have this process ended when the one that started it ends."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


if __name__ == "__main__":
    # Nothing is left to tidy up, and the end of Python would ask for calls that are refused.
    os._exit(main())
