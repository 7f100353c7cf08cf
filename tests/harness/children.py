"""Processes forked from one that has imported everything and opened nothing: milliseconds each."""

import json
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.errors import SatchelError
from tests.harness.scenario import LostError, NotWholeError, Say

_SECONDS = 60.0
_PIECE = 65_536


class End(StrEnum):
    """How a child ended."""

    DONE = "done"
    KILLED = "killed"
    LOST = "lost"
    NOT_WHOLE = "not whole"
    REFUSED = "refused"
    BUG = "bug"
    HUNG = "hung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What a child said, and how it ended.

    Attributes:
        said: The lines that were whole when it ended.
        words: Why it ended, where it raised.
        code: The exit code that the terminal would end with; 0 where it was done.
    """

    said: tuple[str, ...]
    end: End
    words: str = ""
    code: int = 0


def run(act: Callable[[Say], None], *, seconds: float = _SECONDS) -> Child:
    """Run something in a forked child to its end, which may come from outside."""
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(reading)
        _live(act, writing)
    os.close(writing)
    lines, hung = _lines(reading, time.monotonic() + seconds)
    os.close(reading)
    if hung:
        os.kill(number, signal.SIGKILL)
    _pid, status = os.waitpid(number, 0)
    return _judged(lines, hung, os.waitstatus_to_exitcode(status))


def _live(act: Callable[[Say], None], pipe: int) -> None:
    """The child's whole life."""

    def tell(**what: str | int) -> None:
        os.write(pipe, json.dumps(what).encode() + b"\n")

    try:
        act(lambda words: tell(said=words))
        tell(end=End.DONE, words="", code=0)
    except LostError as problem:
        tell(end=End.LOST, words=str(problem), code=0)
    except NotWholeError as problem:
        tell(end=End.NOT_WHOLE, words=str(problem), code=0)
    except SatchelError as problem:
        tell(end=End.REFUSED, words=str(problem), code=problem.exit_code)
    except BaseException:
        tell(end=End.BUG, words=traceback.format_exc(limit=-6), code=1)
    finally:
        os._exit(0)


def _lines(pipe: int, until: float) -> tuple[list[bytes], bool]:
    """What came through the pipe until its end, and whether time ran out before."""
    came = b""
    while (left := until - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            break
        piece = os.read(pipe, _PIECE)
        if not piece:
            return came.split(b"\n")[:-1], False
        came += piece
    return came.split(b"\n")[:-1], True


def _judged(lines: list[bytes], hung: bool, code: int) -> Child:
    told = [json.loads(line) for line in lines]
    said = tuple(each["said"] for each in told if "said" in each)
    if hung:
        return Child(said=said, end=End.HUNG, words="it had not ended in time")
    if told and "end" in told[-1]:
        last = told[-1]
        return Child(said=said, end=End(last["end"]), words=last["words"], code=last["code"])
    if code == -signal.SIGKILL:
        return Child(said=said, end=End.KILLED)
    return Child(said=said, end=End.BUG, words=f"it ended by itself with {code}")
