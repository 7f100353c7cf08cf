"""How an import ended, file by file: to be shown, saved and looked at later."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from app.errors import SatchelError
from app.records.stored import RecordCard
from app.translation import _


class Outcome(StrEnum):
    """What became of a file. WAITING and DISCARDED are only where a person reviews each."""

    ADDED = "added"
    SAME = "same"
    KEPT = "kept"
    WAITING = "waiting"
    DISCARDED = "discarded"
    FAILED = "failed"
    NOT_REACHED = "not-reached"


def outcome_word(outcome: Outcome) -> str:
    """An outcome, as it is said to a person."""
    return {
        Outcome.ADDED: _("Added"),
        Outcome.SAME: _("Here already"),
        Outcome.KEPT: _("Kept as a file, without text"),
        Outcome.WAITING: _("Under review"),
        Outcome.DISCARDED: _("Discarded"),
        Outcome.FAILED: _("Could not be read"),
        Outcome.NOT_REACHED: _("Not reached"),
    }[outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One file of an import.

    Attributes:
        name: Below the folder or within the ZIP that it stands in.
        reason: Why it could not be read, or why nothing but the file was kept.
        codes: Of the records that it became.
    """

    name: str
    outcome: Outcome
    reason: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """How an import ended.

    Attributes:
        lines: One for each file, in the order they were met.
        added: The records that were made.
        same: Records that came from the same bytes before.
        stopped: Why it ended before its time; what was added until then stays.
    """

    lines: tuple[ReportLine, ...] = ()
    added: tuple[RecordCard, ...] = ()
    same: tuple[RecordCard, ...] = ()
    stopped: SatchelError | None = None

    @property
    def failed(self) -> tuple[ReportLine, ...]:
        """The files that could not be read."""
        return tuple(line for line in self.lines if line.outcome is Outcome.FAILED)

    def count(self, outcome: Outcome) -> int:
        """How many files ended so."""
        return sum(line.outcome is outcome for line in self.lines)

    def as_lines(self) -> Iterator[str]:
        """How many files ended how, then each file, for a person to read."""
        for outcome in Outcome:
            if self.count(outcome):
                yield f"{outcome_word(outcome)}: {self.count(outcome)}"
        yield ""
        for line in self.lines:
            about = " · ".join(part for part in (", ".join(line.codes), line.reason) if part)
            yield f"{outcome_word(line.outcome)}\t{line.name}\t{about}"

    def as_csv(self) -> str:
        """The same as a table (RFC 4180), with words that no translation changes.

        Cells that a spreadsheet would take for a formula get an apostrophe before them.
        """
        made = StringIO()
        table = csv.writer(made, lineterminator="\r\n")
        table.writerow(("file", "outcome", "records", "reason"))
        for line in self.lines:
            cells = (line.name, str(line.outcome), " ".join(line.codes), line.reason)
            table.writerow([_harmless(cell) for cell in cells])
        return made.getvalue()


def _harmless(cell: str) -> str:
    """Names come from others, and spreadsheets run what begins so (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def report_bytes(report: ImportReport, name: str) -> bytes:
    """The report as a file of this name: a table if it ends in `.csv`, else plain text."""
    if name.lower().endswith(".csv"):
        # The mark lets spreadsheets read names of all scripts rightly.
        return report.as_csv().encode("utf-8-sig", "backslashreplace")
    return ("\n".join(report.as_lines()) + "\n").encode("utf-8", "backslashreplace")
