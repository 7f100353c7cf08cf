"""The files of attachments: age files (age-encryption.org/v1) under names that say nothing.

Each has a key of its own that is kept in its database row, so destroying the row destroys the
content. Nothing here holds a whole file in memory.

A file is called `<name>.new` until the moment before the commit of its row. Only files of that
name are ever collected: no state of the database, a backup of it included, can name one, but for
the one that stands beside it.
"""

import hashlib
import os
import re
import secrets
import threading
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

import pyrage

from app.errors import DamageError
from app.store.durable_files import sync_file, sync_folder
from app.store.trouble import explain_disk
from app.translation import _

NAME = "objects"
_NEW = ".new"
_FILE = re.compile(r"[0-9a-f]{32}")
_SHARD = re.compile(r"[0-9a-f]{2}")
_NAME_BYTES = 16
_SETTLED_AT_ONCE = 1024 * 1024
"""Larger ones are synced where they are written, so that no transaction waits for them."""
_SYNCED_TOGETHER = 16


def is_shard(name: str) -> bool:
    """Whether a folder of this name within `objects/` holds some of them."""
    return _SHARD.fullmatch(name) is not None


def is_object_name(file: str) -> bool:
    """Whether a file can have this name; only a row that somebody altered has another."""
    return _FILE.fullmatch(file) is not None


class Source(Protocol):
    """Where plain bytes come from: an open file, a pipe, `io.BytesIO`."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


class Sink(Protocol):
    """Where plain bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take these bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenObject:
    """An encrypted file that is on the disk, and what is needed to read it.

    Attributes:
        file: 128 random bits, 32 hex digits.
        secret: The age identity (X25519).
        sha256: Of the plain bytes, 64 hex digits.
        size: Of the plain bytes.
    """

    file: str
    secret: str = field(repr=False)
    sha256: str
    size: int


