"""`bin ID…`, `unbin ID…`: move records to the bin and back."""

import argparse

from app.archive.changing import bin_records, unbin_records
from app.archive.reading import read_record
from app.cli.common_options import CommonOptions, opened
from app.cli.json_forms import card_form
from app.cli.terminal import print_json, say
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of both commands."""
    parser.add_argument("ids", nargs="+", metavar="ID")


def run_bin(words: argparse.Namespace, options: CommonOptions) -> int:
    """Move to the bin."""
    return _move(words, options, into=True)


def run_unbin(words: argparse.Namespace, options: CommonOptions) -> int:
    """Take out of the bin."""
    return _move(words, options, into=False)


def _move(words: argparse.Namespace, options: CommonOptions, *, into: bool) -> int:
    with opened(options) as archive:
        ids = tuple(read_record(archive, each).card.id for each in words.ids)
        cards = bin_records(archive, ids) if into else unbin_records(archive, ids)
    if options.as_json:
        print_json({"records": [card_form(card) for card in cards]})
        return 0
    for card in cards:
        say(f"{card.code}  {card.title}")
    say(_("Moved to the bin.") if into else _("Back from the bin."))
    return 0
