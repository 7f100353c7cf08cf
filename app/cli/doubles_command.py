"""`doubles [ID [OTHER]]`: records that are nearly the same, how they differ, and what to do."""

import argparse
from collections.abc import Callable
from enum import StrEnum

from app.archive.difference import Comparison, DifferenceRow, Likeness, Piece, compare_records
from app.archive.doubles import DoublePair, Settled, all_doubles
from app.archive.merging import ask_again, keep_both, left_in_bin, merge_records, undo_merge
from app.archive.opening import Archive
from app.archive.origins import link_republication, unlink_republication
from app.archive.reading import read_record
from app.cli.choices import named, one_of
from app.cli.common_options import CommonOptions, opened
from app.cli.json_forms import card_form
from app.cli.terminal import complain, print_json, say
from app.errors import UsageError
from app.records.stored import RecordCard
from app.records.tree import Json
from app.translation import _, ngettext


class DoublesAct(StrEnum):
    """What is done with two records, or with one."""

    LINK = "link"
    MERGE = "merge"
    KEEP = "keep"
    ASK_AGAIN = "ask-again"
    UNLINK = "unlink"
    UNDO_MERGE = "undo-merge"


_WITH_TWO: dict[DoublesAct, Callable[[Archive, str, str], object]] = {
    DoublesAct.LINK: link_republication,
    DoublesAct.MERGE: merge_records,
    DoublesAct.KEEP: keep_both,
    DoublesAct.ASK_AGAIN: ask_again,
}
_WITH_ONE: dict[DoublesAct, Callable[[Archive, str], object]] = {
    DoublesAct.UNLINK: unlink_republication,
    DoublesAct.UNDO_MERGE: undo_merge,
}


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("id", nargs="?", metavar="ID")
    parser.add_argument("other", nargs="?", metavar="OTHER")
    parser.add_argument(
        "--do", type=one_of(DoublesAct), metavar="ACT", dest="act", help=named(DoublesAct)
    )
    parser.add_argument("--all", action="store_true", help=_("also pairs that were linked or kept"))
    parser.add_argument(
        "--show-hidden", action="store_true", help=_("also paragraphs marked as distressing")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """List pairs, show how two records differ, or do something with them."""
    with opened(options) as archive:
        if words.act is not None:
            cards = _act(archive, words)
            tell = _done_form(words.act, cards) if options.as_json else None
            if tell is None:
                _say_done(words.act, cards)
            if words.act is DoublesAct.MERGE and (left := left_in_bin(archive, *_ids(words))):
                complain(left)
        elif words.other is not None:
            comparison = compare_records(archive, words.id, words.other)
            tell = comparison_form(comparison) if options.as_json else None
            if tell is None:
                _say_comparison(comparison, hidden=words.show_hidden)
        else:
            of = None if words.id is None else {read_record(archive, words.id).card.number}
            pairs = all_doubles(archive, options.progress, of=of, settled=words.all)
            tell = pairs_form(pairs) if options.as_json else None
            if tell is None:
                _say_pairs(pairs)
    if tell is not None:
        print_json(tell)
    return 0


def _act(archive: Archive, words: argparse.Namespace) -> tuple[RecordCard, ...]:
    ids = _ids(words)
    if words.act in _WITH_TWO and len(ids) == 2:
        _WITH_TWO[words.act](archive, *ids)
    elif words.act in _WITH_ONE and len(ids) == 1:
        _WITH_ONE[words.act](archive, *ids)
    elif words.act in _WITH_TWO:
        raise UsageError(_("“--do {}” needs two records.").format(words.act), _("Name both."))
    else:
        raise UsageError(_("“--do {}” needs one record.").format(words.act), _("Name one."))
    return tuple(read_record(archive, each).card for each in ids)


def _ids(words: argparse.Namespace) -> list[str]:
    return [each for each in (words.id, words.other) if each is not None]


def pairs_form(pairs: tuple[DoublePair, ...]) -> dict[str, Json]:
    """Pairs of records that are nearly the same."""
    return {"count": len(pairs), "pairs": [pair_form(each) for each in pairs]}


def pair_form(pair: DoublePair) -> dict[str, Json]:
    """One pair."""
    return {
        "first": card_form(pair.first),
        "second": card_form(pair.second),
        "percent": percent(pair.similarity),
        "contained": percent(pair.contained),
        "settled": str(pair.settled),
    }


def comparison_form(comparison: Comparison) -> dict[str, Json]:
    """Two records side by side."""
    return {
        "first": card_form(comparison.first),
        "second": card_form(comparison.second),
        "percent": percent(comparison.similarity),
        "rows": [_row_form(each) for each in comparison.rows],
    }


def percent(share: float) -> int:
    """A share as whole per cent, rounded down: 100 only where nothing differs."""
    return int(share * 100)


def _row_form(row: DifferenceRow) -> Json:
    return {
        "likeness": str(row.likeness),
        "hidden": row.hidden,
        "first": [_piece_form(each) for each in row.first],
        "second": [_piece_form(each) for each in row.second],
    }


def _piece_form(piece: Piece) -> Json:
    return {"text": piece.text, "common": piece.common}


def _done_form(act: DoublesAct, cards: tuple[RecordCard, ...]) -> dict[str, Json]:
    return {"done": str(act), "records": [card_form(each) for each in cards]}


def _say_pairs(pairs: tuple[DoublePair, ...]) -> None:
    settled = {Settled.LINKED: _("linked"), Settled.KEPT: _("both kept"), Settled.OPEN: ""}
    for each in pairs:
        word = settled[each.settled]
        say(
            f"{percent(each.similarity):>3} %  {each.first.code:<7} {each.second.code:<7} "
            f"{each.second.title}" + (f"  ({word})" if word else "")
        )
    say(ngettext("{} pair.", "{} pairs.", len(pairs)).format(len(pairs)))


def _say_comparison(comparison: Comparison, *, hidden: bool) -> None:
    """As word differences are usually printed: [-gone-] and {+come+}."""
    first, second = comparison.first.code, comparison.second.code
    say(_("{first} → {second}: {percent} % alike").format(
        first=first, second=second, percent=percent(comparison.similarity)))  # fmt: skip
    for row in comparison.rows:
        if row.hidden and not hidden:
            say(_("  [hidden paragraph]"))
        elif row.likeness is Likeness.SAME:
            say("  " + _one_line(row.first[0].text))
        else:
            sign = {Likeness.FIRST_ONLY: "- ", Likeness.SECOND_ONLY: "+ "}.get(row.likeness, "~ ")
            say(sign + _one_line(_marked(row)))


def _marked(row: DifferenceRow) -> str:
    if not (row.first and row.second):
        return "".join(piece.text for piece in (*row.first, *row.second))
    gone, come = list(row.first), list(row.second)
    out: list[str] = []
    while gone or come:
        if gone and not gone[0].common:
            out.append(f"[-{gone.pop(0).text}-]")
        elif come and not come[0].common:
            out.append(f"{{+{come.pop(0).text}+}}")
        else:
            out.append(_common(gone, come))
    return "".join(out)


def _common(gone: list[Piece], come: list[Piece]) -> str:
    """What both have next; blanks may have been cut otherwise on one side."""
    text = (gone or come)[0].text
    if gone:
        gone.pop(0)
    if come and come[0].common:
        come.pop(0)
    return text


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", "  ")


def _say_done(act: DoublesAct, cards: tuple[RecordCard, ...]) -> None:
    codes = [each.code for each in cards]
    told = {
        DoublesAct.LINK: _("{} is a republication of {}."),
        DoublesAct.MERGE: _("{} was kept; {} is in the bin."),
        DoublesAct.KEEP: _("{} and {} both stay."),
        DoublesAct.ASK_AGAIN: _("{} and {} are listed again."),
        DoublesAct.UNLINK: _("{} is no republication."),
        DoublesAct.UNDO_MERGE: _("The merge of {} is undone."),
    }
    say(told[act].format(*codes))
