"""`key …`: what opens the archive."""

import argparse
from collections.abc import Callable

from app.archive.keys import (
    KeySlot,
    key_slots,
    name_person,
    rehearse_shares,
    rekey,
    rekey_unfinished,
    remove_key,
    take_back_rekey,
)
from app.archive.opening import Archive
from app.cli.common_options import (
    CommonOptions,
    add_common_options,
    archive_path,
    credentials,
    opened,
)
from app.cli.key_making import (
    add_words_of_adding,
    add_words_of_changing,
    key_form,
    run_add,
    run_change,
    say_old_copies,
)
from app.cli.terminal import print_json, say
from app.cli.whole_numbers import whole_number
from app.errors import UsageError
from app.translation import _

_Run = Callable[[argparse.Namespace, CommonOptions], int]


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    acts = parser.add_subparsers(
        dest="key_act", metavar="WHAT", required=True, parser_class=type(parser)
    )
    runs: dict[str, tuple[str, _Run, Callable[[argparse.ArgumentParser], None] | None]] = {
        "list": (_("what opens the archive"), _run_list, None),
        "add": (_("add a key"), run_add, add_words_of_adding),
        "change": (_("give a key another passphrase"), run_change, add_words_of_changing),
        "remove": (_("take a key away"), _run_remove, _add_number),
        "person": (_("say whose a key is"), _run_person, _add_person),
        "rekey": (_("new keys for everything in the archive"), _run_rekey, _add_rekey),
        "rehearse": (_("try whether shares would open the archive"), _run_rehearse, None),
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


def _add_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=whole_number, metavar="N")


def _add_person(parser: argparse.ArgumentParser) -> None:
    _add_number(parser)
    parser.add_argument("--person", metavar="LABEL", help=_("whose it is"))
    parser.add_argument("--initials", metavar="XY", help=_("what history and audit show"))


def _add_rekey(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--take-back", action="store_true", help=_("leave one that was cut off undone")
    )


def _run_list(_words: argparse.Namespace, options: CommonOptions) -> int:
    with opened(options) as archive:
        slots, unfinished = key_slots(archive), rekey_unfinished(archive)
    if options.as_json:
        keys = [key_form(slot) for slot in slots]
        print_json({"keys": keys, "rekey_unfinished": unfinished})
        return 0
    for slot in slots:
        say(_line(slot))
    return 0


def _run_remove(words: argparse.Namespace, options: CommonOptions) -> int:
    with opened(options) as archive:
        remove_key(archive, words.number)
    if options.as_json:
        print_json({"removed": words.number})
        return 0
    say(_("Key {} opens nothing any more.").format(words.number))
    say_old_copies()
    return 0


def _run_person(words: argparse.Namespace, options: CommonOptions) -> int:
    if words.person is None and words.initials is None:
        raise UsageError(_("Nothing is to be changed."), _("Give --person or --initials."))
    with opened(options) as archive:
        before = next((slot for slot in key_slots(archive) if slot.number == words.number), None)
        person, initials = words.person, words.initials
        if before is not None:
            person = before.person if person is None else person
            initials = before.initials if initials is None else initials
        slot = name_person(archive, words.number, person=person or "", initials=initials or "")
    if options.as_json:
        print_json({"key": key_form(slot)})
    else:
        say(_line(slot))
    return 0


def _run_rekey(words: argparse.Namespace, options: CommonOptions) -> int:
    with opened(options) as archive:
        if words.take_back:
            return _take_back(archive, options)
        done = rekey(archive, options.progress)
    if options.as_json:
        print_json({"attachments": done.attachments, "damaged": list(done.damaged)})
        return 0
    say(_("Everything in the archive has new keys; old copies of the slot files open none of it."))
    if done.damaged:
        say(
            _("{} damaged attachments could not be read and kept their old keys.").format(
                len(done.damaged)
            )
        )
    say(_("Backups made before still open with the old ones: make a new one, destroy those."))
    return 0


def _take_back(archive: Archive, options: CommonOptions) -> int:
    was = take_back_rekey(archive)
    if options.as_json:
        print_json({"taken_back": was})
    elif was:
        say(_("The exchange of the master key was taken back. Everything is as before it."))
    else:
        say(_("No exchange of the master key was cut off; nothing was changed."))
    return 0


def _run_rehearse(_words: argparse.Namespace, options: CommonOptions) -> int:
    if not options.share_files:
        raise UsageError(_("No share is given."), _("Give --share FILE for each."))
    held = credentials(options).shares
    rehearse_shares(archive_path(options), held)
    if options.as_json:
        print_json({"opens": True, "shares": len(held)})
    else:
        say(_("These shares would open the archive. Nothing was opened or changed."))
    return 0


def _line(slot: KeySlot) -> str:
    parts = [str(slot.number), slot.kind.value]
    if slot.held:
        parts.append(_("{needed} of {held}").format(needed=slot.needed, held=slot.held))
    parts += [part for part in (slot.person, slot.initials, slot.added_at[:10]) if part]
    if slot.in_use:
        parts.append(_("(opened it now)"))
    return "  ".join(parts)
