"""Lines become a draft: body, fields and structure put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.intake.bylines import FoundAuthors, find_authors
from app.intake.captions import is_caption
from app.intake.cues import Cue
from app.intake.draft import (
    Certainty,
    Draft,
    DraftLine,
    Field,
    LeftOut,
    LineRole,
    nothing_date,
    nothing_text,
)
from app.intake.kinds import find_article_type, find_kind, listen
from app.intake.language_detection import language_field
from app.intake.lines import Line, fold
from app.intake.long_texts import head_length, is_long, plain_lines
from app.intake.page import Page, look_at
from app.intake.publication_dates import FoundDates, find_publication_dates
from app.intake.publishers import find_publisher
from app.intake.shape import Shape, measure_all
from app.intake.structure import LineFinding, find_structure
from app.intake.titles import FoundTitle, find_title, says_who_speaks
from app.intake.wrapping import paragraph_lines
from app.records.vocabularies import ArticleType, Kind
from app.translation import _

_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÞА-Я][\w.’'\-]+(?:[ ,]+[A-ZÀ-ÞА-Я][\w.’'\-]+){0,3})\s*"
    r"(?:\((?:AP|AFP|Reuters|dpa|Yonhap)\)\s*)?[–—―-]{1,2}\s+(?=\S)"
)

_NO_SUBTITLE = (
    Cue.ACTION, Cue.SOCIAL, Cue.LEGAL, Cue.RELATED, Cue.EDITOR_NOTE, Cue.MENU,
)  # fmt: skip


# Of a first line longer than a page, this many signs tell its language.
_TOLD_BY = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where lines come from: the file's name and the SHA-256 of its bytes.

    Attributes:
        as_written: They are one document that somebody wrote; no line of it is a menu.
    """

    file_name: str
    sha256: str
    as_written: bool = False


def draft_of(
    raw_lines: Sequence[str],
    first_number: int,
    origin: Origin,
    ready: tuple[Sequence[Line], Sequence[Shape]] | None = None,
    chances: Sequence[float] | None = None,
) -> Draft:
    """Make one draft of a stretch of a file.

    Args:
        raw_lines: The stretch, all its lines.
        first_number: The number of the first one in the original.
        origin: Where it comes from.
        ready: Its lines and shapes, if they are at hand.
        chances: How likely each line belongs to the body, where that is known better than by the
            lines alone.
    """
    lines: Sequence[Line]
    if ready is None and is_long(raw_lines):
        return _long_draft(raw_lines, first_number, origin)
    if ready is None:
        lines = paragraph_lines(raw_lines, first_number)
        shapes: Sequence[Shape] = measure_all(lines)
    else:
        lines, shapes = ready
    if not lines:
        return _blank_draft(raw_lines, first_number, origin)
    page = look_at(lines, shapes, whole=origin.as_written, chances=chances)
    title = find_title(page)
    authors = find_authors(page, title.place)
    body = [line.text for line, keep in zip(page.lines, page.kept, strict=True) if keep]
    languages = language_field("\n".join(body))
    language = languages.value[0] if languages.value else "und"
    dates = find_publication_dates(page, title.place, language)
    paragraphs = _telling_paragraphs(page)
    voices = listen(paragraphs, language)
    kind = find_kind(voices, language)
    heads, subtitle = _heads(page, title, authors, dates)
    findings = find_structure(
        page, heads, language=language, testimony=kind.value is Kind.TESTIMONY
    )
    if origin.as_written:
        findings = tuple(replace(each, role=_in_place(each), why=None) for each in findings)
    draft_lines = _draft_lines(raw_lines, first_number, page, findings)
    publisher = find_publisher(page)
    return Draft(
        file_name=origin.file_name,
        sha256=origin.sha256,
        first_line=first_number,
        last_line=first_number + len(raw_lines) - 1,
        lines=draft_lines,
        kind=kind,
        article_type=find_article_type(
            voices,
            title.kicker,
            any(finding.role is LineRole.QUESTION for finding in findings),
        ),
        title=title.field,
        subtitle=subtitle,
        authors=authors.field,
        publisher=publisher,
        place=_place(page),
        published=dates.published,
        updated=dates.updated,
        suggested_published=dates.suggested,
        languages=languages,
        published_elsewhere=_published_elsewhere(draft_lines, publisher, authors),
        as_written=origin.as_written,
    )


