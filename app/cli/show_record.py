"""`show ID`: one record whole."""

import argparse

from app.archive.reading import OpenedRecord, read_record
from app.cli.common_options import CommonOptions, opened
from app.cli.json_forms import record_form
from app.cli.terminal import print_json, say
from app.records.capture import capture_lines
from app.records.vocabularies import ConsentState, Kind, label
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("id", metavar="ID", help=_("a code, an id, or its beginning"))


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Show."""
    with opened(options) as archive:
        record = read_record(archive, words.id)
    show(record, options)
    return 0


def show(opened_record: OpenedRecord, options: CommonOptions) -> None:
    """Print a record as the options ask for."""
    if options.as_json:
        print_json(record_form(opened_record))
        return
    card, record = opened_record.card, opened_record.record
    say(f"{card.code}  {record.title}")
    parts = [label(Kind(card.kind)), card.date or "", card.line]
    say(" · ".join(each for each in parts if each))
    say(_("Consent: {}").format(label(ConsentState(card.consent_state))))
    for number, segment in enumerate(record.text.segments, 1):
        say("")
        if segment.distressing:
            say(f"{number:>4}  " + _("[hidden: distressing; --json shows it]"))
            continue
        for at, line in enumerate(segment.text.split("\n")):
            say((f"{number:>4}  " if at == 0 else "      ") + line)
    if record.extra:
        say("")
        say(_("Other fields"))
    for field in record.extra:
        for at, line in enumerate(field.value.split("\n")):
            say(f"      {field.label}: {line}" if at == 0 else f"        {line}")
    for file in record.attachments:
        say("")
        say(f"{file.role}: {file.name} · {file.size} · SHA-256 {file.sha256}")
        for line in capture_lines(file.capture):
            say(f"      {line}")