class ObjectFolder:
    """`objects/` of one archive."""

    def __init__(self, archive: Path) -> None:
        self._folder = archive / NAME
        self._guard = threading.Lock()
        self._unsettled: set[str] = set()

    def path(self, file: str) -> Path:
        """Where the file of this name lies.

        Raises:
            DamageError: No object can have this name; it may lead out of the folder.
        """
        if not is_object_name(file):
            raise _misnamed()
        return self._folder / file[:2] / file

    def new_path(self, file: str) -> Path:
        """Where it lies until `claim`."""
        path = self.path(file)
        return path.with_name(path.name + _NEW)

    def write(self, source: Source) -> WrittenObject:
        """Encrypt what comes from a source into a file of its own.

        A large file is on the disk on return, a small one only after `settle`: many are brought
        there together much faster than one by one. It is new until `claim`.

        Raises:
            SystemTroubleError: The disk is full or refused; no file is left.
            OSError: The source refused.
        """
        file = secrets.token_hex(_NAME_BYTES)
        path = self.new_path(file)
        identity = pyrage.x25519.Identity.generate()
        counted = _Counted(source)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(path, flags, 0o600), "wb") as target:
                _encrypt(counted, target, identity.to_public())
            with self._guard:
                self._unsettled.add(file)
            if counted.size > _SETTLED_AT_ONCE:
                self.settle((file,))
        except BaseException as problem:
            self.remove(file)
            if isinstance(problem, OSError) and problem is not counted.trouble:
                raise explain_disk(problem) from problem
            raise
        return WrittenObject(
            file=file, secret=str(identity), sha256=counted.sha256(), size=counted.size
        )

    def settle(self, files: Iterable[str]) -> None:
        """Wait until the content of these files is on the disk; at once where it is.

        Syncing side by side lets the file system bring them there in a few steps: on ext4 sixteen
        together took a tenth of the time.

        Raises:
            OSError: The disk refused; a row must not be added then.
        """
        with self._guard:
            waiting = sorted(self._unsettled.intersection(files))
        if not waiting:
            return
        with ThreadPoolExecutor(min(_SYNCED_TOGETHER, len(waiting))) as pool:
            list(pool.map(sync_file, map(self.new_path, waiting)))
        with self._guard:
            self._unsettled.difference_update(waiting)

    def claim(self, files: Sequence[str]) -> None:
        """Give settled files the names that rows know them by; the names are on the disk then.

        Raises:
            OSError: The disk refused; call `disclaim`, and do not commit the rows.
        """
        if not files:
            return
        for file in files:
            self.new_path(file).replace(self.path(file))
        with ThreadPoolExecutor(min(_SYNCED_TOGETHER, len(files))) as pool:
            list(pool.map(sync_folder, {self.path(file).parent for file in files}))
        sync_folder(self._folder)

    def disclaim(self, files: Iterable[str]) -> None:
        """Make files new again whose rows were taken back; one that resists stays, unreadable."""
        for file in files:
            with suppress(OSError):
                self.path(file).replace(self.new_path(file))

    def collect(self, rows: Collection[str], keep: Iterable[str] = ()) -> int:
        """Finish or remove what a program that was cut off left new.

        Args:
            rows: The names of all files that have a row.
            keep: Names of files that stay new; somebody goes on with them.

        Returns:
            How many were removed.
        """
        left = self.new_files().difference(keep)
        for file in left.intersection(rows):
            with suppress(OSError):
                self.new_path(file).replace(self.path(file))
        for file in left.difference(rows):
            self.remove(file)
        return len(left.difference(rows))

    def read(self, file: str, secret: str, sink: Sink) -> tuple[str, int]:
        """Decrypt a file into a sink.

        What was authentic before the damage reaches the sink.

        Returns:
            SHA-256 and size of the plain bytes.

        Raises:
            DamageError: The file is missing, cut short or altered.
            SystemTroubleError: The disk refused.
            OSError: The sink refused.
        """
        try:
            identity = pyrage.x25519.Identity.from_str(secret)
        except pyrage.IdentityError as problem:
            # Only a row from a damaged page can have such a key.
            raise _damaged() from problem
        counted = _CountedSink(sink)
        with self._open(file) as encrypted:
            source = _Kept(encrypted)
            try:
                pyrage.decrypt_io(source, counted, [identity])
            except (pyrage.DecryptError, OSError) as problem:
                if counted.trouble is not None:
                    raise counted.trouble from problem
                if isinstance(source.trouble, OSError):
                    raise explain_disk(source.trouble) from problem
                raise _damaged() from problem
        return counted.sha256(), counted.size

    def remove(self, file: str) -> None:
        """Remove a file that has no row; one that resists stays, and nobody has its key."""
        if not is_object_name(file):
            return
        with self._guard:
            self._unsettled.discard(file)
        for path in (self.new_path(file), self.path(file)):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def files(self) -> set[str]:
        """The names of all objects in the folder, but for new ones."""
        return self._names("")

    def new_files(self) -> set[str]:
        """The names of those that were not claimed."""
        return self._names(_NEW)

    def _names(self, ending: str) -> set[str]:
        """What has other names is left alone."""
        found = set()
        for shard in _entries(self._folder):
            if shard.is_dir(follow_symlinks=False) and is_shard(shard.name):
                for entry in _entries(Path(shard.path)):
                    name = entry.name.removesuffix(ending)
                    whole = name + ending == entry.name and name[:2] == shard.name
                    if whole and _FILE.fullmatch(name):
                        found.add(name)
        return found

    def _open(self, file: str) -> BinaryIO:
        # The second is for a disk that lost the rename in a power cut.
        for path in (self.path(file), self.new_path(file)):
            try:
                return os.fdopen(os.open(path, _READ), "rb")
            except FileNotFoundError:
                continue
            except OSError as problem:
                raise explain_disk(problem) from problem
        raise DamageError(
            _("An attached file is missing from the archive's folder."),
            _("Copy the folder “objects” from a backup into it; files that are there stay."),
        )


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class _Kept:
    """Remembers why reading stopped: pyrage turns every error into its own, without the cause."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.trouble: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except Exception as trouble:
            self.trouble = trouble
            raise


class _Counted(_Kept):
    """Hashes and counts what passes."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = super().read(size)
        self._hash.update(data)
        self.size += len(data)
        return data

    def sha256(self) -> str:
        return self._hash.hexdigest()


class _CountedSink:
    """Hashes and counts what passes, and remembers why writing stopped."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._hash = hashlib.sha256()
        self.size = 0
        self.trouble: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            self._sink.write(data)
        except Exception as trouble:
            self.trouble = trouble
            raise
        self._hash.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def sha256(self) -> str:
        return self._hash.hexdigest()


def _encrypt(source: _Counted, target: BinaryIO, recipient: pyrage.x25519.Recipient) -> None:
    sink = _CountedSink(target)
    try:
        pyrage.encrypt_io(source, sink, [recipient])
    except (pyrage.EncryptError, OSError) as problem:
        trouble = source.trouble or sink.trouble
        if trouble is not None:
            raise trouble from problem
        raise


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except FileNotFoundError:
        return []


def _misnamed() -> DamageError:
    return DamageError(
        _("The row of an attached file was altered: no file can have the name it gives."),
        _("Restore the archive from a backup, or bring out what is whole with “salvage”."),
    )


def _damaged() -> DamageError:
    return DamageError(
        _("An attached file is damaged."),
        _("Copy it from a backup into the archive's folder; the rest of the archive is usable."),
    )
