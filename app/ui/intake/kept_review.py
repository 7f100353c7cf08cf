"""The unfinished review inside the archive: each file's bytes in pieces, and its decisions.

Each file has keys of its own, named after its bytes, so that keeping one never touches another.
The functions run on a lane.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from app.archive.adding import records_from_source
from app.archive.opening import Archive
from app.archive.remembered import remember_all, remembered, remembered_keys
from app.confined.worker import Worker
from app.errors import InputError, SatchelError
from app.intake.bare_draft import bare_draft
from app.intake.draft import Draft
from app.intake.reading import SourceFile, drafts_from, source_of
from app.progress import Progress
from app.translation import _
from app.ui.intake import memory
from app.ui.intake.papers import Entry
from app.ui.intake.reader import known_entries
from app.ui.jobs import UnexpectedError

PIECE = 512 * 1024
"""Bytes of a file that are written in one go; the writing lane is free again in between."""

_DECISIONS = "intake.review."
_BYTES = "intake.bytes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Which keys are a file's, and where it stands.

    Attributes:
        sha256: Of its bytes.
        place: Files with a lower number stand further up.
        size: Bytes of it.
    """

    sha256: str
    place: int
    size: int

    @property
    def keys(self) -> tuple[str, ...]:
        """All the keys of the file."""
        pieces = range(0, self.size, PIECE)
        return (_DECISIONS + self.sha256, *(_piece_key(self.sha256, at) for at in pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a file's bytes that is to be written.

    Attributes:
        number: Of the file's entry.
        data: All bytes of the file.
        start: Where the part begins.
    """

    number: int
    sha256: str
    data: bytes
    start: int

    @property
    def size(self) -> int:
        """Bytes in it."""
        return min(PIECE, len(self.data) - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is written in one transaction."""

    decided: tuple[tuple[Entry, Kept], ...] = ()
    pieces: tuple[Piece, ...] = ()
    forgotten: tuple[Kept, ...] = ()

    @property
    def numbers(self) -> frozenset[int]:
        """The entries it is about."""
        decided = {entry.number for entry, _kept in self.decided}
        return frozenset(decided | {piece.number for piece in self.pieces})


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """A file of the review that was kept."""

    entry: Entry
    kept: Kept


def pieces_of(entry: Entry) -> Iterator[Piece]:
    """The bytes of a file, cut into pieces; nothing is copied."""
    source = entry.source
    if source is not None:
        for at in range(0, len(source.data), PIECE):
            yield Piece(number=entry.number, sha256=source.sha256, data=source.data, start=at)


def write(archive: Archive, batch: Batch) -> None:
    """Write a batch, all of it or nothing.

    Raises:
        SystemTroubleError: The disk is full, read-only or gone.
    """
    texts = {
        _DECISIONS + kept.sha256: memory.to_text(entry, kept.place) for entry, kept in batch.decided
    }
    for piece in batch.pieces:
        packed = zlib.compress(memoryview(piece.data)[piece.start : piece.start + PIECE], 1)
        texts[_piece_key(piece.sha256, piece.start)] = base64.b64encode(packed).decode("ascii")
    remember_all(archive, texts, forget=[key for kept in batch.forgotten for key in kept.keys])


def take_up(archive: Archive, progress: Progress) -> tuple[TakenUp, ...]:
    """The files that were under review, as they stood, in their order.

    One that cannot be taken up is an entry that says so, for a person to discard.
    """
    keys = remembered_keys(archive, _DECISIONS)
    found: list[TakenUp] = []
    with Worker() as worker:
        for done, key in enumerate(keys):
            progress.step(_("Taking up the review"), done, len(keys))
            decisions = memory.from_text(remembered(archive, key) or "")
            if decisions is None:
                continue
            sha256 = key.removeprefix(_DECISIONS)
            kept = Kept(sha256=sha256, place=decisions.place, size=decisions.size)
            found.append(TakenUp(entry=_entry(archive, kept, decisions, worker), kept=kept))
    return tuple(sorted(found, key=_place))


def _place(taken: TakenUp) -> int:
    return taken.kept.place


def _entry(archive: Archive, kept: Kept, decisions: memory.Decisions, worker: Worker) -> Entry:
    name = decisions.name
    try:
        data = _data(archive, kept)
        if data is None:
            # The lock came before the last piece was written.
            lost = _("This file was not kept whole when the archive was locked. Add it again.")
            return Entry(number=0, name=name, trouble=lost)
        source = source_of(name, data)
        drafts = _drafts(source, worker)
        known = tuple(card for card in records_from_source(archive, kept.sha256) if not card.binned)
        return Entry(
            number=0,
            name=name,
            source=source,
            papers=memory.applied(drafts, decisions),
            known=known,
            known_entries=known_entries(archive, drafts),
        )
    except SatchelError as error:
        return Entry(number=0, name=name, trouble=str(error))
    except Exception as error:
        # One file that our own code stumbles over must not end the others.
        return Entry(number=0, name=name, trouble=str(UnexpectedError(error)))


def _drafts(source: SourceFile, worker: Worker) -> tuple[Draft, ...]:
    """As they were first made; a file without text is here only because a person keeps it."""
    try:
        return drafts_from(source, worker)
    except InputError as trouble:
        return (bare_draft(source, str(trouble)),)


def _data(archive: Archive, kept: Kept) -> bytes | None:
    """The bytes of a file; None where pieces of it are not there."""
    parts: list[bytes] = []
    for start in range(0, kept.size, PIECE):
        packed = remembered(archive, _piece_key(kept.sha256, start))
        if packed is None:
            return None
        parts.append(_unpacked(packed))
    data = b"".join(parts)
    return data if hashlib.sha256(data).hexdigest() == kept.sha256 else None


def _unpacked(packed: str) -> bytes:
    try:
        return zlib.decompress(base64.b64decode(packed))
    except (ValueError, zlib.error):
        return b""


def _piece_key(sha256: str, start: int) -> str:
    return f"{_BYTES}{sha256}.{start}"
