"""All files that are to be read: on a disk, in folders, and in files that hold others.

What stands in a ZIP or a mail box goes from the opener straight to its reader; nothing is ever
unpacked to a disk. A file in a file is looked at anew, so that a ZIP in a ZIP is opened too.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.confined.forms import Container
from app.confined.opener import Opener
from app.errors import InputError, SatchelError
from app.intake.decoding import SIZE_LIMIT
from app.intake.formats import Becomes, FormatRow, row_of
from app.intake.look import look_at, look_into
from app.intake.member_names import decoded_name, encoding_of, plain_name
from app.intake.reading import SourceFile, read_file, shown_name, source_of
from app.intake.walking import MOST_FILES, WalkedFile, walk
from app.translation import _

DEEPEST = 4
"""ZIPs within ZIPs."""
_MOST_OPENED = 300
"""Files of files within one that a person named: each costs the start of a process."""
_MOST_TIMES = 400
_FREE_BYTES = 1024 * 1024 * 1024
"""All that comes out of one file that a person named: a gigabyte, or 400 times what went in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One file that is to be read, or the reason why it cannot be.

    Attributes:
        name: For lists and reports: below the folder or within the ZIP that it stands in.
        source: None where its bytes could not be had.
        trouble: Why it cannot be read; its bytes may be there all the same.
    """

    name: str
    source: SourceFile | None = None
    trouble: SatchelError | None = None


@dataclass(slots=True)
class _Spent:
    """What one file that a person named has cost so far."""

    most_bytes: int
    out: int = 0
    opened: int = 0


class Gathering:
    """Goes through files one by one.

    Args:
        paths: Files and folders as a person named them.

    Attributes:
        total: How many files are known of so far; it grows where a file turns out to hold others.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._files: deque[WalkedFile] = deque()
        self.total = 0

    def __iter__(self) -> Iterator[Gathered]:
        """Each file, as soon as it is read."""
        files = self._files
        for file in walk(self._paths):
            if len(files) == MOST_FILES:
                yield Gathered(name=shown_name(file.name), trouble=_too_many())
                break
            files.append(file)
        self.total = len(files)
        while files:
            yield from self._from_disk(files.popleft())

    @property
    def waiting(self) -> tuple[str, ...]:
        """Names of the files that were not looked at yet."""
        return tuple(shown_name(file.name) for file in self._files)

    def _from_disk(self, file: WalkedFile) -> Iterator[Gathered]:
        name = shown_name(file.name)
        try:
            with ExitStack() as stack:
                opened = _opened_container(file.path, stack)
                if opened is not None:
                    data, row, size = opened
                    spent = _Spent(most_bytes=_FREE_BYTES + _MOST_TIMES * size)
                    yield from self._members(data, row, name, "", spent, DEEPEST)
                    return
            found = Gathered(name=name, source=read_file(file.path))
        except SatchelError as trouble:
            found = Gathered(name=name, trouble=trouble)
        yield found

    def _members(
        self,
        file: BinaryIO | bytes,
        row: FormatRow,
        name: str,
        inner: str,
        spent: _Spent,
        deeper: int,
    ) -> Iterator[Gathered]:
        """The files in a file, in place of the file itself.

        Args:
            name: Of the file, as a person sees it.
            inner: Folders and files within the outermost one that lead here, with a slash.
        """
        found = 0
        trouble: SatchelError | None = None
        try:
            with Opener(file, Container(row.format)) as opener:
                self.total += opener.contents.count
                encoding = encoding_of(opener.contents.unmarked)
                for member, data in opener.members():
                    found += 1
                    if not opener.contents.count:
                        self.total += 1
                    raw = member.name
                    own = plain_name(decoded_name(raw, encoding) if member.unmarked else raw)
                    own = own or _("nameless {}").format(found)
                    if isinstance(data, bytes):
                        spent.out += len(data)
                        if spent.out > spent.most_bytes:
                            raise _endless()
                    yield from self._member(data, f"{name}/{shown_name(own)}", inner + own,
                                            spent, deeper)  # fmt: skip
        except SatchelError as problem:
            trouble = problem
        if trouble is None and not found:
            trouble = InputError(_("It holds no files."), _("Check whether it was copied whole."))
        if trouble is not None:
            # What came out of it is kept; where nothing did, the file itself can be.
            source = None if found else _whole(file, inner)
            yield Gathered(name=name, source=source, trouble=trouble)
        else:
            self.total -= 1  # its files count in its place

    def _member(
        self, data: bytes | InputError, name: str, inner: str, spent: _Spent, deeper: int
    ) -> Iterator[Gathered]:
        if isinstance(data, InputError):
            yield Gathered(name=name, trouble=data)
            return
        row = row_of(look_at(inner, data))
        if row is None or row.becomes is not Becomes.MEMBERS:
            yield Gathered(name=name, source=source_of(inner, data))
            return
        spent.opened += 1
        if not deeper or spent.opened > _MOST_OPENED:
            yield Gathered(name=name, trouble=_too_deep())
            return
        yield from self._members(data, row, name, inner + "/", spent, deeper - 1)


def _whole(file: BinaryIO | bytes, inner: str) -> SourceFile | None:
    """A file of files itself, if it is not too large to be kept as a source."""
    if isinstance(file, bytes):
        return source_of(inner.removesuffix("/"), file)
    try:
        file.seek(0)
        data = file.read(SIZE_LIMIT + 1)
    except OSError:
        return None
    return source_of(Path(file.name).name, data) if len(data) <= SIZE_LIMIT else None


def _opened_container(path: Path, stack: ExitStack) -> tuple[BinaryIO, FormatRow, int] | None:
    """The file opened, if it holds others; what is wrong with it otherwise, `read_file` tells."""
    try:
        if not path.is_file():
            return None
        file = stack.enter_context(path.open("rb"))
        row = row_of(look_into(path.name, file))
        size = path.stat().st_size
    except OSError:
        return None
    return (file, row, size) if row is not None and row.becomes is Becomes.MEMBERS else None


def _too_many() -> InputError:
    return InputError(
        _("More than {} files were named at once.").format(MOST_FILES),
        _("Add the folders one after the other."),
    )


def _too_deep() -> InputError:
    return InputError(
        _("It is a file of files within others, too deep or one of too many."),
        _("Take it out of the file it stands in, and add it by itself."),
    )


def _endless() -> InputError:
    return InputError(
        _("More came out of it than is read from one file."),
        _("Add its parts one after the other; do so with care if you do not know who made it."),
    )
