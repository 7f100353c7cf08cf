"""Paragraphs that were broken into lines of one width, put together again.

Mails and old text files break a line where the next word no longer fits. That is also how they
are told from lists, verse and pages with one paragraph a line: there the next word would fit.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.intake.lines import Line, clean, fold, read_lines
from app.intake.shape import unspaced_share

_NARROWEST, _WIDEST = 40, 110
_FEWEST_LINES = 3
# One block alone must be longer than this to be believed.
_LONE_BLOCK = 5
_SLACK = 2
_SENTENCE_END = re.compile(r"[.!?。！？؟।][\"'”’»)\]」]*$")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")


def paragraph_lines(raw_lines: Sequence[str], first_number: int = 1) -> tuple[Line, ...]:
    """The lines of a text that are not blank, wrapped ones joined to one each.

    Args:
        raw_lines: All lines of the text.
        first_number: The number of the first one in the original.
    """
    lines = read_lines(raw_lines, first_number)
    blocks = _blocks(lines)
    wrapped = [_width(block) for block in blocks if _is_wrapped(block)]
    longest = max((len(block) for block in blocks if _is_wrapped(block)), default=0)
    if len(wrapped) < 2 and longest <= _LONE_BLOCK:
        return lines
    width = max(wrapped)
    return tuple(
        joined for block in blocks for joined in (_join(block, width) if len(block) > 1 else block)
    )


def join_pieces(pieces: Sequence[str]) -> str:
    """The lines of one paragraph as one line.

    Scripts without spaces have none at the end of a line either; a hyphen there stays.
    """
    text = ""
    for piece in pieces:
        close = not text or text.endswith("-") or unspaced_share(text[-1] + piece[:1]) == 1.0
        text += piece if close else f" {piece}"
    return text


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines with no blank line between them."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.number == blocks[-1][-1].number + 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _length(line: Line) -> int:
    return len(clean(line.raw)) + line.indent


def _width(block: Sequence[Line]) -> int:
    return max(map(_length, block))


def _is_wrapped(block: Sequence[Line]) -> bool:
    """Whether a block's lines break where the next word did not fit, mostly within sentences."""
    if len(block) < _FEWEST_LINES:
        return False
    width = _width(block)
    if not _NARROWEST <= width <= _WIDEST or any(_COLUMNS.search(line.raw) for line in block):
        return False
    pairs = [pair for pair in pairwise(block) if not pair[1].bullet]
    broken = [pair for pair in pairs if _did_not_fit(*pair, width)]
    if len(broken) < max(2, 0.8 * len(pairs)):
        return False
    within = sum(_SENTENCE_END.search(before.text) is None for before, _after in broken)
    return within >= 0.6 * len(broken)


def _did_not_fit(before: Line, after: Line, width: int) -> bool:
    first = after.text.split()[0]
    word = 1 if unspaced_share(first) == 1.0 else len(first) + 1
    return _length(before) + word > width - _SLACK


def _join(block: Sequence[Line], width: int) -> list[Line]:
    """The paragraphs of a block: a bullet, or a line that broke early, begins a new one."""
    groups: list[list[Line]] = [[block[0]]]
    for before, after in pairwise(block):
        early = not _did_not_fit(before, after, width) or _length(before) > width
        # Of two lines alone only small letters tell that the second one goes on.
        alone = len(block) == 2 and not after.text[0].islower()
        if early or alone or after.bullet or _begins_indented(groups[-1], after):
            groups.append([after])
        else:
            groups[-1].append(after)
    return [_joined(group) for group in groups]


def _begins_indented(group: Sequence[Line], after: Line) -> bool:
    """A first line set in begins a paragraph; lines set in under a bullet do not."""
    return not group[0].bullet and after.indent > group[-1].indent + 1


def _joined(group: Sequence[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    first = group[0]
    text = join_pieces([line.text for line in group])
    bare = text[len(first.text) - len(first.bare) :]
    return replace(
        first,
        last_number=group[-1].number,
        raw=" ".join(line.raw.strip() for line in group),
        text=text,
        bare=bare,
        key=fold(bare) or text,
    )
