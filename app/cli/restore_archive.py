"""`restore DIR PATH`: make a new archive of a backup."""

import argparse
from pathlib import Path

from app.archive.restoring import DamageFoundError, restore_with_verdict
from app.cli.common_options import CommonOptions, credentials
from app.cli.json_forms import verdict_form
from app.cli.terminal import print_json, say
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("backup", type=Path, metavar="DIR")
    parser.add_argument("path", type=Path, metavar="PATH")


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Restore; exit code 6 if the backup is damaged."""
    try:
        made = restore_with_verdict(
            words.backup, words.path, credentials(options), options.progress
        )
    except DamageFoundError as found:
        if options.as_json:
            print_json({**verdict_form(found.verdict), "archive": None})
        raise
    with made.archive as archive:
        path = str(archive.path)
    if options.as_json:
        print_json({**verdict_form(made.verdict), "archive": path})
        return 0
    say(
        _("Restored and read back: {} records and {} attachments.").format(
            made.verdict.records, made.verdict.attachments
        )
    )
    say(_("The archive is ready: {}").format(path))
    return 0
