"""Options that every command knows, before or after its name, and opening the archive they name."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from app.archive.keys import rekey_unfinished
from app.archive.opening import Archive, Credentials, open_archive
from app.cli.key_secrets import asked, first_line, share_texts_with_passphrases, small_file
from app.cli.terminal import TerminalProgress, complain
from app.errors import UsageError
from app.progress import Progress, Silent
from app.store.synced_folder import synced_by, synced_warning
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonOptions:
    """What every command knows.

    Attributes:
        passphrase_file: `-` is standard input; None asks on the terminal. With shares it holds a
            passphrase a line.
        share_files: One for each share.
    """

    archive: Path | None
    passphrase_file: str | None
    key_file: str | None
    recovery_code_file: str | None
    share_files: tuple[str, ...]
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
        "--key-file",
        metavar="FILE",
        default=default(None),
        help=_("the key file that belongs to the passphrase"),
    )
    parser.add_argument(
        "--recovery-code-file",
        metavar="FILE",
        default=default(None),
        help=_("file that holds the recovery code; - is standard input"),
    )
    parser.add_argument(
        "--share",
        dest="share_files",
        metavar="FILE",
        action="extend",
        # Before the command, a list without an end would take the command for a file.
        nargs=1 if first else "+",
        default=default(None),
        help=_("file of one share; repeat it for each"),
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
        key_file=words.key_file,
        recovery_code_file=words.recovery_code_file,
        share_files=tuple(words.share_files or ()),
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
    path = archive_path(options)
    warn_of_syncing(path, options)
    archive = open_archive(path, credentials(options), progress=options.progress)
    if archive.old_key_files:
        complain(
            _(
                "The archive was opened with key files older than the last change of keys: "
                "“verify” names them, and “key rekey” ends what they open."
            )
        )
    if not options.quiet and rekey_unfinished(archive):
        complain(
            _(
                "The exchange of the master key was cut off: “key rekey” finishes it, “key rekey "
                "--take-back” undoes it."
            )
        )
    return archive


def warn_of_syncing(folder: Path, options: CommonOptions) -> None:
    """Say so where a cloud service seems to keep a folder in step."""
    service = synced_by(folder)
    if service is not None and not options.quiet:
        complain(synced_warning(service))


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
        UsageError: They name two ways of opening.
        AccessError: There is no terminal to ask on.
        InputError: A file could not be read.
    """
    ways = (options.recovery_code_file, options.key_file, options.share_files or None)
    if sum(way is not None for way in ways) > 1:
        raise UsageError(
            _("Two ways of opening the archive are given."),
            _("Give a recovery code, or shares, or a passphrase with its key file."),
        )
    if options.recovery_code_file is not None:
        return Credentials(recovery_code=first_line(options.recovery_code_file))
    if options.share_files:
        return Credentials(
            shares=share_texts_with_passphrases(options.share_files, options.passphrase_file)
        )
    key_file = None if options.key_file is None else small_file(options.key_file)
    return Credentials(passphrase=asked_passphrase(options), key_file=key_file)


def asked_passphrase(options: CommonOptions, *, twice: bool = False) -> str:
    """The passphrase from its file, or from the terminal without echo.

    Args:
        twice: Ask again and compare, for a new one.

    Raises:
        AccessError: There is no terminal to ask on, or the two differ.
    """
    if options.passphrase_file is not None:
        return first_line(options.passphrase_file)
    return asked(_("Passphrase: "), _("--passphrase-file FILE"), twice=twice)
