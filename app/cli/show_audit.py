"""`audit`: what was done in the archive, whether the log of it is whole, and its head."""

import argparse

from app.archive.archive import Archive
from app.archive.audit_heads import HeadComparison, compare_head
from app.archive.auditing import (
    AuditHead,
    AuditLine,
    audit_damage,
    audit_head,
    audit_lines,
    count_audit_lines,
)
from app.archive.reading import read_record
from app.cli.common_options import CommonOptions, opened
from app.cli.terminal import print_json, say
from app.cli.whole_numbers import whole_number
from app.errors import DamageError
from app.records.audit import act_label
from app.store.damage import Damage
from app.translation import _

_LINES = 50


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of `audit`."""
    parser.add_argument("--head", action="store_true", help=_("only the newest entry’s words"))
    parser.add_argument("--limit", type=whole_number, default=_LINES, metavar="N")
    parser.add_argument("--record", metavar="ID", help=_("only entries about this record"))
    parser.add_argument(
        "--compare", metavar="WORDS", help=_("look for a head that somebody kept: words or hash")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Show the log, newest first; exit code 6 if it is damaged, or lacks the head compared."""
    with opened(options) as archive:
        if words.compare is not None:
            return _show_comparison(compare_head(archive, words.compare, options.progress), options)
        return _show_log(archive, words, options)


def _show_log(archive: Archive, words: argparse.Namespace, options: CommonOptions) -> int:
    record = read_record(archive, words.record).card.id if words.record else None
    damage = audit_damage(archive, options.progress)
    lines = audit_lines(archive, limit=0 if words.head else words.limit, record=record)
    count = count_audit_lines(archive, record=record)
    head = audit_head(archive)
    if options.as_json:
        print_json(
            {
                "ok": not damage,
                "count": count,
                "head": {
                    "chain": head.chain,
                    "number": head.number,
                    "hash": head.hash,
                    "words": list(head.words),
                },
                "entries": [_entry_form(line) for line in lines],
                "damaged": _damage_form(damage),
            }
        )
    else:
        for line in lines:
            _say_line(line)
        _say_head(head)
        _say_damage(damage)
    return DamageError.exit_code if damage else 0


def _show_comparison(found: HeadComparison, options: CommonOptions) -> int:
    ok = found.contained and not found.damage
    if options.as_json:
        print_json(
            {
                "ok": ok,
                "number": found.number,
                "at": found.at,
                "dossier": found.dossier,
                "newer": found.newer,
                "damaged": _damage_form(found.damage),
            }
        )
    else:
        if found.number:
            say(
                _("It is entry {number} of {at}; {newer} came after it.").format(
                    number=found.number, at=found.at, newer=found.newer
                )
            )
        else:
            say(_("This log does not hold it: it is another archive’s, or the log was changed."))
        if found.dossier:
            say(_("It was printed in the dossier {}.").format(found.dossier))
        _say_damage(found.damage)
    return 0 if ok else DamageError.exit_code


def _say_line(line: AuditLine) -> None:
    about = line.code or line.subject
    parts = [f"{line.number:>6}", line.at, line.who, act_label(line.act), about, line.detail]
    if line.clock:
        parts.append(_("(the clock said {})").format(line.clock))
    if line.reason:
        parts.append(f"“{line.reason}”")
    say("  ".join(part for part in parts if part))


def _say_head(head: AuditHead) -> None:
    say(_("Head: entry {number} of the chain {chain}, {hash}").format(
        number=head.number, chain=head.chain, hash=head.hash
    ))  # fmt: skip
    say(" ".join(head.words))


def _say_damage(damage: tuple[Damage, ...]) -> None:
    for each in damage:
        say(f"{each.what} {each.id}: {each.reason}")


def _entry_form(line: AuditLine) -> dict[str, object]:
    return {
        "number": line.number,
        "at": line.at,
        "clock": line.clock,
        "who": line.who,
        "act": line.act,
        "subject": line.subject,
        "code": line.code,
        "detail": line.detail,
        "reason": line.reason,
        "hash": line.hash,
    }


def _damage_form(damage: tuple[Damage, ...]) -> list[dict[str, str]]:
    return [{"what": each.what, "id": each.id, "reason": each.reason} for each in damage]
