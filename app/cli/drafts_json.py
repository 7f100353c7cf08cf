"""The JSON document of an import, written while it goes on: drafts are not held until the end."""

import sys

from app.archive.doubles import DoublePair
from app.cli.doubles_command import pair_form
from app.cli.terminal import json_text
from app.intake.draft import Draft, LineRole
from app.intake.head_lines import with_head_lines
from app.intake.importing import ReadFile
from app.intake.report import ImportReport
from app.records.dates import StatedDate
from app.records.tree import Json, to_tree
from app.records.vocabularies import Kind


class DraftsJson:
    """One document on standard output: first the drafts one by one, then what became of them.

    Nothing is written before the first draft, so that whatever goes wrong before leaves none.

    Args:
        kind: Of every record, where the person said so.
    """

    def __init__(self, kind: Kind | None) -> None:
        self._kind = kind
        self._any = False

    def add(self, read: ReadFile) -> None:
        """Write the drafts of a file."""
        for draft in read.drafts:
            sys.stdout.write(", " if self._any else '{"drafts": [')
            sys.stdout.write(json_text(_draft_form(read, draft, self._kind)))
            self._any = True

    def end(self, report: ImportReport, doubles: tuple[DoublePair, ...] = ()) -> None:
        """Write the rest of the document.

        Args:
            doubles: Of what was added, with each other and with what was there.
        """
        rest: dict[str, Json] = {
            "added": [card.id for card in report.added],
            "same": [card.id for card in report.same],
            "failed": [{"file": line.name, "reason": line.reason} for line in report.failed],
            "doubles": [pair_form(each) for each in doubles],
        }
        begun = "" if self._any else '{"drafts": ['
        sys.stdout.write(f"{begun}], {json_text(rest)[1:]}\n")


def _draft_form(read: ReadFile, draft: Draft, kind: Kind | None) -> Json:
    further = with_head_lines(draft, kind).further
    return {
        "file": read.name,
        "kind": str(kind or draft.kind.value),
        "title": draft.title.value,
        "subtitle": draft.subtitle.value,
        "authors": list(draft.authors.value),
        "publisher": draft.publisher.value,
        "published": _date(draft.published.value),
        "updated": _date(draft.updated.value),
        "languages": list(draft.languages.value),
        "paragraphs": [segment.text for segment in read.segments_of(draft)],
        "left_out": [line.text for line in draft.lines if line.role is LineRole.LEFT_OUT],
        "summary": draft.further.summary,
        "tags": list(draft.further.tags),
        "extra": [{"label": each.label, "value": each.value} for each in further.extra],
        "only_file": draft.only_file,
        "pages_without_text": draft.pictured,
        "capture": to_tree(draft.capture),
    }


def _date(stated: StatedDate | None) -> str | None:
    return stated.edtf if stated else None
