"""The first page: what this is, for whom, and how to handle it."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus.flowables import Flowable, Spacer

from app.dossier.document import HEIGHT, WIDTH
from app.dossier.order import DossierOrder
from app.dossier.paragraph import ShapedParagraph, shortened
from app.dossier.rows import Cell, Row, RowLook
from app.dossier.said_dates import said_edtf
from app.dossier.shaping import Shaper
from app.dossier.style import (
    ACCENT,
    COVER_CODE,
    COVER_FACT,
    COVER_TITLE,
    COVER_TITLE_LONG,
    HAIR,
    LABEL,
    SMALL,
    TextStyle,
)
from app.dossier.written_text import one_line
from app.records.vocabularies import Kind, Scope, label
from app.translation import _, ngettext

_LABEL_WIDTH = 108.0
_MOST_TITLE_LINES = 7
_MOST_STATEMENT_LINES = 12
_STATEMENT = replace(COVER_FACT, size=11, leading=17, after=6)
_LEAST_FACTS = 5
_LEAST_ROOM = 30.0


_FOR_EVERYONE = (Scope.PUBLICATION, Scope.MEDIA, Scope.UN_PUBLIC)


def usual_handling(purpose: Scope) -> tuple[str, ...]:
    """Rules that stand on the cover where the order names none."""
    if purpose in _FOR_EVERYONE:
        return (
            _("Do not try to find out who is speaking where a name is withheld."),
            _("Consent can be withdrawn: ask the sender before using this anew."),
        )
    return (
        _("For the recipient named above only. Do not pass it on without asking the sender."),
        _("Keep it encrypted. Print only what you need, and destroy prints after use."),
        _("Do not try to find out who is speaking where a name is withheld."),
        _("Contact nobody named or described here without asking the sender first."),
    )


def usual_classification(purpose: Scope) -> str:
    """Words that stand on cover and pages where the order names none."""
    if purpose in _FOR_EVERYONE:
        return _("May be published")
    return _("Confidential · for the recipient only")


def cover(order: DossierOrder, shaper: Shaper) -> list[Flowable]:
    """Everything on the cover; it fits one page whatever the words are."""
    upper = list(_upper(order, shaper))
    lower = list(_lower(order, shaper))
    # Rules that find no room here stand on the page "About this dossier" with all others.
    while len(lower) > _LEAST_FACTS and _heights(upper, lower) > HEIGHT - _LEAST_ROOM:
        lower.pop()
    room = HEIGHT - _LEAST_ROOM - _heights(upper, lower)
    lines = min(_MOST_STATEMENT_LINES, int(room / _STATEMENT.leading))
    if one_line(order.statement) and lines > 0:
        upper.append(_limited(order.statement, _STATEMENT, shaper, order.language, lines))
    return [*upper, Spacer(WIDTH, HEIGHT - _heights(upper, lower) - 2), *lower]


def contents_in_words(order: DossierOrder) -> str:
    """How many testimonies and articles the dossier holds."""
    testimonies = sum(entry.kind is Kind.TESTIMONY for entry in order.records)
    articles = len(order.records) - testimonies
    parts = []
    if testimonies:
        parts.append(ngettext("{} testimony", "{} testimonies", testimonies).format(testimonies))
    if articles:
        parts.append(ngettext("{} article", "{} articles", articles).format(articles))
    return ", ".join(parts) or _("No records")


def _upper(order: DossierOrder, shaper: Shaper) -> Iterator[Flowable]:
    yield Spacer(WIDTH, 64)
    yield _limited(order.code, COVER_CODE, shaper, None, 2)
    title = one_line(order.title)
    style = COVER_TITLE if len(title) <= 90 else COVER_TITLE_LONG
    yield _limited(title, style, shaper, order.language, _MOST_TITLE_LINES)
    yield Row(
        (Cell(paragraph=ShapedParagraph("", SMALL, shaper), left=0, width=WIDTH),),
        RowLook(before=4, after=14, rule=ACCENT),
    )


def _lower(order: DossierOrder, shaper: Shaper) -> Iterator[Flowable]:
    facts = (
        (_("Recipient"), order.recipient),
        (_("Purpose"), label(order.purpose)),
        (_("Classification"), order.classification),
        (_("Date"), said_edtf(order.date)),
        (_("Contents"), contents_in_words(order)),
    )
    for name, words in facts:
        if one_line(words):
            yield _fact(
                name, _limited(one_line(words), COVER_FACT, shaper, order.language, 8), shaper
            )
    for index, rule in enumerate(order.handling):
        name = _("Handling") if index == 0 else ""
        yield _fact(name, _limited(rule, COVER_FACT, shaper, order.language, 4), shaper, index > 0)


def _fact(name: str, words: ShapedParagraph, shaper: Shaper, follows: bool = False) -> Row:
    style = replace(LABEL, leading=words.style.leading)
    cells = (
        Cell(paragraph=ShapedParagraph(name, style, shaper), left=0, width=_LABEL_WIDTH - 10),
        Cell(paragraph=words, left=_LABEL_WIDTH, width=WIDTH - _LABEL_WIDTH),
    )
    return Row(cells, RowLook(above=0 if follows else 4, below=3.5, rule=HAIR))


def _limited(
    words: str, style: TextStyle, shaper: Shaper, language: str | None, most: int
) -> ShapedParagraph:
    """A paragraph of at most so many lines; the cover is one page."""
    width = WIDTH - _LABEL_WIDTH if style is COVER_FACT else WIDTH
    return shortened(words, style, shaper, language, width=width, most=most)


def _heights(*groups: list[Flowable]) -> float:
    return sum(_height(each) for group in groups for each in group)


def _height(flowable: Flowable) -> float:
    _width, height = flowable.wrap(WIDTH, HEIGHT)
    return float(height + flowable.getSpaceBefore() + flowable.getSpaceAfter())
