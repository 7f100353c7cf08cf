"""`set ID FIELD=VALUE…`: change fields of a record by their names in the canonical form."""

import argparse
import json
import sys
from pathlib import Path

from app.archive.changing import change_record
from app.archive.reading import read_record
from app.cli.common_options import CommonOptions, opened
from app.cli.show_record import show
from app.errors import InputError, UsageError
from app.records.canonical import parse_json
from app.records.changes import with_document, with_field
from app.records.record import Record
from app.records.tree import Json
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("changes", nargs="*", metavar="FIELD=VALUE")
    parser.add_argument(
        "--json-file", type=Path, metavar="F", help=_("fields as JSON; - is standard input")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Change the record, all fields in one revision."""
    if not words.changes and words.json_file is None:
        raise UsageError(_("Nothing to change is given."), _("Give FIELD=VALUE or --json-file F."))
    with opened(options) as archive:
        before = read_record(archive, words.id)
        after = _changed(before.record, words.changes, words.json_file)
        changed = change_record(archive, before.card.id, after)
    show(changed, options)
    return 0


def _changed(record: Record, changes: list[str], file: Path | None) -> Record:
    if file is not None:
        try:
            data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        except OSError as problem:
            raise InputError(
                _("The file with the changes could not be read."), _("Check its name.")
            ) from problem
        record = with_document(record, parse_json(data))
    for change in changes:
        path, equals, value = change.partition("=")
        if not equals:
            raise UsageError(
                _("A change is written FIELD=VALUE."), _("“{}” has no “=”.").format(path)
            )
        record = with_field(record, path, _value(value))
    return record


def _value(text: str) -> Json:
    """JSON where it parses, else the text itself."""
    try:
        json.loads(text)
    except ValueError:
        return text
    return parse_json(text.encode())
