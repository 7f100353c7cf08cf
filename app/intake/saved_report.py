"""The report of an import as a file outside the archive: names of files, and nothing they say."""

import os
from contextlib import suppress
from pathlib import Path

from app.errors import InputError, SystemTroubleError
from app.intake.report import ImportReport, report_bytes
from app.translation import _


def check_place(out: Path) -> None:
    """Make sure that a report can be written there, before long work begins.

    Raises:
        InputError: There is such a file already, or no such folder.
    """
    if os.path.lexists(out):
        raise _exists(out)
    if not out.parent.is_dir():
        raise InputError(
            _("The folder for “{}” does not exist.").format(out.name), _("Make it first.")
        )


def save_report(report: ImportReport, out: Path) -> None:
    """Write the report, readable for its owner alone, and never over another file.

    Args:
        out: A table if its name ends in `.csv`, else plain text.

    Raises:
        InputError: The file exists.
        SystemTroubleError: The disk refused; no file is left.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    made = False
    try:
        handle = os.open(out, flags, 0o600)
        made = True
        with os.fdopen(handle, "wb") as file:
            file.write(report_bytes(report, out.name))
    except FileExistsError as problem:
        raise _exists(out) from problem
    except OSError as problem:
        if made:
            with suppress(OSError):
                out.unlink()
        raise SystemTroubleError(
            _("The report could not be written."), _("Choose another folder or disk.")
        ) from problem


def _exists(out: Path) -> InputError:
    return InputError(
        _("There is a file “{}” already.").format(out.name), _("Choose another name.")
    )
