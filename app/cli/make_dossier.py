"""`dossier OUT.pdf …`: chosen records as a PDF, for one purpose, as consent allows."""

import argparse
from datetime import date
from pathlib import Path

from app.archive.opening import Archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.cli.choices import named, one_of
from app.cli.common_options import CommonOptions, opened
from app.cli.terminal import print_json, say
from app.cli.typed_text import typed_text
from app.dossier.making import DossierRequest, MadeDossier, Override, PlannedRecord, make_dossier
from app.errors import InputError, UsageError
from app.records.postings import Order
from app.records.tree import Json
from app.records.vocabularies import Scope
from app.translation import _

_MOST = 10_000


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("out", type=Path, metavar="OUT.pdf")
    parser.add_argument("ids", nargs="*", metavar="ID")
    parser.add_argument("--query", metavar="Q", help=_("every record that matches"))
    parser.add_argument(
        "--purpose", type=one_of(Scope), metavar="SCOPE", required=True, help=named(Scope)
    )
    parser.add_argument(
        "--to", type=typed_text, default="", metavar="RECIPIENT", help=_("stands on the cover")
    )
    parser.add_argument("--language", default="en", metavar="L", help=_("of the words around"))
    parser.add_argument(
        "--title", type=typed_text, default="", metavar="T", help=_("stands on the cover")
    )
    parser.add_argument("--date", type=_day, metavar="D", help=_("YYYY-MM-DD; without it, today"))
    parser.add_argument(
        "--override",
        type=typed_text,
        action="append",
        default=[],
        metavar="ID=REASON",
        help=_("include a record that waits for a decision; may be given more than once"),
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Make the dossier."""
    if bool(words.ids) == bool(words.query):
        raise UsageError(_("Name the records by their ids, or by --query."))
    with opened(options) as archive:
        request = DossierRequest(
            ids=_ids(archive, words),
            purpose=words.purpose,
            title=words.title or _("Dossier"),
            recipient=words.to,
            date=words.date or date.today(),
            language=words.language,
            overrides=tuple(_override(archive, each) for each in words.override),
        )
        made = make_dossier(archive, request, words.out, options.progress)
    if options.as_json:
        print_json(_form(made))
        return 0
    say(_("{}: {} pages, {} records.").format(words.out, made.pages, len(made.included)))
    for each in made.left_out:
        say(f"{each.card.code}  {each.verdict.reason}")
    return 0


def _ids(archive: Archive, words: argparse.Namespace) -> tuple[str, ...]:
    if words.ids:
        return tuple(read_record(archive, each).card.id for each in words.ids)
    request = SearchRequest(
        text=words.query, order=Order.DATE, limit=_MOST, snippets=False, facets=False
    )
    found = search(archive, request)
    if not found.hits:
        raise InputError(_("No record matches the query."), _("No file was written."))
    return tuple(hit.card.id for hit in found.hits)


def _override(archive: Archive, text: str) -> Override:
    name, equals, reason = text.partition("=")
    if not equals or not reason.strip():
        raise UsageError(_("An override is written ID=REASON."), _("The reason is kept."))
    return Override(id=read_record(archive, name).card.id, reason=reason)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a day is written YYYY-MM-DD")) from None


def _form(made: MadeDossier) -> Json:
    def listed(records: tuple[PlannedRecord, ...]) -> list[Json]:
        return [{"id": each.card.id, "reason": each.verdict.reason} for each in records]

    return {
        "pages": made.pages,
        "included": list(made.included),
        "anonymised": listed(made.anonymised),
        "left_out": listed(made.left_out),
        "leaks": [
            {"page": leak.page, "words": leak.words, "kind": leak.kind} for leak in made.leaks
        ],
        "sha256": made.sha256,
    }
