"""`verify`: read everything and name what is damaged."""

import argparse

from app.archive.verifying import verify_archive
from app.cli.common_options import CommonOptions, opened
from app.cli.terminal import print_json, say
from app.errors import DamageError
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """This command has no words of its own."""


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Verify; exit code 6 if anything is damaged."""
    with opened(options) as archive:
        verdict = verify_archive(archive, options.progress)
    if options.as_json:
        print_json(
            {
                "ok": verdict.ok,
                "records": verdict.records,
                "attachments": verdict.attachments,
                "damaged": [
                    {"what": each.what, "id": each.id, "reason": each.reason}
                    for each in verdict.damaged
                ],
            }
        )
    else:
        for each in verdict.damaged:
            say(f"{each.what} {each.id}: {each.reason}")
        say(
            _("{} records and {} attachments read; {} damaged.").format(
                verdict.records, verdict.attachments, len(verdict.damaged)
            )
        )
    return 0 if verdict.ok else DamageError.exit_code
