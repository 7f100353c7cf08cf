"""The pages of a database, each read by itself: what SQLCipher refuses as a whole is not lost.

Nothing is written, and nothing is asked of the trees: a page that is authentic can be read whatever
became of the others.
"""

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from app.store.connection import PAGE_BYTES
from app.store.keys import ArchiveKeys
from app.store.page_cipher import SALT_BYTES, PageCipher
from app.store.raw_log import Beside, pages_in_journal, pages_in_log

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_LOCK_BYTE_PAGE = 0x40000000 // PAGE_BYTES + 1
"""SQLite never uses the page at 1 GiB (file format, section 1.4)."""
_PAGE_COUNT_AT = 28


class RawPages:
    """The pages of one database file, with what waits in its log. Use it in a `with` block.

    Whoever makes one sees to it that nobody writes meanwhile.

    Attributes:
        count: How many pages the database has: as its first page or its log says, or as the file
            has where that cannot be read.
        in_file: How many whole pages the file has.
        cut: Bytes of an unfinished page at the end of the file; none where the log has that page: a
            full disk stops bringing it over, and nothing is lost.
        beside: What the log or the journal holds.
    """

    def __init__(self, database: Path, keys: ArchiveKeys) -> None:
        """Open the file.

        Raises:
            OSError: It is missing, or the disk refused.
        """
        self._cipher = PageCipher(keys)
        self._salt = keys.database_salt
        self._authentic: dict[int, bool] = {}
        self._mended: dict[int, bytes] = {}
        log = _content(database.with_name(database.name + "-wal"))
        journal = _content(database.with_name(database.name + "-journal"))
        self._beside_data = log or journal
        read = pages_in_log if log else pages_in_journal
        self.beside: Beside = read(self._beside_data, self._cipher)
        self._file = os.fdopen(os.open(database, _READ), "rb", buffering=0)
        size = os.fstat(self._file.fileno()).st_size
        self.in_file, cut = divmod(size, PAGE_BYTES)
        self.cut = 0 if self.in_file + 1 in self.beside.places else cut
        self.count = self.beside.pages or self._count_in_header() or self.in_file

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def is_whole(self, number: int) -> bool:
        """Whether a page is there, and every bit of it as it was written."""
        if number == _LOCK_BYTE_PAGE:
            return True
        salted = number != 1 or self._stored(1)[:SALT_BYTES] == self._salt
        return salted and self._is_authentic(number)

    def plain(self, number: int) -> bytes | None:
        """What a page holds; None where it is damaged, missing or never used."""
        if number == _LOCK_BYTE_PAGE or not self._is_authentic(number):
            return None
        return self._cipher.plain(number, self._stored(number))

    def doubtful(self, number: int) -> bytes | None:
        """What a damaged page seems to hold; whoever uses it has to prove it in another way.

        In this mode of encryption a wrong bit garbles 32 bytes at most, and leaves the others.
        """
        stored = self._stored(number)
        return self._cipher.plain(number, stored) if len(stored) == PAGE_BYTES else None

    def mend(self, number: int, step: Callable[[], None]) -> bool:
        """Read a page from now on as it was before one bit of it was flipped, if that is all.

        The file is not changed.

        Args:
            step: Called some hundred times; may raise to stop.
        """
        stored = self._stored(number)
        if len(stored) != PAGE_BYTES or not any(stored) or self._is_authentic(number):
            return False
        mended = self._cipher.mended(number, stored, step)
        if mended is None:
            return False
        self._mended[number] = mended
        self._authentic[number] = True
        return True

    def _is_authentic(self, number: int) -> bool:
        known = self._authentic.get(number)
        if known is None:
            known = self._cipher.is_authentic(number, self._stored(number))
            self._authentic[number] = known
        return known

    def _count_in_header(self) -> int | None:
        first = self.plain(1)
        return None if first is None else int.from_bytes(first[_PAGE_COUNT_AT:][:4], "big")

    def _stored(self, number: int) -> bytes:
        if number in self._mended:
            return self._mended[number]
        place = self.beside.places.get(number)
        if place is not None:
            return self._beside_data[place : place + PAGE_BYTES]
        if number < 1:
            return b""
        try:
            self._file.seek((number - 1) * PAGE_BYTES)
            return self._file.read(PAGE_BYTES)
        except OSError:
            # A place that the disk cannot read any more is a damaged page, no end of the work.
            return b""


def _content(path: Path) -> bytes:
    try:
        with os.fdopen(os.open(path, _READ), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
