"""The program's side of the confined opener: the files in a file, one at a time.

The opener gets the file opened for reading, or bytes through a pipe; it never learns a path. While
a member is being read elsewhere it waits, and time counts only while a member is awaited.
"""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import IO, BinaryIO, Self, TypeVar, cast

from app.confined.forms import (
    MOST_BYTES_IN,
    Container,
    Contents,
    Member,
    NotAFrameError,
    read_frame,
)
from app.confined.jail import Jail
from app.confined.process import Deadline, end, start
from app.confined.worker import SECONDS, known, reason, stopped
from app.errors import InputError

T = TypeVar("T")
_MOST = MOST_BYTES_IN + 1024 * 1024


class Opener:
    """Takes a file of files apart. Use it in a `with` block, from one thread.

    Args:
        file: Opened for reading, at any place; or its bytes.
        container: What it is.
        seconds: Longest that one member may take.

    Attributes:
        contents: What the file says that it holds.
        jail: Which walls stand around the process.

    Raises:
        InputError: The file is damaged, locked, a trap, or made the process hang or die.
    """

    def __init__(
        self, file: BinaryIO | bytes, container: Container, *, seconds: float = SECONDS
    ) -> None:
        self._seconds = seconds
        piped = isinstance(file, bytes)
        given = subprocess.PIPE if piped else cast(IO[bytes], file)
        self._process = start("app.confined.opener_process", container, stdin=given)
        if isinstance(file, bytes):
            threading.Thread(target=self._feed, args=(file,), daemon=True).start()
        try:
            self.jail = self._next(Jail)[0]
            self.contents = self._next(Contents)[0]
            if self.contents.trouble:
                raise reason(known(self.contents.trouble))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process. May be called twice."""
        end(self._process)

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._process.pid

    def members(self) -> Iterator[tuple[Member, bytes | InputError]]:
        """The files in the file, each with its bytes or why it has none.

        Raises:
            InputError: What follows cannot be taken out; what came before is whole.
        """
        while True:
            member, data = self._next(Member)
            if member.last and not member.trouble:
                return
            if member.last:
                raise reason(known(member.trouble))
            yield member, reason(known(member.trouble)) if member.trouble else data

    def _next(self, kind: type[T]) -> tuple[T, bytes]:
        deadline = Deadline(self._process, self._seconds)
        try:
            with deadline:
                found = read_frame(cast(IO[bytes], self._process.stdout), kind, most=_MOST)
        except (OSError, NotAFrameError) as problem:
            raise stopped(late=deadline.passed) from problem
        if found is None:
            raise stopped(late=deadline.passed)
        return found

    def _feed(self, data: bytes) -> None:
        """Runs beside: the process takes the bytes when it is ready."""
        pipe = cast(IO[bytes], self._process.stdin)
        with suppress(OSError, ValueError):  # it ended before it had all
            pipe.write(data)
            pipe.close()
