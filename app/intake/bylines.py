"""Who wrote a document, from lines like "By A. Person", "A. Person, Editor" or "김가상 기자"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.intake.cues import Cue
from app.intake.draft import Certainty, Field
from app.intake.lines import fold
from app.intake.page import Page
from app.intake.words import not_names, rows
from app.intake.written_dates import find_dates
from app.translation import _

_NAME_WORD = (
    r"(?:[A-ZÀ-ÖØ-ÞŁŚŻŽŠČĆĐА-ЯЁІЇЄΑ-Ω][\w’'\-]+|[A-ZÀ-ÞА-Я]\.(?:[A-Z]\.)*"
    r"|de|da|di|du|dos|van|von|der|den|del|la|le|ter|ten|bin|ibn|al|el|bint|y|zu|zur)"
)
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}")
_SEVERAL = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bund\b|\bet\b|\by\b|\boch\b|\bи\b|\bi\b|、|·)\s*")
# What ends a name in a byline: a mark, a date, an office, a place.
_AFTER_NAME = re.compile(
    r"\s[|·•–—/]\s|\s+[-–—]\s+|\s*\(|\s*@|\s+(?i:on|am|at|in|for|für|pour|para|of|from|aus)\s+(?=[A-Z0-9])"
    r"|\s*[|]\s*|,\s*(?=\d)|\s\d|\s+(?i:posted|published|updated|last|veröffentlicht|follow|contributor)\b"
    r"|,\s+(?i:an?|the|der|die|le|la|special|senior|staff|for)\s|\s*:\s"
)
_WRITTEN_BY = re.compile(
    r"\b(?i:posted|written|published|submitted|created|reported|filed|erstellt|geschrieben|veröffentlicht|"
    r"verfasst|publié|publicado)\b.{0,40}?\b(?i:by|von|par|por)\s+(.{3,60})$"
)
_BY_INSIDE = re.compile(
    rf"(?:^|[\s|•·/-])(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or)\s*:?\s+({_NAME.pattern})"
)
_EASTERN = (
    re.compile(
        r"(?:作者|记者|記者|编辑|撰文|筆者|著者|執筆|文)\s*[:：/／|丨]?\s*([\u4e00-\u9fff·]{2,6})(?![\u4e00-\u9fff])"
    ),
    re.compile(r"([\u4e00-\u9fff]{2,4}(?:[ 　][\u4e00-\u9fff]{1,3})?)\s*(?:記者|记者)$"),
    re.compile(r"(?:글쓴이|작성자|글|기자)\s*[:：=]\s*([\uac00-\ud7a3]{2,4})(?![\uac00-\ud7a3])"),
    re.compile(
        r"(?<![\uac00-\ud7a3])([\uac00-\ud7a3]{2,4})\s*(?:선임\s?|객원\s?|수습\s?)?(?:기자|특파원|논설위원)"
    ),
    re.compile(
        r"(?:بقلم|كتب|كتبت|كتبه|إعداد|تقرير|نویسنده|به قلم|מאת)\s*[:：]?\s*(\S+(?: \S+){1,3})$"
    ),
)
_LONGEST = 160
_HEAD_REACH = 4
_TAIL_REACH = 5


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
    best = max(_candidates(page, title), key=lambda each: each.score, default=None)
    if best is None:
        field: Field[tuple[str, ...]] = Field(
            value=(), certainty=Certainty.NOT_FOUND, reason=_("Nothing in the text says so.")
        )
        return FoundAuthors(field=field)
    certainty = Certainty.CERTAIN if best.score >= 3.5 else Certainty.LIKELY
    return FoundAuthors(
        field=Field(
            value=best.names,
            certainty=certainty if best.score >= 2 else Certainty.GUESS,
            reason=_("A line that names an author."),
            lines=(page.lines[best.place].number,),
        ),
        place=best.place,
    )


def _candidates(page: Page, title: int | None) -> Iterator[_Candidate]:
    anchor = page.first if title is None else min(title, page.first)
    head = range(max(anchor - _HEAD_REACH, 0), min(page.first + _HEAD_REACH, len(page.lines)))
    tail = range(max(page.last - 1, head.stop), min(page.last + 1 + _TAIL_REACH, len(page.lines)))
    for zone, bonus in ((head, 1.0), (tail, 0.0)):
        for place in zone:
            if place == title:
                continue
            near = 0.03 * abs(place - page.first)
            for score, names in _in_line(page, place):
                single = 1.2 if len(names[0].split()) == 1 and names[0].isascii() else 0.0
                yield _Candidate(score=score + bonus - near - single, names=names, place=place)
            if bonus and title is not None and place > title:
                yield from _bare_name(page, place, title)


def _in_line(page: Page, place: int) -> Iterator[tuple[float, tuple[str, ...]]]:
    """What a line says about its author by its words."""
    line, shape = page.lines[place], page.shapes[place]
    text = line.bare
    for pattern in _EASTERN:
        match = pattern.search(text[-60:] if len(text) > 80 else text)
        if match and shape.words < 40:
            yield 2.8, (match[1].strip(),)
            return
    if len(text) > _LONGEST and not (shape.has(Cue.BYLINE) and shape.words < 40):
        return
    text = text[:_LONGEST]
    lead = _lead_in().match(text)
    if lead and (names := names_in(lead[1])):
        yield 3.2, names
        return
    if (match := _WRITTEN_BY.search(text)) and (names := names_in(match[1])):
        yield 2.8, names
    elif shape.words < 25 and (match := _role_then_name().search(text)):
        if names := names_in(match[1]):
            yield 2.6, names
    elif shape.words < 20 and (match := _BY_INSIDE.search(text)) and (names := names_in(match[1])):
        yield 2.0, names


def _bare_name(page: Page, place: int, title: int) -> Iterator[_Candidate]:
    """A name alone on a line counts if a date, an office or the place in the head speaks for it."""
    line, shape = page.lines[place], page.shapes[place]
    if shape.letters > 60 or line.bullet:
        return
    names = names_in(line.text)
    bare = _AFTER_NAME.split(line.text, maxsplit=1)[0].strip(" ,.;:")
    if not names or len(names[0].split()) < 2 or not _NAME.match(bare):
        return
    if len(names) == 1 and fold(names[0]) != fold(bare) and "," not in line.text:
        return
    support = 0.0
    for other in (place - 2, place - 1, place + 1, place + 2):
        if 0 <= other < len(page.lines) and other != title:
            beside = page.shapes[other]
            support += 0.8 * (beside.words < 14 and beside.has_date)
            support += 0.9 * (beside.words < 9 and beside.has(Cue.ROLE))
    support += 0.9 * bool(find_dates(line.text)) + 0.5 * shape.has_ago
    if title < place < page.first and shape.words < 5:
        support += 0.35 + 0.3 * (place - title <= 3)
    if place > page.first:
        support -= 0.6
    if support > 0:
        yield _Candidate(score=1.4 + min(support, 1.6), names=names, place=place)


def names_in(text: str) -> tuple[str, ...]:
    """The names of persons in what stands behind "by"."""
    cut = _AFTER_NAME.split(text.strip(), maxsplit=1)[0]
    for written in find_dates(cut)[:1]:
        cut = cut[: written.start]
    names = []
    for part in _SEVERAL.split(cut.strip(" ,.;:–—|/-")):
        name = _as_name(part.strip(" .,;:*"))
        if name:
            names.append(name)
    return tuple(dict.fromkeys(names))


def _as_name(part: str) -> str:
    words = part.split()
    if not words or len(words) > 5:
        return ""
    lower = {word.lower().strip(".,") for word in words}
    if lower & not_names() or lower & _roles():
        return ""
    if part.isupper() and len(words) > 1:
        part = " ".join(word.capitalize() if len(word) > 2 else word for word in words)
    return part if _NAME.fullmatch(part) and part[-1] not in "-" else ""


@cache
def _roles() -> frozenset[str]:
    return frozenset(
        phrase
        for cue, _tag, phrases in rows("cues")
        if cue == Cue.ROLE
        for phrase in phrases.split(" | ")
    )


@cache
def _lead_in() -> re.Pattern[str]:
    """ "By", "Von", "Written by" and the like, at the beginning of a line."""
    phrases = sorted(
        {
            phrase
            for cue, _tag, cell in rows("cues")
            if cue == Cue.BYLINE
            for phrase in cell.split(" | ")
            if phrase.isascii() or phrase[0].isalpha()
        },
        key=len,
        reverse=True,
    )
    words = "|".join(map(re.escape, phrases))
    return re.compile(rf"\W*(?i:{words})\s*:?\s+(?:(?i:by|von)\s+)?(.{{3,150}})$")


@cache
def _role_then_name() -> re.Pattern[str]:
    """ "A call from the organisation's director, Ada Example"."""
    roles = "|".join(sorted(map(re.escape, _roles()), key=len, reverse=True))
    return re.compile(rf"\b(?i:by|from|von|par|por)\b.*\b(?i:{roles}),?\s+({_NAME.pattern})$")
