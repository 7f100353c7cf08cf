"""`extract ID SHA256 OUT`: write an attached file as it came, or without its hidden data."""

import argparse
from pathlib import Path

from app.archive.attachments import extract_attachment
from app.archive.reading import read_record
from app.cli.common_options import CommonOptions, opened
from app.cli.terminal import print_json, say
from app.intake.clean_copies import CleanCopy, extract_clean_copy
from app.records.record import Attachment
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("sha256", metavar="SHA256", help=_("or its beginning"))
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument(
        "--clean", action="store_true", help=_("a picture without place, time and device")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Write the file; one that stands there already is left alone."""
    with opened(options) as archive:
        card = read_record(archive, words.id).card
        if words.clean:
            written: Attachment | CleanCopy = extract_clean_copy(
                archive, card.id, words.sha256, words.out
            )
        else:
            written = extract_attachment(archive, card.id, words.sha256, words.out)
    if options.as_json:
        print_json(
            {
                "sha256": written.sha256,
                "size": written.size,
                "name": written.name,
                "media_type": written.media_type,
            }
        )
    elif words.clean:
        say(_("{}: {} bytes, a new picture without hidden data.").format(words.out, written.size))
        say(_("What is to be seen in it stays as it was. This copy is not encrypted."))
    else:
        bytes_of = _("{}: {} bytes, as they came. This copy is not encrypted.")
        say(bytes_of.format(words.out, written.size))
        if written.media_type.startswith(("image/", "audio/", "video/")):
            say(_("Its hidden data (where, when and with what it was made) went with it."))
    return 0
