"""`attach ID FILE`: keep a file with a record."""

import argparse
from pathlib import Path

from app.cli.common_options import CommonOptions, opened
from app.cli.json_forms import record_form
from app.cli.terminal import print_json, say
from app.intake.attached_files import attach_and_read
from app.records.vocabularies import AttachmentRole
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--role",
        choices=[str(role) for role in AttachmentRole if role is not AttachmentRole.ORIGINAL],
        default=str(AttachmentRole.SUPPORTING),
        help=_("what it is to the record"),
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Attach the file; it stays where it lies."""
    with opened(options) as archive:
        record = attach_and_read(
            archive, words.id, words.file, options.progress, role=AttachmentRole(words.role)
        )
    if options.as_json:
        print_json(record_form(record))
        return 0
    say(
        _("{} has the file now. The one outside is not encrypted; it stays where it lies.").format(
            record.card.code
        )
    )
    return 0
