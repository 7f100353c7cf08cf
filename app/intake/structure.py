"""What each line of a document is: paragraph, heading, caption, item, row, note …"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.captions import is_caption
from app.intake.cues import Cue
from app.intake.draft import LeftOut, LineRole
from app.intake.kinds import says_i
from app.intake.page import Page
from app.intake.tables import table_rows

_LONGEST_HEADING = 16.0
_QUESTION_MARK = ("?", "？", "؟")
_NOTE_END = re.compile(r"[―—–-]\s?(?i:eds?|red|ndlr)\.?\]?\)?$")
_WITHIN_QUOTES = re.compile(r"^[\"“„«「『].*[\"”“»」』]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFinding:
    """What was found about one line.

    Attributes:
        role: What it is, or LEFT_OUT.
        role_if_kept: What it would be if it were put back.
        why: Why it is left out.
        cells: Of a row of a table.
    """

    role: LineRole
    role_if_kept: LineRole
    why: LeftOut | None = None
    cells: tuple[str, ...] = ()


def find_structure(
    page: Page, heads: dict[int, LineRole], *, language: str, testimony: bool
) -> tuple[LineFinding, ...]:
    """Say what each line of the page is.

    Args:
        page: The document.
        heads: Places of title, subtitle, byline and date lines, with their roles.
        language: Of the body.
        testimony: Whether the body is somebody's own story.
    """
    usable = [place not in heads for place in range(len(page.lines))]
    rows = table_rows(page.lines, page.shapes, usable)
    spaced = _spaced(page)
    roles = [
        LineRole.TABLE if place in rows else _role(page, place, spaced=spaced)
        for place in range(len(page.lines))
    ]
    _mark_plain_lists(page, roles)
    _mark_questions(page, roles)
    _mark_pull_quotes(page, roles)
    kept = _kept(page, heads, roles, rows)
    if testimony:
        _mark_closing_notes(page, roles, kept, language)
    repeated = _repeated(page, heads, kept, roles)
    return tuple(
        _finding(
            heads.get(place), roles[place], kept[place], place in repeated, rows.get(place, ())
        )
        for place in range(len(page.lines))
    )


def _finding(
    head: LineRole | None, role: LineRole, kept: bool, repeated: bool, cells: tuple[str, ...]
) -> LineFinding:
    if head is not None:
        return LineFinding(role=head, role_if_kept=head)
    if kept and not repeated:
        return LineFinding(role=role, role_if_kept=role, cells=cells)
    why = LeftOut.REPEATED if repeated else LeftOut.NAVIGATION
    return LineFinding(role=LineRole.LEFT_OUT, role_if_kept=role, why=why, cells=cells)


def _spaced(page: Page) -> bool:
    """Whether blank lines stand between the paragraphs."""
    kept = [line for line, keep in zip(page.lines, page.kept, strict=True) if keep]
    return sum(line.blank_before > 0 for line in kept) >= 0.5 * len(kept)


def _role(page: Page, place: int, *, spaced: bool) -> LineRole:
    line, shape = page.lines[place], page.shapes[place]
    if shape.has(Cue.EDITOR_NOTE) or (shape.words < 60 and _NOTE_END.search(line.text)):
        return LineRole.EDITOR_NOTE
    if is_caption(line, shape):
        return LineRole.CAPTION
    if line.bullet:
        return LineRole.LIST_ITEM
    if _is_heading(page, place, spaced=spaced):
        return LineRole.HEADING
    return LineRole.PARAGRAPH


def _is_heading(page: Page, place: int, *, spaced: bool) -> bool:
    line, shape = page.lines[place], page.shapes[place]
    if shape.words > _LONGEST_HEADING or shape.words < 0.9 or shape.prose > 0:
        return False
    if shape.ends_sentence and not line.text.endswith(("!", *_QUESTION_MARK)):
        return False
    if line.text.endswith((",", "،", "、", ";")) or shape.has_address:
        return False
    if shape.ends_colon and shape.words > 5:
        return False
    following = place + 1
    if following >= len(page.lines) or (spaced and not line.blank_before):
        return False
    return page.shapes[following].words > shape.words


def _mark_plain_lists(page: Page, roles: list[LineRole]) -> None:
    """Three or more short lines with nothing between them are a list, though without bullets."""
    start = 0
    for place in range(1, len(roles) + 1):
        goes_on = (
            place < len(roles)
            and page.lines[place].blank_before == 0
            and _may_be_item(page, roles, place)
            and _may_be_item(page, roles, place - 1)
        )
        if goes_on:
            continue
        if place - start >= 3:
            roles[start:place] = [LineRole.LIST_ITEM] * (place - start)
        start = place


def _may_be_item(page: Page, roles: Sequence[LineRole], place: int) -> bool:
    shape = page.shapes[place]
    return (
        roles[place] in (LineRole.PARAGRAPH, LineRole.HEADING)
        and shape.words <= 12
        and not shape.ends_sentence
    )


def _mark_questions(page: Page, roles: list[LineRole]) -> None:
    """In an interview printed as such, mark questions and what answers them."""
    short_questions = [
        place
        for place, role in enumerate(roles)
        if page.kept[place]
        and page.lines[place].text.endswith(_QUESTION_MARK)
        and page.shapes[place].words < 60
        and role in (LineRole.PARAGRAPH, LineRole.HEADING)
        and not page.shapes[place].opens_quote
    ]
    marks = [place for place in range(len(roles)) if page.kept[place] and _mark(page, place)]
    if len(marks) >= 4 and {_mark(page, place) for place in marks} == {"Q", "A"}:
        for place in marks:
            roles[place] = LineRole.QUESTION if _mark(page, place) == "Q" else LineRole.ANSWER
        return
    prose = sum(
        1 for place, role in enumerate(roles) if page.kept[place] and role is LineRole.PARAGRAPH
    )
    if len(short_questions) < 4 or len(short_questions) < 0.25 * prose:
        return
    for place in short_questions:
        roles[place] = LineRole.QUESTION
    answering = False
    for place, role in enumerate(roles):
        if role is LineRole.QUESTION:
            answering = True
        elif role is LineRole.PARAGRAPH and answering and page.kept[place]:
            roles[place] = LineRole.ANSWER
        elif role is LineRole.HEADING:
            answering = False


def _mark(page: Page, place: int) -> str:
    """ "Q" or "A" where a line begins with such a mark."""
    match = re.match(
        r"(?:(Q|Question|Frage|問|问|질문|문|س)|(A|Answer|Antwort|答|답변|답|ج))\s*[.:：)]\s*\S",
        page.lines[place].text,
    )
    if match is None:
        return ""
    return "Q" if match[1] else "A"


def _mark_pull_quotes(page: Page, roles: list[LineRole]) -> None:
    """A short line that only repeats words of a paragraph near by is a pull quote."""
    for place, role in enumerate(roles):
        if role not in (LineRole.PARAGRAPH, LineRole.HEADING) or not page.kept[place]:
            continue
        line, shape = page.lines[place], page.shapes[place]
        if not 5 <= shape.words <= 40 or len(line.key) < 25:
            continue
        quoted = _WITHIN_QUOTES.match(line.text) is not None
        near = range(max(place - 12, 0), min(place + 13, len(roles)))
        if any(
            other != place
            and line.key in page.lines[other].key
            and page.shapes[other].words > shape.words + (2 if quoted else 6)
            for other in near
        ):
            roles[place] = LineRole.PULL_QUOTE


def _kept(
    page: Page,
    heads: dict[int, LineRole],
    roles: list[LineRole],
    rows: dict[int, tuple[str, ...]],
) -> list[bool]:
    """What the model keeps, put right by what stands in the document's head and its tables."""
    kept = list(page.kept)
    title = next((place for place, role in heads.items() if role is LineRole.TITLE), None)
    for place in range(len(kept)):
        above = title is not None and place < title and place < page.first
        if above and page.shapes[place].prose == 0:
            kept[place] = False
    top = title if title is not None else page.first
    for place in range(max(top, 0), page.first):
        if (
            roles[place] in (LineRole.CAPTION, LineRole.EDITOR_NOTE)
            and page.shapes[place].words >= 8
        ):
            kept[place] = True
    for place in rows:
        beside = [other for other in (place - 1, place + 1) if other in rows]
        if any(kept[other] for other in beside) and page.first < place < page.last:
            kept[place] = True
    return kept


