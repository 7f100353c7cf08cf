"""The door to the terminal: words in, exit code out."""

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from app.cli import (
    bin_records,
    change_record,
    demo,
    extract_attachment,
    import_files,
    list_records,
    make_dossier,
    new_archive,
    search_records,
    show_history,
    show_record,
    verify_archive,
)
from app.cli.common_options import CommonOptions, add_common_options, common_options
from app.cli.terminal import complain
from app.errors import CancelledError, SatchelError, SystemTroubleError, UsageError
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: what it does in a line, its words, and the function that runs it."""

    help: str
    add_words: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, CommonOptions], int]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as every other error is said."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            message[:1].upper() + message[1:] + ".", _("“{} --help” lists the words.").format(
                self.prog)
        )  # fmt: skip


def commands() -> dict[str, Command]:
    """All commands by name."""

    def command(
        text: str,
        add_words: Callable[[argparse.ArgumentParser], None],
        run: Callable[[argparse.Namespace, CommonOptions], int],
    ) -> Command:
        return Command(help=text, add_words=add_words, run=run)

    bins = bin_records.add_words
    return {
        "new": command(_("create an archive"), new_archive.add_words, new_archive.run),
        "import": command(_("add files"), import_files.add_words, import_files.run),
        "list": command(_("list records"), list_records.add_words, list_records.run),
        "show": command(_("show a record"), show_record.add_words, show_record.run),
        "set": command(_("change a record"), change_record.add_words, change_record.run),
        "bin": command(_("move records to the bin"), bins, bin_records.run_bin),
        "unbin": command(_("take records out of the bin"), bins, bin_records.run_unbin),
        "history": command(_("what changed"), show_history.add_words, show_history.run),
        "restore-revision": command(
            _("go back to a revision"), show_history.add_words_of_restore, show_history.run_restore
        ),
        "search": command(_("find records"), search_records.add_words, search_records.run),
        "extract": command(
            _("write an attached file"), extract_attachment.add_words, extract_attachment.run
        ),
        "dossier": command(_("make a PDF"), make_dossier.add_words, make_dossier.run),
        "verify": command(
            _("read everything, name damage"), verify_archive.add_words, verify_archive.run
        ),
        "demo": command(_("a sample archive"), demo.add_words, demo.run),
    }


def parser() -> argparse.ArgumentParser:
    """The parser of all words."""
    found = _Parser(
        prog="satchel",
        description=_("An encrypted archive for testimonies and articles. It works offline."),
        allow_abbrev=False,
    )
    add_common_options(found, first=True)
    verbs = found.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    for name, command in commands().items():
        verb = verbs.add_parser(
            name, help=command.help, description=command.help, allow_abbrev=False
        )
        add_common_options(verb, first=False)
        command.add_words(verb)
        verb.set_defaults(run=command.run)
    return found


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns:
        0 done, 1 a bug, 2 wrong words, 3 no access, 4 unreadable input, 5 refused for safety,
        6 damage found, 7 cancelled, 8 disk or system.
    """
    debug = "--debug" in arguments
    try:
        words = parser().parse_args(list(arguments))
        code: int = words.run(words, common_options(words))
        sys.stdout.flush()
        return code
    except SatchelError as problem:
        if debug:
            traceback.print_exc()
        complain(str(problem))
        return problem.exit_code
    except KeyboardInterrupt:
        complain(_("Cancelled. What was finished before is kept."))
        return CancelledError.exit_code
    except BrokenPipeError:
        # Whoever read the output went away; Python would complain again while ending.
        sys.stdout = open("/dev/null", "w") if sys.platform != "win32" else sys.stdout  # noqa: PTH123, SIM115
        return SystemTroubleError.exit_code
    except OSError as problem:
        if debug:
            traceback.print_exc()
        complain(_("The disk or the system refused: {}").format(problem.strerror or ""))
        return SystemTroubleError.exit_code
    except Exception as problem:
        if debug:
            traceback.print_exc()
        complain(_("A bug in Satchel: {}").format(_where(problem)))
        return 1


def _where(problem: Exception) -> str:
    """The kind of an error and where it arose, without any value."""
    frames = traceback.extract_tb(problem.__traceback__)
    last = frames[-1] if frames else None
    place = f" {last.filename.rsplit('/', 1)[-1]}:{last.lineno}" if last else ""
    return type(problem).__name__ + place
