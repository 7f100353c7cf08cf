"""`suggestions`: figures, dates and names that records share, and what disagrees."""

import argparse

from app.archive.suggestions import (
    PointKind,
    PointPassage,
    Suggestion,
    SuggestionList,
    dismiss_suggestion,
    suggest_again,
    suggestions,
)
from app.cli.choices import named, one_of
from app.cli.common_options import CommonOptions, opened
from app.cli.json_forms import card_form
from app.cli.terminal import print_json, say
from app.cli.whole_numbers import whole_number
from app.records.tree import Json
from app.translation import _, ngettext


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument(
        "--kind", type=one_of(PointKind), action="append", metavar="KIND", help=named(PointKind)
    )
    parser.add_argument(
        "--limit", type=whole_number, default=20, metavar="N", help=_("so many at most")
    )
    parser.add_argument(
        "--offset", type=whole_number, default=0, metavar="N", help=_("pass over so many")
    )
    parser.add_argument(
        "--dismiss", action="append", default=[], metavar="KEY", help=_("suggest it no more")
    )
    parser.add_argument(
        "--again", action="append", default=[], metavar="KEY", help=_("take its dismissal back")
    )
    parser.add_argument(
        "--dismissed", action="store_true", help=_("list those that were dismissed")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Dismiss what was named, then list."""
    with opened(options) as archive:
        for key in words.again:
            suggest_again(archive, key)
        for key in words.dismiss:
            dismiss_suggestion(archive, key, options.progress)
        found = suggestions(
            archive,
            options.progress,
            kinds=tuple(words.kind or PointKind),
            limit=words.limit,
            offset=words.offset,
            dismissed_ones=words.dismissed,
        )
    if options.as_json:
        print_json(_form(found))
    else:
        _say(found)
    return 0


def _form(found: SuggestionList) -> Json:
    return {
        "count": found.count,
        "dismissed": found.dismissed,
        "suggestions": [_suggestion_form(each) for each in found.suggestions],
    }


def _suggestion_form(suggestion: Suggestion) -> Json:
    return {
        "key": suggestion.key,
        "kind": str(suggestion.kind),
        "label": suggestion.label,
        "reason": suggestion.reason,
        "records": suggestion.records,
        "origins": suggestion.origins,
        "passages": [_passage_form(each) for each in suggestion.passages],
    }


def _passage_form(passage: PointPassage) -> Json:
    return {
        "record": card_form(passage.card),
        "segment": passage.segment,
        "text": passage.text,
        "mark": list(passage.mark),
        "hidden": passage.hidden,
        "disagrees": passage.disagrees,
    }


def _say(found: SuggestionList) -> None:
    for each in found.suggestions:
        counted = ngettext(
            "{records} records, {origins} independent",
            "{records} records, {origins} independent",
            each.records,
        ).format(records=each.records, origins=each.origins)
        say(f"{each.key}  {each.label}  ({counted})")
        if each.reason:
            say(f"    {each.reason}")
        for passage in each.passages:
            text = _("[hidden paragraph]") if passage.hidden else _with_mark(passage)
            say(f"    {'≠' if passage.disagrees else ' '} {passage.card.code:<7} {text}")
    say(ngettext("{} suggestion.", "{} suggestions.", found.count).format(found.count))
    if found.dismissed:
        say(_("{} dismissed; --dismissed lists them.").format(found.dismissed))


def _with_mark(passage: PointPassage) -> str:
    start, end = passage.mark
    text = passage.text
    return text if start == end else f"{text[:start]}[{text[start:end]}]{text[end:]}"
