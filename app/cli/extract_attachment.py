"""`extract ID SHA256 OUT`: write an attached file, byte for byte as it came."""

import argparse
from pathlib import Path

from app.archive.attachments import extract_attachment
from app.archive.reading import read_record
from app.cli.common_options import CommonOptions, opened
from app.cli.terminal import print_json, say
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("sha256", metavar="SHA256", help=_("or its beginning"))
    parser.add_argument("out", type=Path, metavar="OUT")


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Write the file; one that stands there already is left alone."""
    with opened(options) as archive:
        card = read_record(archive, words.id).card
        file = extract_attachment(archive, card.id, words.sha256, words.out)
    if options.as_json:
        print_json({"sha256": file.sha256, "size": file.size, "name": file.name})
        return 0
    say(_("{}: {} bytes, as they came. This copy is not encrypted.").format(words.out, file.size))
    return 0