def _long_draft(raw_lines: Sequence[str], first_number: int, origin: Origin) -> Draft:
    """A draft whose fields come from the text's head, and whose lines are all kept."""
    count = head_length(raw_lines)
    head = raw_lines[:count] or [raw_lines[0][:_TOLD_BY]]
    draft = draft_of(head, first_number, replace(origin, as_written=True))
    lines = draft.lines if count else ()
    return replace(
        draft,
        last_line=first_number + len(raw_lines) - 1,
        lines=(*lines, *plain_lines(raw_lines[count:], first_number + count)),
        as_written=origin.as_written,
    )


def _in_place(finding: LineFinding) -> LineRole:
    return finding.role_if_kept if finding.role is LineRole.LEFT_OUT else finding.role


def _telling_paragraphs(page: Page) -> list[str]:
    """The kept paragraphs that tell who speaks: no captions, no items, no headings."""
    return [
        line.text
        for place, line in enumerate(page.lines)
        if page.kept[place]
        and not line.bullet
        and not is_caption(page.lines[place], page.shapes[place])
        and (page.shapes[place].prose > 0 or page.shapes[place].ends_sentence)
    ]


def _heads(
    page: Page, title: FoundTitle, authors: FoundAuthors, dates: FoundDates
) -> tuple[dict[int, LineRole], Field[str]]:
    """Roles of the lines in the document's head, and its subtitle."""
    heads: dict[int, LineRole] = {}
    for place in dates.places:
        if page.shapes[place].words < 9:
            heads[place] = LineRole.DATE
    if authors.place is not None:
        heads.update(_author_lines(page, authors))
    subtitle = nothing_text()
    if title.place is not None:
        heads[title.place] = LineRole.TITLE
        below = _subtitle_place(page, title.place, heads)
        if below is not None:
            subtitle = Field(
                value=page.lines[below].text,
                certainty=Certainty.LIKELY,
                reason=_("Stands between title and text."),
                lines=(page.lines[below].number,),
            )
            heads[below] = LineRole.SUBTITLE
    return heads, subtitle


def _author_lines(page: Page, authors: FoundAuthors) -> dict[int, LineRole]:
    """The author's line, its repetitions near the head, and the office named below it."""
    assert authors.place is not None
    names = {fold(name) for name in authors.field.value}
    result: dict[int, LineRole] = {}
    place = authors.place
    shape = page.shapes[place]
    if shape.words < 12 and not page.first < place < page.last - 1:
        # "A call for action from the director, Ada Example" says more than who wrote it.
        says_more = shape.words >= 8 and not shape.has(Cue.BYLINE) and not shape.has_date
        result[place] = LineRole.SUBTITLE if says_more else LineRole.BYLINE
    for other in range(max(page.first - 20, 0), min(page.first + 3, len(page.lines))):
        words = page.lines[other].key.split()
        bare = " ".join(words[1:]) if len(words) > 1 else ""
        if page.lines[other].key in names or bare in names:
            result[other] = LineRole.BYLINE
            below = other + 1
            office = page.shapes[min(below, len(page.shapes) - 1)]
            if below < page.first and office.words < 9 and office.has(Cue.ROLE):
                result[below] = LineRole.BYLINE
    return result


