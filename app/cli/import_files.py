"""`import FILE…`: read files and accept their drafts as they are."""

import argparse
import sys
from pathlib import Path

from app.cli.choices import named, one_of
from app.cli.common_options import CommonOptions, opened
from app.cli.terminal import complain, print_json, say
from app.errors import InputError
from app.intake.draft import Draft, LineRole
from app.intake.importing import (
    Acceptance,
    FailedFile,
    ImportReport,
    ReadFile,
    import_files,
    read_files,
)
from app.records.dates import StatedDate
from app.records.stored import RecordCard
from app.records.tree import Json
from app.records.vocabularies import Kind
from app.translation import _, ngettext


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--collection", metavar="NAME", help=_("put the records into it"))
    parser.add_argument("--kind", type=one_of(Kind), metavar="KIND", help=named(Kind))
    parser.add_argument(
        "--published", action="store_true", help=_("these were public already; you know it")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("show the drafts, add nothing"))


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Import, or show what would be imported."""
    if words.dry_run:
        read, failed = read_files(words.files, options.progress)
        report = ImportReport(added=(), same=(), failed=failed, read=read)
    else:
        choices = Acceptance(
            published=words.published, kind=words.kind, collection=words.collection
        )
        with opened(options) as archive:
            told = None if options.as_json else _say_added
            report = import_files(archive, words.files, choices, options.progress, on_disk=told)
    if options.as_json:
        print_json(_form(report, words.kind))
    else:
        _say(report, dry_run=words.dry_run)
    for each in report.failed:
        complain(f"{each.name}: {each.reason}")
    return InputError.exit_code if report.failed else 0


def _say_added(cards: tuple[RecordCard, ...]) -> None:
    """Said only once the records are safe, so that whoever reads it can rely on it."""
    for card in cards:
        say(f"{card.code}  {card.title}")
    sys.stdout.flush()


def _say(report: ImportReport, *, dry_run: bool) -> None:
    if dry_run:
        for each in report.read:
            for draft in each.drafts:
                say(f"{each.source.name}: {draft.kind.value}: {draft.title.value}")
        return
    say(ngettext("Added {} record.", "Added {} records.", len(report.added)).format(
        len(report.added)))  # fmt: skip
    if report.same:
        codes = ", ".join(_with_place(card) for card in report.same)
        say(_("Here already: {}").format(codes))


def _with_place(card: RecordCard) -> str:
    return _("{} (in the bin)").format(card.code) if card.binned else card.code


def _form(report: ImportReport, kind: Kind | None) -> Json:
    return {
        "added": [card.id for card in report.added],
        "same": [card.id for card in report.same],
        "failed": [_failed_form(each) for each in report.failed],
        "drafts": [_draft_form(each, draft, kind) for each in report.read for draft in each.drafts],
    }


def _failed_form(failed: FailedFile) -> Json:
    return {"file": failed.name, "reason": failed.reason}


def _draft_form(read: ReadFile, draft: Draft, kind: Kind | None) -> Json:
    return {
        "file": read.source.name,
        "kind": str(kind or draft.kind.value),
        "title": draft.title.value,
        "authors": list(draft.authors.value),
        "publisher": draft.publisher.value,
        "published": _date(draft.published.value),
        "updated": _date(draft.updated.value),
        "languages": list(draft.languages.value),
        "paragraphs": [segment.text for segment in read.segments_of(draft)],
        "left_out": [line.text for line in draft.lines if line.role is LineRole.LEFT_OUT],
    }


def _date(stated: StatedDate | None) -> str | None:
    return stated.edtf if stated else None
