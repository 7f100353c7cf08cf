"""The commands by name. Each one's file is read only when it is wanted: starting stays quick."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from app.cli.common_options import CommonOptions
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One command: its words, and the function that runs it."""

    add_words: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, CommonOptions], int]


def commands() -> dict[str, str]:
    """All commands by name, with what each does in a line."""
    return {
        "new": _("create an archive"),
        "import": _("add files"),
        "list": _("list records"),
        "show": _("show a record"),
        "set": _("change a record"),
        "bin": _("move records to the bin"),
        "unbin": _("take records out of the bin"),
        "destroy": _("destroy records for good"),
        "history": _("what changed"),
        "restore-revision": _("go back to a revision"),
        "audit": _("what was done, and whether the log of it is whole"),
        "search": _("find records"),
        "saved": _("searches kept under names"),
        "similar": _("records like one"),
        "doubles": _("records that are nearly the same"),
        "suggestions": _("what several records state, and what disagrees"),
        "attach": _("keep a file with a record"),
        "extract": _("write an attached file"),
        "dossier": _("make a PDF"),
        "key": _("who and what opens the archive"),
        "verify": _("read everything, name damage"),
        "salvage": _("bring all that is whole into a new archive"),
        "backup": _("copy the archive to a folder"),
        "restore": _("make an archive of a backup"),
        "demo": _("a sample archive"),
    }


def verb(name: str) -> Verb:
    """One of `commands()`.

    Raises:
        KeyError: There is no such command.
    """
    return _LOADERS[name]()


def _new() -> Verb:
    from app.cli import new_archive as file

    return Verb(add_words=file.add_words, run=file.run)


def _import() -> Verb:
    from app.cli import import_files as file

    return Verb(add_words=file.add_words, run=file.run)


def _list() -> Verb:
    from app.cli import list_records as file

    return Verb(add_words=file.add_words, run=file.run)


def _show() -> Verb:
    from app.cli import show_record as file

    return Verb(add_words=file.add_words, run=file.run)


def _set() -> Verb:
    from app.cli import change_record as file

    return Verb(add_words=file.add_words, run=file.run)


def _bin() -> Verb:
    from app.cli import bin_records as file

    return Verb(add_words=file.add_words, run=file.run_bin)


def _unbin() -> Verb:
    from app.cli import bin_records as file

    return Verb(add_words=file.add_words, run=file.run_unbin)


def _history() -> Verb:
    from app.cli import show_history as file

    return Verb(add_words=file.add_words, run=file.run)


def _restore_revision() -> Verb:
    from app.cli import show_history as file

    return Verb(add_words=file.add_words_of_restore, run=file.run_restore)


def _audit() -> Verb:
    from app.cli import show_audit as file

    return Verb(add_words=file.add_words, run=file.run)


def _search() -> Verb:
    from app.cli import search_records as file

    return Verb(add_words=file.add_words, run=file.run)


def _saved() -> Verb:
    from app.cli import saved_command as file

    return Verb(add_words=file.add_words, run=file.run)


def _similar() -> Verb:
    from app.cli import similar_records as file

    return Verb(add_words=file.add_words, run=file.run)


def _doubles() -> Verb:
    from app.cli import doubles_command as file

    return Verb(add_words=file.add_words, run=file.run)


def _suggestions() -> Verb:
    from app.cli import suggestions_command as file

    return Verb(add_words=file.add_words, run=file.run)


def _attach() -> Verb:
    from app.cli import attach_file as file

    return Verb(add_words=file.add_words, run=file.run)


def _extract() -> Verb:
    from app.cli import extract_attachment as file

    return Verb(add_words=file.add_words, run=file.run)


def _dossier() -> Verb:
    from app.cli import make_dossier as file

    return Verb(add_words=file.add_words, run=file.run)


def _key() -> Verb:
    from app.cli import key_command as file

    return Verb(add_words=file.add_words, run=file.run)


def _verify() -> Verb:
    from app.cli import verify_archive as file

    return Verb(add_words=file.add_words, run=file.run)


def _destroy() -> Verb:
    from app.cli import destroy_records as file

    return Verb(add_words=file.add_words, run=file.run)


def _backup() -> Verb:
    from app.cli import backup_archive as file

    return Verb(add_words=file.add_words, run=file.run)


def _restore() -> Verb:
    from app.cli import restore_archive as file

    return Verb(add_words=file.add_words, run=file.run)


def _salvage() -> Verb:
    from app.cli import salvage_archive as file

    return Verb(add_words=file.add_words, run=file.run)


def _demo() -> Verb:
    from app.cli import demo as file

    return Verb(add_words=file.add_words, run=file.run)


_LOADERS: dict[str, Callable[[], Verb]] = {
    "new": _new,
    "import": _import,
    "list": _list,
    "show": _show,
    "set": _set,
    "bin": _bin,
    "unbin": _unbin,
    "destroy": _destroy,
    "history": _history,
    "restore-revision": _restore_revision,
    "audit": _audit,
    "search": _search,
    "saved": _saved,
    "similar": _similar,
    "doubles": _doubles,
    "suggestions": _suggestions,
    "attach": _attach,
    "extract": _extract,
    "dossier": _dossier,
    "key": _key,
    "verify": _verify,
    "salvage": _salvage,
    "backup": _backup,
    "restore": _restore,
    "demo": _demo,
}