def _mark_closing_notes(
    page: Page, roles: list[LineRole], kept: Sequence[bool], language: str
) -> None:
    """The paragraphs behind somebody's own story that speak about him are the editor's."""
    own = [
        place
        for place, keep in enumerate(kept)
        if keep and roles[place] is LineRole.PARAGRAPH and says_i(page.lines[place].text, language)
    ]
    if not own or own[-1] < page.first + 0.6 * (page.last - page.first):
        return
    for place in range(own[-1] + 1, len(roles)):
        if kept[place] and roles[place] is LineRole.PARAGRAPH:
            roles[place] = LineRole.EDITOR_NOTE


def _repeated(
    page: Page, heads: dict[int, LineRole], kept: Sequence[bool], roles: Sequence[LineRole]
) -> set[int]:
    """Kept lines that say again what stands before: the title, captions, teasers."""
    head_keys = {page.lines[place].key for place in heads}
    seen: set[str] = set()
    result = set()
    for place, line in enumerate(page.lines):
        if place in heads or not kept[place]:
            continue
        again = line.key in seen and page.shapes[place].words >= 8
        if again or line.key in head_keys:
            result.add(place)
        # Rows of a table and items of a list may well be alike.
        elif roles[place] not in (LineRole.TABLE, LineRole.LIST_ITEM):
            seen.add(line.key)
    return result
