"""`salvage OUT`: make a new archive of all that is whole in a damaged one."""

import argparse
from pathlib import Path

from app.archive.salvaging import salvage_archive
from app.archive.verifying import StoreVerdict
from app.cli.common_options import CommonOptions, archive_path, credentials
from app.cli.json_forms import verdict_form
from app.cli.terminal import complain, print_json, say
from app.errors import DamageError
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("out", type=Path, metavar="OUT", help=_("where the new archive will be"))


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Salvage; exit code 6 if something was lost, 0 if all came out."""
    report = salvage_archive(
        archive_path(options), words.out, credentials(options), options.progress
    )
    if options.as_json:
        print_json(
            verdict_form(
                StoreVerdict(
                    records=report.records,
                    attachments=report.attachments,
                    damaged=report.lost,
                )
            )
        )
    else:
        for each in report.lost:
            say(f"{each.what} {each.id}: {each.reason}")
        say(
            _("{} records and {} attachments are in the new archive; {} things were lost.").format(
                report.records, report.attachments, len(report.lost)
            )
        )
    if not report.lost:
        return 0
    complain(_("Something could not be saved; look for it in a backup of the archive."))
    return DamageError.exit_code
