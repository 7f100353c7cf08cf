"""`list`: the records, newest first."""

import argparse

from app.archive.reading import list_records
from app.cli.choices import named, one_of
from app.cli.common_options import CommonOptions, opened
from app.cli.json_forms import card_form
from app.cli.terminal import print_json, say
from app.cli.whole_numbers import whole_number
from app.records.vocabularies import Kind
from app.translation import _

_ALL = 2**31


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("--kind", type=one_of(Kind), metavar="KIND", help=named(Kind))
    parser.add_argument(
        "--limit", type=whole_number, default=_ALL, metavar="N", help=_("so many at most")
    )
    parser.add_argument(
        "--offset", type=whole_number, default=0, metavar="N", help=_("pass over so many")
    )
    parser.add_argument("--bin", action="store_true", help=_("what lies in the bin"))


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """List."""
    with opened(options) as archive:
        page = list_records(
            archive, kind=words.kind, limit=words.limit, offset=words.offset, binned=words.bin
        )
    if options.as_json:
        print_json({"count": page.count, "records": [card_form(card) for card in page.cards]})
        return 0
    for card in page.cards:
        say(f"{card.code:<7} {card.date or '':<12} {card.title}")
    say(_("{} of {}").format(len(page.cards), page.count))
    return 0
