"""The door to the terminal: words in, exit code out."""

import argparse
import sys
import traceback
from collections.abc import Collection, Sequence
from typing import NoReturn

from app.cli.common_options import add_common_options, common_options
from app.cli.terminal import complain, prepare_output
from app.cli.verbs import commands, verb
from app.errors import CancelledError, SatchelError, SystemTroubleError, UsageError
from app.store.secrecy import forbid_dumps
from app.translation import _


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as every other error is said."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        if action.option_strings:
            known = ", ".join(str(each) for each in action.choices)
            raise UsageError(
                _("“{}” is none of the words for {}.").format(value, action.option_strings[0]),
                _("Those are: {}.").format(known),
            )
        raise UsageError(
            _("There is no command “{}”.").format(value),
            _("“{} --help” lists the words.").format(self.prog),
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            message[:1].upper() + message[1:] + ".", _("“{} --help” lists the words.").format(
                self.prog)
        )  # fmt: skip


def parser(arguments: Collection[str]) -> argparse.ArgumentParser:
    """The parser of the words given: commands that are not among them are known by name only."""
    found = _Parser(
        prog="satchel",
        description=_("An encrypted archive for testimonies and articles. It works offline."),
        allow_abbrev=False,
    )
    add_common_options(found, first=True)
    verbs = found.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    for name, does in commands().items():
        words = verbs.add_parser(name, help=does, description=does, allow_abbrev=False)
        add_common_options(words, first=False)
        if name in arguments:
            wanted = verb(name)
            wanted.add_words(words)
            words.set_defaults(run=wanted.run)
    return found


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns:
        0 done, 1 a bug, 2 wrong words, 3 no access, 4 unreadable input, 5 refused for safety,
        6 damage found, 7 cancelled, 8 disk or system.
    """
    forbid_dumps()
    debug = "--debug" in arguments
    try:
        prepare_output()
        words, rest = parser(arguments).parse_known_args(list(arguments))
        if rest:
            raise _unknown(rest, words.command, behind="--" in arguments)
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
        reason = problem.strerror or type(problem).__name__
        complain(
            _("The disk or the system refused: {}.").format(reason)
            + " "
            + _("Look to that, then try again; what was saved before is kept.")
        )
        return SystemTroubleError.exit_code
    except Exception as problem:
        if debug:
            traceback.print_exc()
        complain(_("A bug in Satchel: {}").format(_where(problem)))
        return 1


def _unknown(rest: Sequence[str], command: str, *, behind: bool) -> UsageError:
    """What nobody asked for; a query or a name may begin with a dash, as in `-guard`."""
    happened = _("Unrecognized arguments: {}.").format(" ".join(rest))
    dashed = next((each for each in rest if each.startswith("-")), "")
    if behind and dashed:
        return UsageError(happened, _("Options go before “--”."))
    if dashed and not dashed.startswith("--"):
        example = f"satchel {command} -- {dashed}"
        return UsageError(
            happened, _("Words that begin with a dash go behind “--”: {}").format(example)
        )
    return UsageError(happened, _("“{} --help” lists the words.").format(f"satchel {command}"))


def _where(problem: Exception) -> str:
    """The kind of an error and where it arose, without any value."""
    frames = traceback.extract_tb(problem.__traceback__)
    last = frames[-1] if frames else None
    place = f" {last.filename.rsplit('/', 1)[-1]}:{last.lineno}" if last else ""
    return type(problem).__name__ + place
