"""`backup DIR`: bring a backup up to date, or make one."""

import argparse
from pathlib import Path

from app.archive.backing_up import backup_archive, same_disk_warning
from app.cli.common_options import CommonOptions, opened, warn_of_syncing
from app.cli.json_forms import verdict_form
from app.cli.terminal import complain, print_json, say
from app.errors import DamageError
from app.store.damage import StoreVerdict
from app.store.found_damage import DamageFoundError
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("folder", type=Path, metavar="DIR")


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Back up; exit code 6 if the archive or the disk of the backup is damaged."""
    warn_of_syncing(words.folder, options)
    with opened(options) as archive:
        try:
            made = backup_archive(archive, words.folder, options.progress)
        except DamageFoundError as found:
            if options.as_json:
                print_json(verdict_form(found.verdict))
            raise
    if made.same_disk:
        complain(same_disk_warning())
    verdict = StoreVerdict(records=made.records, attachments=made.attachments, damaged=made.damaged)
    if options.as_json:
        print_json(
            {
                **verdict_form(verdict),
                "copied": made.copied,
                "bytes_copied": made.bytes_copied,
                "same_disk": made.same_disk,
            }
        )
    else:
        for each in made.damaged:
            say(f"{each.what} {each.id}: {each.reason}")
        say(
            _("Backed up and read back: {} records and {} attachments, {} of them new.").format(
                made.records, made.attachments, made.copied
            )
        )
    return 0 if verdict.ok else DamageError.exit_code
