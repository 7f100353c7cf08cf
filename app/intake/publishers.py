"""Who published a document, if the page says so itself. Nothing is concluded from its style."""

import re
from collections import Counter

from app.intake.cues import Cue
from app.intake.draft import Certainty, Field, nothing_text
from app.intake.page import Page
from app.translation import _

_LABELLED = re.compile(
    r"(?i:masthead|publisher|published by|a publication of|herausgeber|verlag|quelle|source|"
    r"издание|источник|제호|발행|출처|発行|出典|来源|來源|出处|المصدر)\s*[:：]\s*(.{2,80})$"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\W*(?:©|\(c\)|copyright)?\W*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?\W*(?:by\s+)?(.{2,80})",
    re.IGNORECASE,
)
_RIGHTS_END = re.compile(
    r"[.,|•·]?\s*(?:all rights|alle rechte|tous droits|todos los|tutti i diritti|wszelkie|"
    r"все права|무단|powered|privacy|terms|site by|(?:19|20)\d\d|[|•·]|\.\s).*$",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"[\W_]+")


def find_publisher(page: Page) -> Field[str]:
    """Find the publisher in a masthead, a note of rights, or both with the site's own name."""
    for place, line in enumerate(page.lines):
        match = _LABELLED.match(line.bare)
        if match and not page.kept[place] and page.shapes[place].words < 12:
            return _field(match[1].strip(" .,"), Certainty.CERTAIN, line.number)
    names = _short_names(page)
    for place, line in enumerate(page.lines):
        shape = page.shapes[place]
        if page.kept[place] or shape.words > 60 or not shape.has(Cue.RIGHTS):
            continue
        if shape.has(Cue.CAPTION) and place < page.last:
            continue
        match = _RIGHTS.search(line.text)
        holder = _RIGHTS_END.sub("", match[1]).strip(" .,;:|–—-") if match else ""
        known = _name_within(line.text, names)
        if known:
            return _field(known, Certainty.LIKELY, line.number)
        if 1 < len(holder) <= 60 and 1 <= len(holder.split()) <= 7 and holder[0].isupper():
            return _field(holder, Certainty.LIKELY, line.number)
    return nothing_text()


def _field(value: str, certainty: Certainty, number: int) -> Field[str]:
    return Field(
        value=value, certainty=certainty, reason=_("The page names its publisher."), lines=(number,)
    )


def _short_names(page: Page) -> list[str]:
    """Short capitalised lines that are no menu words, the most frequent first."""
    counts = Counter(
        line.text
        for line, shape in zip(page.lines, page.shapes, strict=True)
        if 1 <= shape.words <= 6
        and len(line.text) > 3
        and line.text[0].isupper()
        and not shape.has(Cue.MENU)
        and not shape.has(Cue.RIGHTS)
    )
    return [text for text, _count in counts.most_common(400)]


def _name_within(text: str, names: list[str]) -> str:
    """The site's name as the page writes it, found in its note of rights or in its address."""
    loose = _LOOSE.sub("", text.lower())
    for name in names:
        squeezed = _LOOSE.sub("", name.lower().removeprefix("the "))
        if len(squeezed) > 5 and squeezed in loose:
            return name
    return ""
