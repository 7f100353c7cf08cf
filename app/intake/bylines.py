"""Who wrote a document, from lines like "By A. Person", "A. Person, Editor" or "김가상 기자"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.intake.captions import is_caption
from app.intake.cues import Cue, spelled
from app.intake.draft import Certainty, Field
from app.intake.lines import fold
from app.intake.page import Page
from app.intake.person_names import NAME, before_extras, is_name, names_in, roles
from app.intake.words import rows
from app.translation import _

_WRITTEN_BY = re.compile(
    r"\b(?i:posted|written|published|submitted|created|reported|filed|erstellt|geschrieben|"
    r"veröffentlicht|verfasst|publié|publicado)\b.{0,40}?\b(?i:by|von|par|por)\s+(.{3,60})$"
)
_BY_INSIDE = re.compile(
    rf"(?:^|[\s|•·/-])(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or)\s*:?\s+({NAME})"
    # Behind a name in a headline, "a film by Ada Example shows", the sentence goes on.
    r"(?=\s*(?:$|[^\w\s]|\d|(?i:on|am|at|in|le|el|il|em|and|und|et)\b))"
)
_LEAD_ALONE = re.compile(r"(?i:by|von|par|por|written by|author|autor)\s*:?")
# A label is no name: "作者：责任编辑：…" names the editor in charge.
_LABELS = frozenset({"责任编辑", "責任編輯", "编辑", "編輯", "记者", "記者", "来源", "作者"})
_EASTERN = (
    re.compile(
        r"(?:作者|记者|記者|编辑|撰文|筆者|著者|執筆|文)\s*[:：/／|丨]?\s*"
        r"([\u4e00-\u9fff·]{2,6})(?![\u4e00-\u9fff])"
    ),
    re.compile(r"([\u4e00-\u9fff]{2,4}(?:[ 　][\u4e00-\u9fff]{1,3})?)\s*(?:記者|记者)$"),
    re.compile(r"(?:글쓴이|작성자|글|기자)\s*[:：=]\s*([\uac00-\ud7a3]{2,4})(?![\uac00-\ud7a3])"),
    re.compile(
        r"(?<![\uac00-\ud7a3])([\uac00-\ud7a3]{2,4})\s*(?:선임\s?|객원\s?|수습\s?)?"
        r"(?:기자|특파원|논설위원)"
    ),
    re.compile(
        r"(?:بقلم|كتب|كتبت|كتبه|إعداد|تقرير|نویسنده|به قلم|מאת)\s*[:：]?\s*(\S+(?: \S+){1,3})$"
    ),
)
_LONGEST = 160
_HEAD_REACH = 4
_WIDE_HEAD_REACH = 40
_TAIL_REACH = 5
_LEAST_SCORE = 2.0
# By cross-validation over gold and silver pages: closer ones are wrong every other time.
_CLEAR_LEAD = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAuthors:
    """The authors and the place of their line in the page, None where none was found."""

    field: Field[tuple[str, ...]]
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    score: float
    names: tuple[str, ...]
    place: int


def find_authors(page: Page, title: int | None) -> FoundAuthors:
    """Find the authors near the title, or behind the end of the body.

    Args:
        page: The document.
        title: Place of the title's line; None where there is none.
    """
    found = sorted(_candidates(page, title), key=lambda each: -each.score)
    best = found[0] if found else None
    if best is None or best.score < _LEAST_SCORE or _contested(found):
        field: Field[tuple[str, ...]] = Field(
            value=(), certainty=Certainty.NOT_FOUND, reason=_("Nothing in the text says so.")
        )
        return FoundAuthors(field=field)
    return FoundAuthors(
        field=Field(
            value=best.names,
            certainty=Certainty.CERTAIN if best.score >= 3.5 else Certainty.LIKELY,
            reason=_("A line that names an author."),
            lines=(page.lines[best.place].number,),
        ),
        place=best.place,
    )


def _contested(found: Sequence[_Candidate]) -> bool:
    """Whether another byline speaks nearly as strongly: a list of stories, each with its author.

    An author beside the other one, on the next line, is no rival.
    """
    best = found[0]
    names = {fold(name) for name in best.names}
    return any(
        best.score - other.score < _CLEAR_LEAD
        and names.isdisjoint(map(fold, other.names))
        and abs(other.place - best.place) > 2
        for other in found[1:]
    )


def _candidates(page: Page, title: int | None) -> Iterator[_Candidate]:
    small = cache(lambda: _small_words(page))
    for place, bonus in _zones(page, title).items():
        if place == title or is_caption(page.lines[place], page.shapes[place]):
            continue
        near = 0.03 * min(abs(place - page.first), 20)
        for score, names in _in_line(page, place):
            single = 1.2 if len(names[0].split()) == 1 and names[0].isascii() else 0.0
            yield _Candidate(score=score + bonus - near - single, names=names, place=place)
        if bonus >= 0 and title is not None:
            yield from _bare_name(page, place, title, small)


def _zones(page: Page, title: int | None) -> dict[int, float]:
    """Places where a byline is looked for, and how much a place speaks for it."""
    anchor = page.first if title is None else min(title, page.first)
    zones: dict[int, float] = {}
    end = len(page.lines)
    for place in range(max(anchor - _WIDE_HEAD_REACH, 0), anchor):
        zones[place] = 0.2
    for place in range(max(page.last - 1, page.first), min(page.last + 1 + _TAIL_REACH, end)):
        zones[place] = -0.1
    if title is not None:
        # Pages say their title twice; the byline may stand under the other one.
        for again, line in enumerate(page.lines[: page.first]):
            if line.key == page.lines[title].key:
                zones.update(dict.fromkeys(range(again, min(again + 5, end)), 0.8))
    head = range(max(anchor - _HEAD_REACH, 0), min(page.first + _HEAD_REACH, end))
    zones.update(dict.fromkeys(head, 1.0))
    return zones


def _in_line(page: Page, place: int) -> Iterator[tuple[float, tuple[str, ...]]]:
    """What a line says about its author by its words."""
    line, shape = page.lines[place], page.shapes[place]
    text = line.bare
    for name in _eastern_names(text) if shape.words < 40 and not text.isascii() else ():
        yield 2.8, (name,)
        return
    if len(text) > _LONGEST and not (shape.has(Cue.BYLINE) and shape.words < 90):
        return
    text = text[:_LONGEST]
    lead = _lead_in().match(text) if shape.has(Cue.BYLINE) else None
    if lead and (names := names_in(lead[1])) and fold(lead[1]).startswith(fold(names[0])):
        yield 3.2, names
    elif place and _LEAD_ALONE.fullmatch(page.lines[place - 1].text) and (names := names_in(text)):
        yield 3.0, names
    elif (match := _WRITTEN_BY.search(text)) and (names := names_in(match[1])):
        yield 2.8, names
    elif shape.words < 25 and shape.has(Cue.ROLE) and (match := _role_then_name().search(text)):
        if names := names_in(match[1]):
            yield 2.6, names
    elif shape.words < 20 and (match := _BY_INSIDE.search(text)) and (names := names_in(match[1])):
        yield 2.0, names


def _eastern_names(text: str) -> Iterator[str]:
    for pattern in _EASTERN:
        for match in pattern.finditer(text[-60:] if len(text) > 80 else text):
            if match[1] not in _LABELS:
                yield match[1].strip()


def _bare_name(
    page: Page, place: int, title: int, small: Callable[[], set[str]]
) -> Iterator[_Candidate]:
    """A name alone on a line counts if a date, an office or its place in the head speaks for it."""
    line, shape = page.lines[place], page.shapes[place]
    if shape.letters > 60 or line.bullet or not line.text[0].isupper():
        return
    if any(shape.has(cue) for cue in (Cue.ACTION, Cue.MENU, Cue.RELATED, Cue.SOCIAL)):
        return
    bare = before_extras(line.text)
    names = names_in(line.text)
    if not names or not is_name(bare if len(names) == 1 else names[0]):
        return
    if len(names[0].split()) < 2 or _is_plain_words(names[0], small()):
        return
    within = title < place < page.first
    support = 0.9 * (bare != line.text.strip() and shape.has_date) + 0.5 * shape.has_ago
    for other in (place - 2, place - 1, place + 1, place + 2):
        if 0 <= other < len(page.lines) and other != title:
            beside = page.shapes[other]
            support += 0.7 * (beside.words < 14 and beside.has_date)
            support += 0.9 * (beside.words < 9 and beside.has(Cue.ROLE))
    if within and shape.words < 5:
        support += 0.35 + 0.4 * (place - title <= 3)
    support += 0.5 * min(_named_again(page, place), 3)
    support -= 0.6 * (place > page.first) + 0.8 * (place < title)
    if support > 0.3:
        yield _Candidate(score=1.4 + min(support, 1.6), names=names, place=place)


def _small_words(page: Page) -> set[str]:
    """The words that the body writes small."""
    return {
        word
        for line, keep in zip(page.lines, page.kept, strict=True)
        if keep
        for word in spelled(line.text)
        if word.islower()
    }


def _is_plain_words(name: str, small: set[str]) -> bool:
    """Whether the page writes a word of it small elsewhere: "Resize Text" is nobody."""
    return any(word.lower() in small for word in name.split() if len(word) > 3)


def _named_again(page: Page, place: int) -> int:
    """How often the same name stands alone elsewhere, as it does where a page has its author."""
    key = fold(page.lines[place].text)
    return sum(1 for other, line in enumerate(page.lines) if line.key == key and other != place)


@cache
def _lead_in() -> re.Pattern[str]:
    """ "By", "Von", "Written by" and the like, at the beginning of a line."""
    phrases = {
        phrase
        for cue, _language, cell in rows("cues")
        if cue == Cue.BYLINE
        for phrase in cell.split(" | ")
    }
    words = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"\W*(?i:{words})\s*:?\s+(?:(?i:by|von)\s+)?(.{{3,}})$")


@cache
def _role_then_name() -> re.Pattern[str]:
    """ "A call from the organisation's director, Ada Example"."""
    offices = "|".join(sorted(map(re.escape, roles()), key=len, reverse=True))
    return re.compile(rf"\b(?i:by|from|von|par|por)\b.*\b(?i:{offices}),?\s+({NAME})$")
