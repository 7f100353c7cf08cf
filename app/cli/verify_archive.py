"""`verify`: read everything and name what is damaged."""

import argparse

from app.archive.opening import open_archive
from app.archive.verifying import Damaged, StoreVerdict, verify_folder
from app.cli.common_options import CommonOptions, archive_path, credentials
from app.cli.json_forms import verdict_form
from app.cli.terminal import complain, print_json, say
from app.errors import DamageError
from app.intake.attached_files import renew_index
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument(
        "--rebuild-index",
        action="store_true",
        help=_("build the search index anew, unless more than that is damaged"),
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Verify; exit code 6 if anything is damaged."""
    path, held = archive_path(options), credentials(options)
    verdict = verify_folder(path, held, options.progress)
    if words.rebuild_index and _nothing_else(verdict):
        with open_archive(path, held, progress=options.progress) as archive:
            renew_index(archive, options.progress)
        verdict = verify_folder(path, held, options.progress)
    if options.as_json:
        print_json(verdict_form(verdict))
    else:
        for each in (*verdict.damaged, *verdict.harmless):
            say(f"{each.what} {each.id}: {each.reason}")
        say(
            _("{} records and {} attachments read; {} damaged.").format(
                verdict.records, verdict.attachments, len(verdict.damaged)
            )
        )
    if verdict.ok:
        return 0
    complain(
        _("Damage was found. “salvage OUT” copies everything that is whole into a new archive.")
    )
    return DamageError.exit_code


def _nothing_else(verdict: StoreVerdict) -> bool:
    return all(each.what is Damaged.INDEX for each in verdict.damaged)
