"""A dossier as a file: built in memory, read back, checked, and only then written."""

import contextlib
import hashlib
import io
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.dossier.building import build_dossier
from app.dossier.completeness import missing_paragraphs
from app.dossier.disclosure import Leak, disclosure_check
from app.dossier.order import DossierOrder
from app.dossier.read_back import ReadDossier, read_back
from app.errors import DamageError, RefusedError, SystemTroubleError
from app.progress import Progress
from app.translation import _, ngettext


class IncompleteDossierError(DamageError):
    """The finished file lacks something that was handed in. Nothing was written.

    Attributes:
        paragraphs: (code, number of the segment) of what is missing.
    """

    def __init__(self, paragraphs: tuple[tuple[str, int], ...]) -> None:
        count = len(paragraphs)
        super().__init__(
            ngettext(
                "{} paragraph cannot be read in the finished dossier.",
                "{} paragraphs cannot be read in the finished dossier.",
                count,
            ).format(count),
            _("Nothing was written. Report this with the numbers of the paragraphs."),
        )
        self.paragraphs = paragraphs


class DisclosureError(RefusedError):
    """The finished file holds a protected name. Nothing was written."""

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        count = len(leaks)
        super().__init__(
            ngettext(
                "The disclosure check found {} place with a protected name.",
                "The disclosure check found {} places with a protected name.",
                count,
            ).format(count),
            _("Nothing was written. They stand on these pages: {pages}.").format(
                pages=", ".join(str(page) for page in sorted({leak.page for leak in leaks}))
            ),
        )
        self.leaks = leaks


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDossier:
    """A dossier that has been built and read back, not yet written.

    Attributes:
        sha256: Of `pdf`, 64 hex digits.
        leaks: What the disclosure check found.
    """

    pdf: bytes
    pages: int
    sha256: str
    read: ReadDossier
    leaks: tuple[Leak, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedDossier:
    """A dossier that has been written.

    Attributes:
        leaks: Findings of the disclosure check that a written reason allowed.
    """

    pages: int
    sha256: str
    leaks: tuple[Leak, ...]


def check_dossier(
    order: DossierOrder, progress: Progress, *, protected: Iterable[str] = (), file_name: str = ""
) -> CheckedDossier:
    """Build a dossier in memory and read it back.

    Args:
        protected: Real names and aliases that must not appear in it.

    Raises:
        IncompleteDossierError: The file lacks a paragraph.
        CancelledError: The person cancelled.
    """
    finished = io.BytesIO()
    built = build_dossier(order, finished, progress)
    pdf = finished.getvalue()
    finished.close()
    read = read_back(pdf, progress)
    missing = missing_paragraphs(order, read)
    if missing:
        raise IncompleteDossierError(tuple((each.code, each.segment) for each in missing))
    leaks = disclosure_check(read, protected, file_name=file_name)
    return CheckedDossier(pdf=pdf, pages=built.pages, sha256=built.sha256, read=read, leaks=leaks)


def export_dossier(
    order: DossierOrder,
    path: Path,
    progress: Progress,
    *,
    protected: Iterable[str] = (),
    leaks_allowed: bool = False,
    before_naming: Callable[[str], None] | None = None,
) -> ExportedDossier:
    """Build, check and write a dossier. The file appears complete or not at all.

    Args:
        path: Where it is to stand; an older file there is replaced at the last moment.
        leaks_allowed: A person gave a written reason to go on in spite of findings.
        before_naming: Called with the SHA-256 when the content is on the disk and has no name yet.
            What it raises is raised here, and nothing stays behind.

    Raises:
        DisclosureError: The disclosure check found something.
        IncompleteDossierError: The file lacks a paragraph.
        SystemTroubleError: The disk or the operating system refused.
        CancelledError: The person cancelled.
    """
    checked = check_dossier(order, progress, protected=protected, file_name=path.name)
    if checked.leaks and not leaks_allowed:
        raise DisclosureError(checked.leaks)

    def noted() -> None:
        if before_naming is not None:
            before_naming(checked.sha256)

    write_complete(checked.pdf, path, progress, noted)
    return ExportedDossier(pages=checked.pages, sha256=checked.sha256, leaks=checked.leaks)


def write_complete(
    data: bytes,
    path: Path,
    progress: Progress,
    before_naming: Callable[[], None] | None = None,
) -> None:
    """Write a file next to its place and move it there when it is safe on disk.

    Args:
        before_naming: Called in between; what it raises leaves nothing behind either.

    Raises:
        SystemTroubleError: The disk or the operating system refused; nothing stays behind.
        CancelledError: The person cancelled; nothing stays behind.
    """
    progress.step(_("Writing the file"), 0, 1)
    # A name of its own length, so that no name the disk takes is too long for it.
    part = path.with_name(f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.part")
    try:
        _write_new(part, data)
        progress.step(_("Writing the file"), 1, 1)
        if before_naming is not None:
            before_naming()
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as trouble:
        _remove(part)
        raise SystemTroubleError(
            _("The dossier could not be written: {reason}.").format(reason=trouble.strerror),
            _("Nothing was left behind. Choose another folder, or make room on the disk."),
        ) from trouble
    except BaseException:
        _remove(part)
        raise


def _write_new(part: Path, data: bytes) -> None:
    """Write through to the disk; readable by the owner alone."""
    _remove(part)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where folders can be opened (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(part: Path) -> None:
    with contextlib.suppress(OSError):
        part.unlink()
