"""`key add` and `key change`: keys are made, and what is shown only once is shown."""

import argparse
from pathlib import Path

from app.archive.keys import (
    KeyKind,
    KeySlot,
    NewKey,
    add_key_file,
    add_passphrase,
    add_recovery_code,
    add_shares,
    change_key,
    new_key_file,
    remove_key,
)
from app.archive.opening import Archive
from app.archive.passphrases import generated_passphrase
from app.cli.common_options import CommonOptions, opened
from app.cli.key_files import remove_files, write_new_files
from app.cli.key_secrets import asked, first_line, lines_of, small_file
from app.cli.terminal import print_json, say
from app.cli.whole_numbers import whole_number
from app.errors import UsageError
from app.records.tree import Json
from app.translation import _


def add_words_of_adding(parser: argparse.ArgumentParser) -> None:
    """The words of `key add`."""
    parser.add_argument("--kind", choices=[kind.value for kind in KeyKind], required=True)
    parser.add_argument("--person", metavar="LABEL", default="", help=_("whose it is"))
    parser.add_argument(
        "--initials", metavar="XY", default="", help=_("what history and audit show")
    )
    parser.add_argument("--k", type=whole_number, metavar="K", help=_("shares that are needed"))
    parser.add_argument("--n", type=whole_number, metavar="N", help=_("shares in all"))
    _add_words_of_both(parser)


def add_words_of_changing(parser: argparse.ArgumentParser) -> None:
    """The words of `key change`."""
    parser.add_argument(
        "--slot", type=whole_number, metavar="N", help=_("another key than the one that opened")
    )
    _add_words_of_both(parser)


def _add_words_of_both(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="PATH", help=_("where the key file or the shares go")
    )
    parser.add_argument("--new-passphrase-file", metavar="FILE")
    parser.add_argument("--new-key-file", metavar="FILE", help=_("any file of 32 bytes to 1 MiB"))
    parser.add_argument(
        "--generate", action="store_true", help=_("draw the passphrase and print it")
    )


def run_add(words: argparse.Namespace, options: CommonOptions) -> int:
    """Add a key."""
    kind = KeyKind(words.kind)
    _check_words(kind, words)
    with opened(options) as archive:
        if kind is KeyKind.RECOVERY_CODE:
            made = add_recovery_code(archive, person=words.person, initials=words.initials)
            _show(made, options)
        elif kind is KeyKind.SHARES:
            _add_shares(archive, words, options)
        else:
            passphrase = _new_passphrase(words)
            made = _add_with_passphrase(archive, kind, passphrase, words)
            _show(made, options, _drawn(words, passphrase), words.out)
    return 0


def run_change(words: argparse.Namespace, options: CommonOptions) -> int:
    """Give a key another passphrase."""
    with opened(options) as archive:
        number = archive.store.opened_by if words.slot is None else words.slot
        passphrase = _new_passphrase(words)
        if words.generate and not options.as_json:
            # Said before it is in force: nobody is locked out if the power goes in between.
            say(_("New passphrase: {}").format(passphrase))
        content = _key_file_to_write(archive, words)
        try:
            made = change_key(archive, number, passphrase=passphrase, key_file=content)
        except Exception:
            if words.out is not None:
                remove_files((words.out,))
            raise
    _show(made, options, _drawn(words, passphrase) if options.as_json else "", words.out)
    if not options.as_json:
        say_old_copies()
    return 0


def say_old_copies() -> None:
    """What a change of keys does not do."""
    say(
        _(
            "Whoever kept the old key and a copy of the slot files can still open this archive "
            "with them, as it is now, and old copies of it; “key rekey” gives everything in it "
            "new keys."
        )
    )


def key_form(slot: KeySlot) -> Json:
    """A key as JSON."""
    return {
        "number": slot.number,
        "kind": slot.kind.value,
        "person": slot.person,
        "initials": slot.initials,
        "added_at": slot.added_at,
        "in_use": slot.in_use,
        "needed": slot.needed,
        "held": slot.held,
    }


