"""`similar ID`: records like one."""

import argparse

from app.archive.reading import read_record
from app.archive.similar import SimilarRecord, similar_records
from app.cli.common_options import CommonOptions, opened
from app.cli.search_records import marked, snippet_form
from app.cli.terminal import print_json, say
from app.cli.whole_numbers import whole_number
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument(
        "--limit", type=whole_number, default=10, metavar="N", help=_("so many at most")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Show what is like a record, the most like first."""
    with opened(options) as archive:
        card = read_record(archive, words.id).card
        found = similar_records(archive, card.id, words.limit)
    if options.as_json:
        similar: list[object] = [_form(each) for each in found]
        print_json({"id": card.id, "code": card.code, "similar": similar})
        return 0
    for each in found:
        say(f"{each.card.code:<7} {each.likeness:>4.0%}  {each.card.title}")
        for snippet in each.snippets:
            say(f"        {marked(snippet.text, snippet.marks)}")
    if not found:
        say(_("No record is like {code}.").format(code=card.code))
    return 0


def _form(similar: SimilarRecord) -> object:
    card = similar.card
    return {
        "id": card.id,
        "code": card.code,
        "kind": card.kind,
        "title": card.title,
        "date": card.date,
        "likeness": round(similar.likeness, 4),
        "snippets": [snippet_form(each) for each in similar.snippets],
    }
