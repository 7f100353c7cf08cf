"""`destroy ID… --yes`: destroy records for good."""

import argparse
import sys

from app.archive.destroying import copies_warning, destroy_records
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.cli.common_options import CommonOptions, opened
from app.cli.terminal import complain, print_json, say
from app.errors import CancelledError, UsageError
from app.translation import _, ngettext


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("ids", nargs="+", metavar="ID")
    parser.add_argument(
        "--yes", action="store_true", help=_("destroy without asking; nothing brings it back")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Destroy records, after a question unless it was answered already."""
    with opened(options) as archive:
        ids = tuple(dict.fromkeys(read_record(archive, each).card.id for each in words.ids))
        if not words.yes:
            _ask(archive, ids)
        destroyed = destroy_records(archive, ids, options.progress)
    if options.as_json:
        print_json({"destroyed": list(destroyed)})
    else:
        say(_("Destroyed: {}.").format(len(destroyed)))
    complain(copies_warning())
    return 0


def _ask(archive: Archive, ids: tuple[str, ...]) -> None:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            ngettext(
                "This would destroy {} record for good; nothing was changed.",
                "This would destroy {} records for good; nothing was changed.",
                len(ids),
            ).format(len(ids)),
            _("Add --yes to do it, or move them to the bin with “bin”."),
        )
    for each in ids:
        card = read_record(archive, each).card
        complain(f"{card.code}  {card.title}")
    complain(copies_warning())
    question = ngettext(
        "Destroy this record for good? Type “yes”: ",
        "Destroy these {} records for good? Type “yes”: ",
        len(ids),
    )
    sys.stderr.write(question.format(len(ids)))
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in ("yes", _("yes").casefold()):
        raise CancelledError(_("Nothing was destroyed."))