def _check_words(kind: KeyKind, words: argparse.Namespace) -> None:
    if kind is KeyKind.SHARES and None in (words.k, words.n, words.out):
        raise UsageError(
            _("How many shares are needed, how many there are and where they go is not said."),
            _("Give --k K --n N --out DIR."),
        )
    if kind is KeyKind.KEY_FILE and (words.out is None) == (words.new_key_file is None):
        raise UsageError(
            _("It is not said which key file belongs to the passphrase."),
            _("Give --out PATH for a new one, or --new-key-file FILE for one that you have."),
        )


def _new_passphrase(words: argparse.Namespace) -> str:
    if words.generate:
        return generated_passphrase()
    if words.new_passphrase_file is not None:
        return first_line(words.new_passphrase_file)
    return asked(_("New passphrase: "), _("--new-passphrase-file FILE or --generate"), twice=True)


def _drawn(words: argparse.Namespace, passphrase: str) -> str:
    return passphrase if words.generate else ""


def _key_file_to_write(archive: Archive, words: argparse.Namespace) -> bytes | None:
    """The key file that the words name; a new one is on the disk before any key needs it."""
    if words.new_key_file is not None:
        return small_file(words.new_key_file)
    if words.out is None:
        return None
    content = new_key_file()
    write_new_files([(words.out, content)], archive.path)
    return content


def _add_with_passphrase(
    archive: Archive, kind: KeyKind, passphrase: str, words: argparse.Namespace
) -> NewKey:
    person, initials = words.person, words.initials
    if kind is KeyKind.PASSPHRASE:
        return add_passphrase(archive, passphrase, person=person, initials=initials)
    content = _key_file_to_write(archive, words)
    try:
        return add_key_file(archive, passphrase, key_file=content, person=person, initials=initials)
    except Exception:
        if words.out is not None:
            remove_files((words.out,))
        raise


def _add_shares(archive: Archive, words: argparse.Namespace, options: CommonOptions) -> None:
    if words.new_passphrase_file is None:
        passphrases = tuple(generated_passphrase() for _share in range(words.n))
    else:
        passphrases = lines_of(words.new_passphrase_file)
    if len(passphrases) != words.n:
        raise UsageError(
            _("There are {n} shares and {found} passphrases for them.").format(
                n=words.n, found=len(passphrases)
            ),
            _("Give one a line, or none to have them drawn."),
        )
    made = add_shares(archive, needed=words.k, passphrases=passphrases, person=words.person)
    paths = [words.out / f"share-{share.number}-of-{words.n}.txt" for share in made.shares]
    try:
        words.out.mkdir(mode=0o700, exist_ok=True)
        pages = [share.text.encode("ascii") for share in made.shares]
        write_new_files(list(zip(paths, pages, strict=True)), archive.path)
    except Exception:
        # Nobody has its shares.
        remove_key(archive, made.slot.number)
        raise
    _show(made, options, paths=paths, drawn=words.new_passphrase_file is None)


def _show(
    made: NewKey,
    options: CommonOptions,
    passphrase: str = "",
    key_file: Path | None = None,
    *,
    paths: list[Path] | None = None,
    drawn: bool = False,
) -> None:
    files = [
        (path, share.passphrase if drawn else "")
        for path, share in zip(paths or (), made.shares, strict=True)
    ]
    if options.as_json:
        print_json(
            {
                "key": key_form(made.slot),
                "passphrase": passphrase or None,
                "recovery_code": made.recovery_code or None,
                "key_file": None if key_file is None else str(key_file),
                "shares": [
                    {"file": str(path), "passphrase": words or None} for path, words in files
                ],
            }
        )
        return
    say(_("Key {} opens the archive.").format(made.slot.number))
    if passphrase:
        say(_("Passphrase: {}").format(passphrase))
    if made.recovery_code:
        say(_("Recovery code, shown only now: {}").format(made.recovery_code))
    if key_file is not None:
        say(_("Key file: {}").format(key_file))
    for path, words in files:
        if words:
            say(_("{file}  passphrase: {passphrase}").format(file=path, passphrase=words))
        else:
            say(str(path))
