"""`saved …`: questions that the archive keeps under names."""

import argparse
from collections.abc import Callable

from app.archive.saved_searches import (
    KeptQuestion,
    SavedSearch,
    remove_search,
    rename_search,
    request_of,
    save_search,
    saved_search,
    saved_searches,
)
from app.archive.searching import search
from app.cli.choices import named, one_of
from app.cli.common_options import CommonOptions, add_common_options, opened
from app.cli.search_records import result_form, say_result
from app.cli.terminal import print_json, say
from app.cli.whole_numbers import whole_number
from app.records.postings import HasValue, Order
from app.records.tree import Json
from app.translation import _

_Run = Callable[[argparse.Namespace, CommonOptions], int]


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    acts = parser.add_subparsers(
        dest="saved_act", metavar="WHAT", required=True, parser_class=type(parser)
    )
    runs: dict[str, tuple[str, _Run, Callable[[argparse.ArgumentParser], None] | None]] = {
        "list": (_("the saved searches"), _run_list, None),
        "add": (_("keep a question under a name"), _run_add, _add_question),
        "run": (_("ask a saved search"), _run_search, _add_page),
        "rename": (_("give a saved search another name"), _run_rename, _add_names),
        "remove": (_("remove a saved search"), _run_remove, _add_name),
    }
    for name, (does, run, words) in runs.items():
        act = acts.add_parser(name, help=does, description=does, allow_abbrev=False)
        add_common_options(act, first=False)
        if words is not None:
            words(act)
        act.set_defaults(run_act=run)


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Do what the second word says."""
    act: _Run = words.run_act
    return act(words, options)


def _add_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")


def _add_names(parser: argparse.ArgumentParser) -> None:
    _add_name(parser)
    parser.add_argument("new_name", metavar="NEW")


def _add_question(parser: argparse.ArgumentParser) -> None:
    _add_name(parser)
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("--any", action="store_true", help=_("any word may match"))
    parser.add_argument("--sort", type=one_of(Order), metavar="ORDER", help=named(Order))


def _add_page(parser: argparse.ArgumentParser) -> None:
    _add_name(parser)
    parser.add_argument(
        "--limit", type=whole_number, default=20, metavar="N", help=_("so many at most")
    )
    parser.add_argument(
        "--offset", type=whole_number, default=0, metavar="N", help=_("pass over so many")
    )


def _run_list(_words: argparse.Namespace, options: CommonOptions) -> int:
    with opened(options) as archive:
        found = saved_searches(archive)
    if options.as_json:
        print_json({"searches": [_search_form(each) for each in found]})
        return 0
    for each in found:
        say(f"{each.name}: {_in_words(each.question)}")
    if not found:
        say(_("No search is saved."))
    return 0


def _run_add(words: argparse.Namespace, options: CommonOptions) -> int:
    question = KeptQuestion(text=words.query, any_word=words.any, order=words.sort)
    with opened(options) as archive:
        made = save_search(archive, words.name, question)
    return _tell(made, options, _("Saved “{name}”."))


def _run_search(words: argparse.Namespace, options: CommonOptions) -> int:
    with opened(options) as archive:
        question = saved_search(archive, words.name).question
        result = search(archive, request_of(question, limit=words.limit, offset=words.offset))
    if options.as_json:
        print_json(result_form(result))
    else:
        say_result(result)
    return 0


def _run_rename(words: argparse.Namespace, options: CommonOptions) -> int:
    with opened(options) as archive:
        renamed = rename_search(archive, words.name, words.new_name)
    return _tell(renamed, options, _("It is called “{name}” now."))


def _run_remove(words: argparse.Namespace, options: CommonOptions) -> int:
    with opened(options) as archive:
        removed = remove_search(archive, words.name)
    return _tell(removed, options, _("Removed “{name}”. No record was changed."))


def _tell(saved: SavedSearch, options: CommonOptions, sentence: str) -> int:
    if options.as_json:
        print_json(_search_form(saved))
    else:
        say(sentence.format(name=saved.name))
    return 0


def _search_form(saved: SavedSearch) -> dict[str, Json]:
    question = saved.question
    return {
        "name": saved.name,
        "query": question.text,
        "any": question.any_word,
        "sort": str(question.order) if question.order else None,
        "narrowed": [_condition_form(each) for each in question.narrowed],
        "without": [_condition_form(each) for each in question.without],
        "saved_at": saved.saved_at,
    }


def _condition_form(condition: HasValue) -> dict[str, Json]:
    return {"field": str(condition.field), "values": list(condition.values)}


def _in_words(question: KeptQuestion) -> str:
    parts = [question.text] if question.text else []
    parts += [f"[{each.field}: {', '.join(each.values)}]" for each in question.narrowed]
    parts += [f"[-{each.field}: {', '.join(each.values)}]" for each in question.without]
    return " ".join(parts)
