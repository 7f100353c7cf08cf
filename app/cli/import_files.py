"""`import FILE…`: read files and folders, and accept their drafts as they are."""

import argparse
import sys
from pathlib import Path

from app.archive.doubles import DoublePair, all_doubles
from app.cli.choices import named, one_of
from app.cli.common_options import CommonOptions, opened
from app.cli.drafts_json import DraftsJson
from app.cli.interrupting import Interruptible
from app.cli.terminal import complain, say
from app.errors import InputError
from app.intake.draft import Draft
from app.intake.importing import Acceptance, ReadFile, import_paths, read_paths
from app.intake.left_behind import left_behind
from app.intake.report import ImportReport, Outcome
from app.intake.saved_report import check_place, save_report
from app.records.capture import capture_lines
from app.records.stored import RecordCard
from app.records.vocabularies import Kind
from app.translation import _, ngettext

_DOUBLES_NAMED = 20


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--collection", metavar="NAME", help=_("put the records into it"))
    parser.add_argument("--kind", type=one_of(Kind), metavar="KIND", help=named(Kind))
    parser.add_argument(
        "--published", action="store_true", help=_("these were public already; you know it")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("show the drafts, add nothing"))
    parser.add_argument(
        "--keep-unread", action="store_true", help=_("keep also files that cannot be read")
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help=_("write what became of each file into it")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Import, or show what would be imported."""
    if words.report is not None:
        check_place(words.report)
    choices = Acceptance(
        published=words.published,
        kind=words.kind,
        collection=words.collection,
        keep_unread=words.keep_unread,
    )
    drafts = DraftsJson(words.kind) if options.as_json else None
    report, doubles = _report(words, options, choices, drafts)
    if drafts is not None:
        drafts.end(report, doubles)
    elif not words.dry_run:
        _say(report)
        _say_doubles(doubles)
        if report.added and not options.quiet:
            say(left_behind(words.files))
    sys.stdout.flush()
    if words.report is not None:
        save_report(report, words.report)
    if report.stopped is not None:
        raise report.stopped
    if report.failed:
        complain(_failures(report))
    return InputError.exit_code if report.failed else 0


def _report(
    words: argparse.Namespace,
    options: CommonOptions,
    choices: Acceptance,
    drafts: DraftsJson | None,
) -> tuple[ImportReport, tuple[DoublePair, ...]]:
    with Interruptible(options.progress) as progress:
        if words.dry_run:
            told = _say_drafts if drafts is None else drafts.add
            return read_paths(words.files, choices, progress, told), ()
        with opened(options) as archive:
            report = import_paths(
                archive,
                words.files,
                choices,
                progress,
                on_disk=_say_added if drafts is None else None,
                on_read=None if drafts is None else drafts.add,
            )
            if not report.added or report.stopped is not None:
                return report, ()
            added = {card.number for card in report.added}
            return report, all_doubles(archive, progress, of=added)


def _say_added(cards: tuple[RecordCard, ...]) -> None:
    """Said only once the records are safe, so that whoever reads it can rely on it."""
    for card in cards:
        say(f"{card.code}  {card.title}")
    sys.stdout.flush()


def _say_drafts(read: ReadFile) -> None:
    for draft in read.drafts:
        say(f"{read.name}: {draft.kind.value}: {draft.title.value}")
        for line in _without_text(draft):
            say(f"      {line}")


def _without_text(draft: Draft) -> tuple[str, ...]:
    """What is to be known of a file without text, or with pages that have none."""
    if draft.only_file:
        return (draft.only_file, *capture_lines(draft.capture))
    if not draft.pictured:
        return ()
    told = ngettext(
        "{} of its pages is a picture without text.",
        "{} of its pages are pictures without text.",
        draft.pictured,
    )
    return (told.format(draft.pictured),)


def _say(report: ImportReport) -> None:
    say(ngettext("Added {} record.", "Added {} records.", len(report.added)).format(
        len(report.added)))  # fmt: skip
    kept = report.count(Outcome.KEPT)
    if kept:
        say(ngettext("{} of the files has no text and was kept as it is.",
                     "{} of the files have no text and were kept as they are.",
                     kept).format(kept))  # fmt: skip
    if report.same:
        codes = ", ".join(_with_place(card) for card in report.same)
        say(_("Here already: {}").format(codes))


def _say_doubles(doubles: tuple[DoublePair, ...]) -> None:
    for each in doubles[:_DOUBLES_NAMED]:
        say(_("{second} is {percent} % like {first}; “doubles” tells the difference.").format(
            first=each.first.code, second=each.second.code, percent=int(each.similarity * 100)
        ))  # fmt: skip
    more = len(doubles) - _DOUBLES_NAMED
    if more > 0:
        say(ngettext("{} more pair of near-doubles.", "{} more pairs of near-doubles.",
                     more).format(more))  # fmt: skip


def _failures(report: ImportReport) -> str:
    """All that could not be read, in one line: the reason of the first, and how many more."""
    first, count = report.failed[0], len(report.failed)
    told = f"{first.name}: {first.reason}"
    if count == 1:
        return told
    return _("{count} of {all} files could not be read; --report FILE lists them. {first}").format(
        count=count, all=len(report.lines), first=told
    )


def _with_place(card: RecordCard) -> str:
    return _("{} (in the bin)").format(card.code) if card.binned else card.code
