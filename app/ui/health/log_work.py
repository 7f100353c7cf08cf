"""What the log pane asks of the archive: plain functions that run on a lane."""

from dataclasses import dataclass

from app.archive.auditing import (
    AuditHead,
    AuditLine,
    audit_head,
    audit_lines,
    count_audit_lines,
)
from app.archive.opening import Archive
from app.archive.record_names import record_of_code
from app.handoff.qr import qr_modules
from app.progress import Progress
from app.ui.health.log_model import PAGE
from app.ui.health.qr_view import Modules


@dataclass(frozen=True, slots=True, kw_only=True)
class LogStart:
    """The head of the log, and the first page of what was asked for.

    Attributes:
        at: When the head's entry was written, UTC; empty where there is none.
        modules: The head as a QR code.
        record: Id of the one record that the entries are about; empty for all of them.
        count: How many entries there are in all.
    """

    head: AuditHead
    at: str
    modules: Modules
    record: str
    lines: tuple[AuditLine, ...]
    count: int


def begin_log(archive: Archive, code: str, _progress: Progress) -> LogStart:
    """The log from its newest entry on.

    Args:
        code: Only entries about the record of this code; empty for all of them.
    """
    head = audit_head(archive)
    newest = audit_lines(archive, limit=1)
    found = record_of_code(archive, code) if code else None
    record = found.id if found is not None else ""
    nothing = bool(code) and not record
    wanted = record or None
    return LogStart(
        head=head,
        at=newest[0].at if newest else "",
        modules=qr_modules(head.hash.upper()) if head.number else (),
        record=record,
        lines=() if nothing else audit_lines(archive, limit=PAGE, record=wanted),
        count=0 if nothing else count_audit_lines(archive, record=wanted),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """A further page.

    Attributes:
        record: What was asked for, as in `LogStart`.
        number: From 0.
    """

    record: str
    number: int
    lines: tuple[AuditLine, ...]


def log_page(archive: Archive, record: str, number: int, _progress: Progress) -> LogPage:
    """One page of the entries about a record, or of all where it is empty."""
    lines = audit_lines(archive, limit=PAGE, offset=number * PAGE, record=record or None)
    return LogPage(record=record, number=number, lines=lines)
