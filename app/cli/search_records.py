"""`search QUERY`: find records; `--batch FILE` answers one query a line."""

import argparse
from pathlib import Path

from app.archive.opening import Archive
from app.archive.reading import original_names
from app.archive.searching import Hit, SearchRequest, SearchResult, Snippet, search
from app.cli.choices import named, one_of
from app.cli.common_options import CommonOptions, opened
from app.cli.json_forms import facets_form
from app.cli.terminal import complain, print_json, say
from app.cli.whole_numbers import whole_number
from app.errors import InputError, UsageError
from app.records.postings import Order
from app.records.tree import Json
from app.translation import _, ngettext


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("query", nargs="?", metavar="QUERY")
    parser.add_argument("--batch", type=Path, metavar="FILE", help=_("one query a line"))
    parser.add_argument("--any", action="store_true", help=_("any word may match"))
    parser.add_argument(
        "--limit", type=whole_number, default=20, metavar="N", help=_("so many at most")
    )
    parser.add_argument(
        "--offset", type=whole_number, default=0, metavar="N", help=_("pass over so many")
    )
    parser.add_argument(
        "--sort", type=one_of(Order), metavar="ORDER", default=Order.BEST, help=named(Order)
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Search once, or once for every line of a file."""
    if (words.query is None) == (words.batch is None):
        raise UsageError(_("Give one query, or --batch FILE."))
    with opened(options) as archive:
        if words.batch is not None:
            return _batch(archive, words)
        result = search(archive, _request(words.query, words))
        looser = 0 if options.as_json else _found_by_any(archive, words, result)
    if options.as_json:
        print_json(result_form(result))
        return 0
    say_result(result)
    if looser:
        found = ngettext("{} found.", "{} found.", looser).format(looser)
        complain(_("Any of the words: {} “--any” asks for that.").format(found))
    return 0


def _found_by_any(archive: Archive, words: argparse.Namespace, result: SearchResult) -> int:
    """How many records have any of the words, where none has all of them."""
    if result.count or words.any or len(words.query.split()) < 2:
        return 0
    looser = SearchRequest(text=words.query, any_word=True, limit=1, snippets=False, facets=False)
    return search(archive, looser).count


def _request(text: str, words: argparse.Namespace) -> SearchRequest:
    return SearchRequest(
        text=text,
        any_word=words.any,
        order=words.sort,
        limit=words.limit,
        offset=words.offset,
        snippets=words.batch is None,
        facets=words.batch is None,
    )


def _batch(archive: Archive, words: argparse.Namespace) -> int:
    try:
        with words.batch.open(encoding="utf-8-sig", newline="") as file:
            lines = _lines(file.read())
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            _("The file of queries could not be read."), _("It is UTF-8 text, one query a line.")
        ) from problem
    for line in lines:
        result = search(archive, _request(line, words))
        names = original_names(archive, tuple(hit.card.number for hit in result.hits))
        hits: list[object] = [
            {
                "id": hit.card.id,
                "code": hit.card.code,
                "source": names.get(hit.card.number),
                "score": _score(hit),
            }
            for hit in result.hits
        ]
        print_json(
            {
                "query": line,
                "count": result.count,
                "milliseconds": result.milliseconds,
                "cut_off": result.cut_off,
                "plain": result.plain,
                "hits": hits,
            }
        )
    return 0


def _lines(text: str) -> list[str]:
    """Lines end where a line feed stands, and nowhere else: answers are matched by their place."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def _score(hit: Hit) -> float:
    return round(hit.score, 6)


def result_form(result: SearchResult) -> object:
    """An answer, as `docs/commands.md` describes it."""
    return {
        "query": result.query,
        "read_as": result.read_as,
        "count": result.count,
        "milliseconds": result.milliseconds,
        "cut_off": result.cut_off,
        "plain": result.plain,
        "suggestion": result.suggestion,
        "hits": [_hit_form(hit) for hit in result.hits],
        "facets": facets_form(result.facets),
    }


def _hit_form(hit: Hit) -> object:
    return {
        "id": hit.card.id,
        "code": hit.card.code,
        "kind": hit.card.kind,
        "title": hit.card.title,
        "date": hit.card.date,
        "score": _score(hit),
        "snippets": [snippet_form(snippet) for snippet in hit.snippets],
    }


def snippet_form(snippet: Snippet) -> dict[str, Json]:
    """A line of a hit with its marks."""
    form: dict[str, Json] = {
        "field": str(snippet.field),
        "text": snippet.text,
        "marks": [[start, end] for start, end in snippet.marks],
    }
    if snippet.file is not None:
        form["file"] = {"name": snippet.file.name, "sha256": snippet.file.sha256}
    return form


def say_result(result: SearchResult) -> None:
    """An answer for a person."""
    for hit in result.hits:
        say(f"{hit.card.code:<7} {hit.card.date or '':<12} {hit.card.title}")
        for snippet in hit.snippets:
            file = f"{snippet.file.name}: " if snippet.file is not None else ""
            say(f"        {file}{marked(snippet.text, snippet.marks)}")
    say(ngettext("{} found.", "{} found.", result.count).format(result.count))
    if result.plain:
        complain(_("Read as plain words: {}").format(result.read_as))
    if result.cut_off:
        complain(_("Stopped after 2 seconds; there may be more."))
    if result.suggestion:
        complain(_("Did you mean: {}").format(result.suggestion))


def marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """A line with its marks in brackets."""
    out, at = [], 0
    for start, end in marks:
        out += [text[at:start], "[", text[start:end], "]"]
        at = end
    return "".join([*out, text[at:]]).replace("\n", " ")