def _subtitle_place(page: Page, title: int, heads: dict[int, LineRole]) -> int | None:
    """The first line between title and body that reads like a standfirst."""
    for place in range(title + 1, page.first):
        if heads.get(place) is LineRole.SUBTITLE:
            return place
        shape, line = page.shapes[place], page.lines[place]
        if (
            5 <= shape.words <= 45
            and place not in heads
            and not line.bullet
            and not shape.has_date
            and not says_who_speaks(page, place)
            and not is_caption(page.lines[place], page.shapes[place])
            and line.key != page.lines[title].key
            and not any(shape.has(cue) for cue in _NO_SUBTITLE)
        ):
            return place
    return None


def _place(page: Page) -> Field[str]:
    """The place a dateline names at the beginning of the body: "SEOUL – …"."""
    match = _DATELINE.match(page.lines[page.first].text[:80])
    if match is None:
        return nothing_text()
    return Field(
        value=match["place"].strip(" ,"),
        certainty=Certainty.GUESS,
        reason=_("The dateline at the beginning of the text."),
        lines=(page.lines[page.first].number,),
    )


def _published_elsewhere(
    lines: Sequence[DraftLine], publisher: Field[str], authors: FoundAuthors
) -> Field[bool]:
    """Suggest that it was published: a page with menus, an author's line or a publisher."""
    menus = sum(1 for line in lines if line.why is LeftOut.NAVIGATION)
    signs = (menus >= 3) + publisher.found + (authors.place is not None)
    if not signs:
        return Field(
            value=False, certainty=Certainty.NOT_FOUND, reason=_("Nothing in the text says so.")
        )
    reason = (
        _("The page names its publisher.")
        if publisher.found
        else _("It stands among the menus of a website.")
        if menus >= 3
        else _("A line that names an author.")
    )
    certainty = Certainty.LIKELY if signs > 1 else Certainty.GUESS
    return Field(value=True, certainty=certainty, reason=reason, lines=publisher.lines)


def _draft_lines(
    raw_lines: Sequence[str],
    first_number: int,
    page: Page,
    findings: Sequence[LineFinding],
) -> tuple[DraftLine, ...]:
    """Every line of the stretch once, with its role."""
    of_number: dict[int, tuple[LineFinding, bool]] = {}
    for line, finding in zip(page.lines, findings, strict=True):
        for number in range(line.number, line.last_number + 1):
            of_number[number] = (finding, number > line.number)
    result = []
    for number, text in enumerate(raw_lines, first_number):
        if number not in of_number:
            result.append(_blank_line(number, text))
            continue
        finding, continues = of_number[number]
        result.append(
            DraftLine(
                number=number,
                text=text,
                role=finding.role,
                role_if_kept=finding.role_if_kept,
                why=finding.why,
                continues=continues,
                cells=finding.cells,
            )
        )
    return tuple(result)


def _blank_line(number: int, text: str) -> DraftLine:
    return DraftLine(number=number, text=text, role=LineRole.BLANK, role_if_kept=LineRole.BLANK)


def _blank_draft(raw_lines: Sequence[str], first_number: int, origin: Origin) -> Draft:
    """A draft of nothing but blank lines, which only a cut by hand can make."""
    lines = tuple(_blank_line(number, text) for number, text in enumerate(raw_lines, first_number))
    none = _("Too little text to tell.")
    return Draft(
        file_name=origin.file_name,
        sha256=origin.sha256,
        first_line=first_number,
        last_line=first_number + len(raw_lines) - 1,
        lines=lines,
        kind=Field(value=Kind.ARTICLE, certainty=Certainty.GUESS, reason=none),
        article_type=Field(value=ArticleType.OTHER, certainty=Certainty.NOT_FOUND, reason=none),
        title=nothing_text(),
        subtitle=nothing_text(),
        authors=Field(value=(), certainty=Certainty.NOT_FOUND, reason=none),
        publisher=nothing_text(),
        place=nothing_text(),
        published=nothing_date(),
        updated=nothing_date(),
        suggested_published=nothing_date(),
        languages=Field(value=(), certainty=Certainty.NOT_FOUND, reason=none),
        published_elsewhere=Field(value=False, certainty=Certainty.NOT_FOUND, reason=none),
        as_written=origin.as_written,
    )
