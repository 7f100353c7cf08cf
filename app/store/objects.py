"""Attached files of an open archive: put in once, read as a stream, checked against their hash."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from app.errors import DamageError, InputError
from app.store.attachments_table import give_back_attachment
from app.store.object_folder import Sink, Source
from app.store.object_rows import ObjectRow, find_object, insert_object
from app.store.store import Store
from app.store.transactions import Writer
from app.store.trouble import explained
from app.translation import _

_LARGEST_IN_MEMORY = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingObject:
    """Content that is in the archive's folder and waits for its row.

    Attributes:
        row: What the row holds or will hold.
        known: The archive had this content already.
    """

    row: ObjectRow
    known: bool

    @property
    def sha256(self) -> str:
        """Of the plain bytes, 64 hex digits."""
        return self.row.sha256

    @property
    def size(self) -> int:
        """Of the plain bytes."""
        return self.row.size


def put_object(store: Store, source: Source, *, sha256: str | None = None) -> PendingObject:
    """Encrypt content into the archive's folder, before the transaction that adds its row.

    Call `keep_object` within that transaction, or `discard_object` where there will be none; what
    neither was called for is collected when the archive is next opened. A transaction waits until
    its objects are on the disk; `settle_objects` does so beforehand, outside the writing lane.

    Args:
        store: The open archive.
        source: Where the plain bytes come from, read once to its end.
        sha256: Their hash where it is known: content that the archive has is then not read again.

    Raises:
        SystemTroubleError: The disk is full or refused; nothing is left of it.
    """
    known = None if sha256 is None else _row(store, sha256)
    if known is not None:
        return PendingObject(row=known, known=True)
    written = store.objects.write(source)
    known = _row(store, written.sha256)
    if known is not None:
        store.objects.remove(written.file)
        return PendingObject(row=known, known=True)
    row = ObjectRow(
        sha256=written.sha256, size=written.size, file=written.file, secret=written.secret
    )
    return PendingObject(row=row, known=False)


def settle_objects(store: Store, pending: Iterable[PendingObject]) -> None:
    """Wait until these are on the disk, all together; call it before the transaction of a batch.

    Raises:
        SystemTroubleError: The disk is full or refused.
    """
    with explained():
        store.objects.settle(each.row.file for each in pending)


def keep_object(writer: Writer, pending: PendingObject, added_at: str) -> None:
    """Add the row of content that was put in; do it before the record that has it attached.

    Raises:
        DamageError: The content was there when it was put in, but its last record has been
            destroyed meanwhile.
    """
    if pending.known and find_object(writer, pending.sha256) is None:
        raise DamageError(
            _("The attached file was destroyed while it was being added."), _("Add it again.")
        )
    if pending.known:
        return
    if insert_object(writer, pending.row, added_at):
        writer.needed_files.append(pending.row.file)
        give_back_attachment(writer, pending.sha256)
    else:
        writer.when_committed(lambda: writer.objects.remove(pending.row.file))


def discard_object(store: Store, pending: PendingObject) -> None:
    """Take back content whose row was not added after all."""
    row = _row(store, pending.sha256)
    if not pending.known and (row is None or row.file != pending.row.file):
        store.objects.remove(pending.row.file)


def copy_object(store: Store, sha256: str, sink: Sink) -> None:
    """Decrypt content into a sink, and compare it with its hash.

    Raises:
        InputError: The archive has no such content.
        DamageError: It is missing, cut short or altered; what was read before is in the sink.
        SystemTroubleError: The disk refused.
    """
    row = _existing(store, sha256)
    found = store.objects.read(row.file, row.secret, sink)
    if found != (row.sha256, row.size):
        raise DamageError(
            _("An attached file is not what was put into the archive."),
            _("Copy it from a backup into the archive's folder."),
        )


def read_object(store: Store, sha256: str, *, largest: int = _LARGEST_IN_MEMORY) -> bytes:
    """Small content as bytes.

    Raises:
        InputError: The archive has no such content, or it is larger than `largest` bytes.
        DamageError: It is damaged.
    """
    if _existing(store, sha256).size > largest:
        raise InputError(
            _("The attached file is too large to be shown at once."), _("Extract it to a file.")
        )
    content = BytesIO()
    copy_object(store, sha256, content)
    return content.getvalue()


@contextmanager
def open_object(store: Store, sha256: str) -> Iterator[BinaryIO]:
    """Content as a readable stream without seeking; at most a pipe's length is in memory.

    Damage becomes known only at its place: it ends the stream early and is raised when the block
    ends, so use what was read only afterwards.

    Raises:
        InputError: The archive has no such content.
        DamageError: The content is damaged.
    """
    _existing(store, sha256)
    read_end, write_end = os.pipe()
    pump = _Pump(store, sha256, write_end)
    with os.fdopen(read_end, "rb") as stream:
        pump.start()
        try:
            yield stream
        finally:
            stream.close()
            pump.join()
            if pump.trouble is not None:
                raise pump.trouble


def verify_object(store: Store, sha256: str) -> None:
    """Read content to its end.

    Raises:
        InputError: The archive has no such content.
        DamageError: It is missing, cut short or altered.
    """
    copy_object(store, sha256, _Nowhere())


class _Nowhere:
    def write(self, data: bytes) -> int:
        return len(data)


class _Pump(threading.Thread):
    """Decrypts into one end of a pipe while somebody reads at the other."""

    def __init__(self, store: Store, sha256: str, descriptor: int) -> None:
        super().__init__(name="object", daemon=True)
        self._store = store
        self._sha256 = sha256
        self._descriptor = descriptor
        self.trouble: Exception | None = None

    def run(self) -> None:
        sink = _PipeEnd(self._descriptor)
        try:
            copy_object(self._store, self._sha256, sink)
        except Exception as trouble:
            # A reader that had enough closes its end; that is no trouble.
            if not sink.closed_by_reader:
                self.trouble = trouble
        finally:
            os.close(self._descriptor)


class _PipeEnd:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.closed_by_reader = False

    def write(self, data: bytes) -> int:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except BrokenPipeError:
            self.closed_by_reader = True
            raise
        return len(data)


def _row(store: Store, sha256: str) -> ObjectRow | None:
    with store.browsing() as reader:
        return find_object(reader, sha256)


def _existing(store: Store, sha256: str) -> ObjectRow:
    row = _row(store, sha256)
    if row is None:
        raise InputError(
            _("The archive has no attached file with this hash."),
            _("List the record's attachments to see which it has."),
        )
    return row
