"""Secrets for the terminal: read from small files or asked for without echo, never from words."""

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from app.archive.keys import ShareHeld, share_facts, share_opens
from app.errors import AccessError, InputError, UsageError
from app.translation import _

_LONGEST_LINE = 64 * 1024
_LARGEST_FILE = 1024 * 1024


def first_line(name: str) -> str:
    """The first line of a small file, without its line end; `-` is standard input.

    Raises:
        InputError: It could not be read, or is no UTF-8.
    """
    try:
        if name == "-":
            data = sys.stdin.buffer.readline(_LONGEST_LINE)
        else:
            with Path(name).open("rb") as file:
                data = file.readline(_LONGEST_LINE)
        return data.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            _("The file with the passphrase or code could not be read."),
            _("Check its name and that it is UTF-8 text."),
        ) from problem


def lines_of(name: str) -> tuple[str, ...]:
    """The lines of a small file that are not empty; `-` is standard input.

    Raises:
        InputError: It could not be read, or is no UTF-8.
    """
    lines = _text(name).splitlines()
    return tuple(line for line in lines if line)


def small_file(name: str) -> bytes:
    """The content of a file of at most 1 MiB, and one byte more of a larger one.

    Raises:
        InputError: It could not be read.
    """
    try:
        if name == "-":
            return sys.stdin.buffer.read(_LARGEST_FILE + 1)
        with Path(name).open("rb") as file:
            return file.read(_LARGEST_FILE + 1)
    except OSError as problem:
        raise InputError(
            _("The file “{}” could not be read.").format(name), _("Check its name.")
        ) from problem


def asked(prompt: str, instead: str, *, twice: bool = False) -> str:
    """Something secret, from the terminal without echo.

    Args:
        instead: The option that would have given it.
        twice: Ask again and compare, for a new one.

    Raises:
        AccessError: There is no terminal to ask on, or the two differ.
    """
    if not sys.stdin.isatty():
        raise AccessError(
            _("A passphrase is needed, and there is no terminal to ask on."),
            _("Give {}; - is standard input.").format(instead),
        )
    answer = getpass.getpass(prompt)
    if twice and getpass.getpass(_("The same once more: ")) != answer:
        raise AccessError(_("The two passphrases differ."), _("Nothing was made; try again."))
    return answer


def share_texts_with_passphrases(
    files: Sequence[str], passphrase_file: str | None
) -> tuple[ShareHeld, ...]:
    """The shares with the passphrases of their holders.

    Args:
        files: One for each share.
        passphrase_file: A passphrase a line, in the order of the shares; of fewer lines each is
            tried on each share. None asks for one after the other.

    Raises:
        AccessError: A share is mistyped, or there is no terminal to ask on.
        InputError: A file could not be read.
        UsageError: The file has no passphrase.
    """
    texts = [_text(file) for file in files]
    if passphrase_file is None:
        return tuple(_asked_for(text) for text in texts)
    lines = lines_of(passphrase_file)
    if not lines:
        raise UsageError(_("The passphrase is empty."), _("Type a passphrase."))
    if len(lines) >= len(texts):
        held = zip(texts, lines, strict=False)
        return tuple(ShareHeld(text=text, passphrase=line) for text, line in held)
    return tuple(_first_that_opens(text, lines) for text in texts)


def _first_that_opens(text: str, lines: Sequence[str]) -> ShareHeld:
    """With the last passphrase where none is right: opening says which share it is."""
    tried = [ShareHeld(text=text, passphrase=line) for line in lines]
    return next((held for held in tried if share_opens(held)), tried[-1])


def _asked_for(text: str) -> ShareHeld:
    facts = share_facts(text)
    prompt = _("Passphrase of share {number} of {held}: ").format(
        number=facts.number, held=facts.held
    )
    return ShareHeld(text=text, passphrase=asked(prompt, _("--passphrase-file FILE")))


def _text(name: str) -> str:
    try:
        return small_file(name).decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise InputError(
            _("The file “{}” is not UTF-8 text.").format(name), _("Check its name.")
        ) from problem
