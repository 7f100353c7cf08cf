"""Options that every command knows, before or after its name, and opening the archive they name."""

import argparse
import getpass
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from app.archive.opening import Archive, Credentials, open_archive
from app.cli.terminal import TerminalProgress
from app.errors import AccessError, InputError, UsageError
from app.progress import Progress, Silent
from app.translation import _

_LONGEST_PASSPHRASE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonOptions:
    """What every command knows.

    Attributes:
        passphrase_file: `-` is standard input; None asks on the terminal.
    """

    archive: Path | None
    passphrase_file: str | None
    recovery_code_file: str | None
    as_json: bool
    quiet: bool
    debug: bool

    @property
    def progress(self) -> Progress:
        """Where jobs report to."""
        return Silent() if self.quiet else TerminalProgress()


def add_common_options(parser: argparse.ArgumentParser, *, first: bool) -> None:
    """Add the options to a parser.

    Args:
        first: This is the main parser, which sets the defaults; a command's parser must not
            overwrite what stood before the command.
    """

    def default(value: object) -> object:
        return value if first else argparse.SUPPRESS

    parser.add_argument(
        "--archive", type=Path, metavar="PATH", default=default(None), help=_("the archive folder")
    )
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        default=default(None),
        help=_("file that holds the passphrase; - is standard input"),
    )
    parser.add_argument(
        "--recovery-code-file",
        metavar="FILE",
        default=default(None),
        help=_("file that holds the recovery code; - is standard input"),
    )
    parser.add_argument(
        "--json", action="store_true", default=default(False), help=_("one JSON document")
    )
    parser.add_argument(
        "--quiet", action="store_true", default=default(False), help=_("no progress")
    )
    parser.add_argument("--debug", action="store_true", default=default(False),
                        help=_("show where in the program an error arose"))  # fmt: skip


def common_options(words: argparse.Namespace) -> CommonOptions:
    """The common options out of the parsed words."""
    archive = words.archive
    if archive is None and os.environ.get("SATCHEL_ARCHIVE"):
        archive = Path(os.environ["SATCHEL_ARCHIVE"])
    return CommonOptions(
        archive=archive,
        passphrase_file=words.passphrase_file,
        recovery_code_file=words.recovery_code_file,
        as_json=words.json,
        quiet=words.quiet,
        debug=words.debug,
    )


def opened(options: CommonOptions) -> Archive:
    """Open the archive that the options name.

    Raises:
        UsageError: No archive is named.
        AccessError: The passphrase does not open it, or there is none.
    """
    return open_archive(archive_path(options), credentials(options))


def archive_path(options: CommonOptions) -> Path:
    """The archive that the options name.

    Raises:
        UsageError: They name none.
    """
    if options.archive is None:
        raise UsageError(_("No archive is named."), _("Give --archive PATH or SATCHEL_ARCHIVE."))
    return options.archive


def credentials(options: CommonOptions) -> Credentials:
    """What the options open an archive with, asked for on the terminal where no file is named.

    Raises:
        AccessError: There is no terminal to ask on.
        InputError: A file could not be read.
    """
    if options.recovery_code_file is not None:
        return Credentials(recovery_code=_first_line(options.recovery_code_file))
    return Credentials(passphrase=asked_passphrase(options))


def asked_passphrase(options: CommonOptions, *, twice: bool = False) -> str:
    """The passphrase from its file, or from the terminal without echo.

    Args:
        twice: Ask again and compare, for a new one.

    Raises:
        AccessError: There is no terminal to ask on.
    """
    if options.passphrase_file is not None:
        return _first_line(options.passphrase_file)
    if not sys.stdin.isatty():
        raise AccessError(
            _("A passphrase is needed, and there is no terminal to ask on."),
            _("Give --passphrase-file FILE; - is standard input."),
        )
    passphrase = getpass.getpass(_("Passphrase: "))
    if twice and getpass.getpass(_("The same once more: ")) != passphrase:
        raise AccessError(_("The two passphrases differ."), _("Nothing was made; try again."))
    return passphrase


def _first_line(name: str) -> str:
    """The first line of a small file, without its line end."""
    try:
        if name == "-":
            data = sys.stdin.buffer.readline(_LONGEST_PASSPHRASE)
        else:
            with Path(name).open("rb") as file:
                data = file.readline(_LONGEST_PASSPHRASE)
        return data.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            _("The file with the passphrase or code could not be read."),
            _("Check its name and that it is UTF-8 text."),
        ) from problem
