"""The program's side of the confined worker: starts it, asks it, ends it when it misbehaves.

One process reads many files. A file that takes too long, kills the process or makes it talk
nonsense is reported as unreadable. Where several files are read a second process stands by, so that
the next file does not wait for a new one to start.
"""

import subprocess
from types import TracebackType
from typing import IO, Self, TypeVar, cast

from app.confined.forms import (
    MOST_BLOCKS,
    MOST_BYTES_IN,
    MOST_BYTES_OUT,
    Act,
    Answer,
    FileFormat,
    NotAFrameError,
    Order,
    ReadText,
    Trouble,
    frame,
    read_frame,
)
from app.confined.jail import Jail
from app.confined.process import Deadline, end, start
from app.errors import InputError
from app.translation import _

SECONDS = 20.0
"""Longest that one file may take."""
T = TypeVar("T")
_FILES_EACH = 500
"""After so many files a process is replaced: what parsers never give back adds up."""
_SPARE_FROM = 3
"""From so many files on another process stands by; for one or two it is not worth the start."""


class Worker:
    """Reads files in a confined process. Use it in a `with` block, from one thread.

    Attributes:
        seconds: Longest that one file may take.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._running: _Running | None = None
        self._spare: _Running | None = None
        self._answered = 0

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
        """End the processes. May be called twice."""
        for each in (self._running, self._spare):
            if each is not None:
                each.end()
        self._running = self._spare = None

    @property
    def jail(self) -> Jail:
        """Which walls stand around the process; starts it where it is not running."""
        return self._ready().jail(self.seconds)

    @property
    def process(self) -> int:
        """The number of the process; starts it where it is not running."""
        return self._ready().process.pid

    def read(self, format: FileFormat, data: bytes) -> ReadText:
        """Let the process read a file.

        Raises:
            InputError: The file is damaged, locked, too large, none of that format, or made the
                process hang or die.
        """
        return self.read_parts(Order(format=format), data)

    def read_parts(self, order: Order, data: bytes) -> ReadText:
        """Let the process read a file of which a part in the middle may be left out.

        Raises:
            InputError: As `read`.
        """
        answer = self._asked(order, data)[0]
        if answer.text is None:
            raise reason(known(answer.trouble))
        if len(answer.text.blocks) > MOST_BLOCKS:
            raise reason(Trouble.TOO_LARGE)
        return answer.text

    def draw(self, order: Order, data: bytes) -> tuple[Answer, bytes]:
        """Let the process draw pages of a file.

        Returns:
            How many pages there are and the sizes of those drawn, and their pixels one page after
            the other. Fewer than asked for, where more would be too much at once.

        Raises:
            InputError: As `read`.
        """
        answer, pixels = self._asked(order, data)
        if answer.trouble:
            raise reason(known(answer.trouble))
        if any(page.width < 1 or page.height < 1 for page in answer.drawn) or (
            sum(3 * page.width * page.height for page in answer.drawn) != len(pixels)
        ):
            raise reason(Trouble.DAMAGED)
        return answer, pixels

    def clean(self, data: bytes) -> tuple[str, bytes]:
        """Let the process make a picture anew, of its pixels alone.

        Returns:
            Media type and bytes of the new picture.

        Raises:
            InputError: As `read`.
        """
        answer, made = self._asked(Order(format=FileFormat.PICTURE, act=Act.CLEAN), data)
        if answer.trouble or not made or not answer.media_type:
            raise reason(known(answer.trouble))
        return answer.media_type, made

    def _asked(self, order: Order, data: bytes) -> tuple[Answer, bytes]:
        """The answer to an order; a process that misbehaves is replaced."""
        if len(data) > MOST_BYTES_IN:
            raise reason(Trouble.TOO_LARGE)
        running = self._ready()
        try:
            answer, made = running.ask(order, data, self.seconds)
        except _MisbehavedError as problem:
            self._replace()
            raise stopped(late=problem.late) from problem
        running.files += 1
        spent = running.files >= _FILES_EACH or answer.trouble == Trouble.TOO_LARGE
        if spent or running.ended:
            self._replace()
        self._answered += 1
        if self._spare is None and self._answered >= _SPARE_FROM:
            self._spare = _Running()
        return answer, made

    def _replace(self) -> None:
        """Go on with the process that stands by, or with a new one that starts meanwhile."""
        if self._running is not None:
            self._running.end()
        self._running, self._spare = self._spare, None
        self._ready()

    def _ready(self) -> "_Running":
        if self._running is None:
            self._running = _Running()
        return self._running


class _MisbehavedError(Exception):
    """The process hung, died, or said what it may not say.

    Attributes:
        late: It was ended because it took too long.
    """

    def __init__(self, late: bool) -> None:
        super().__init__()
        self.late = late


class _Running:
    """One worker process.

    Attributes:
        ended: It was ended for being late after it had answered: a long answer was still being
            read, and the next file is not to pay for that.
    """

    def __init__(self) -> None:
        self.files = 0
        self.ended = False
        self._jail: Jail | None = None
        self.process = start("app.confined.worker_process", stdin=subprocess.PIPE)

    def jail(self, seconds: float) -> Jail:
        """What it said of itself when it was ready."""
        if self._jail is None:
            deadline = Deadline(self.process, seconds)
            try:
                with deadline:
                    self._jail = self._next(Jail, MOST_BYTES_OUT)[0]
            except (NotAFrameError, _MisbehavedError) as problem:
                raise _MisbehavedError(deadline.passed) from problem
        return self._jail

    def ask(self, order: Order, data: bytes, seconds: float) -> tuple[Answer, bytes]:
        """Give it an order and wait for the answer, and what comes with it.

        Raises:
            _MisbehavedError: It did not answer in time, ended, or broke the form.
        """
        self.jail(seconds)
        deadline = Deadline(self.process, seconds)
        try:
            with deadline:
                pipe = cast(IO[bytes], self.process.stdin)
                pipe.write(frame(order, data))
                pipe.flush()
                most = MOST_BYTES_IN if order.act is Act.CLEAN else MOST_BYTES_OUT
                answered = self._next(Answer, most)
        except (OSError, NotAFrameError, _MisbehavedError) as problem:
            raise _MisbehavedError(deadline.passed) from problem
        self.ended = deadline.passed
        return answered

    def _next(self, kind: type[T], most: int) -> tuple[T, bytes]:
        found = read_frame(cast(IO[bytes], self.process.stdout), kind, most=most)
        if found is None:
            raise _MisbehavedError(late=False)
        return found

    def end(self) -> None:
        """End it at once: it holds nothing that is needed."""
        end(self.process)


def reason(trouble: Trouble) -> InputError:
    """Why a file could not be read, as a sentence."""
    match trouble:
        case Trouble.LOCKED:
            return InputError(
                _("The file is locked with a password."),
                _("Open it in the program it comes from, save it without one, and add that."),
            )
        case Trouble.TOO_LARGE:
            return InputError(
                _("The file is too large, or unpacks to more than is read from one file."),
                _("Split it, or keep it as an attachment of a record."),
            )
        case Trouble.NOT_THIS_FORMAT:
            return InputError(
                _("The file is not what it says it is."),
                _("Open it in the program it comes from, and save it again."),
            )
        case Trouble.ODD_PACKING:
            return InputError(
                _("The file is packed in a way that is not read."),
                _("Unpack it with the program it comes from, and add the folder."),
            )
        case Trouble.TRAP:
            return InputError(
                _("The file is made to unpack without end."),
                _("Ask who gave it to you; do not unpack it elsewhere."),
            )
        case Trouble.DAMAGED:
            return InputError(
                _("The file is damaged."),
                _("Ask for another copy, or open it elsewhere and copy its text."),
            )


def stopped(*, late: bool) -> InputError:
    """Why a process that misbehaved was ended, as a sentence."""
    if late:
        return InputError(
            _("Reading the file took too long and was stopped."),
            _("Open it in the program it comes from, and copy its text."),
        )
    return InputError(
        _("The file made its reader stop, and was set aside."),
        _("It may be damaged or made to do harm; do not open it elsewhere without care."),
    )


def known(trouble: str) -> Trouble:
    """A trouble by its name; what is none counts as damage."""
    return Trouble(trouble) if trouble in list(Trouble) else Trouble.DAMAGED
