"""`history ID` and `restore-revision ID REV`: what changed, when, by whom, and going back."""

import argparse

from app.archive.changing import restore_revision
from app.archive.history import history_of
from app.archive.reading import read_record
from app.cli.common_options import CommonOptions, opened
from app.cli.show_record import show
from app.cli.terminal import print_json, say
from app.records.canonical import parse_json
from app.records.tree import Json
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of `history`."""
    parser.add_argument("id", metavar="ID")


def add_words_of_restore(parser: argparse.ArgumentParser) -> None:
    """The words of `restore-revision`."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("revision", metavar="REV", help=_("a revision’s id, or its beginning"))


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Show the history, newest first."""
    with opened(options) as archive:
        card = read_record(archive, words.id).card
        entries = history_of(archive, card.id)
    if options.as_json:
        print_json(
            {
                "id": card.id,
                "code": card.code,
                "revisions": [
                    {
                        "revision": each.revision,
                        "at": each.at,
                        "by": each.by,
                        "reason": each.reason,
                        "changes": [
                            {
                                "path": change.path,
                                "before": _value(change.before),
                                "after": _value(change.after),
                            }
                            for change in each.changes
                        ],
                    }
                    for each in entries
                ],
            }
        )
        return 0
    for each in entries:
        say(f"{each.revision[:12]}  {each.at}  {each.by}  {each.reason}")
        for change in each.changes:
            say(f"    {change.path}: {change.before} → {change.after}")
    return 0


def _value(text: str) -> Json:
    """A value of the canonical form; None where there was none."""
    return parse_json(text.encode()) if text else None


def run_restore(words: argparse.Namespace, options: CommonOptions) -> int:
    """Make an earlier revision the newest one; nothing is lost by it."""
    with opened(options) as archive:
        card = read_record(archive, words.id).card
        restored = restore_revision(archive, card.id, words.revision)
    show(restored, options)
    return 0
