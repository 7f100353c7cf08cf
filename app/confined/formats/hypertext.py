"""The text of HTML, block by block, as a browser would show it, and where each block stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from app.confined.forms import Block, BlockKind, Landmark, Surroundings

_UNSEEN = frozenset(
    (
        "script", "style", "template", "noscript", "head", "svg", "math", "object", "iframe",
        "select", "textarea", "button", "audio", "video", "canvas", "input",
    )
)  # fmt: skip
_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rt", "rp",
        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr",
    )
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LANDMARKS = {
    "article": Landmark.ARTICLE,
    "main": Landmark.MAIN,
    "nav": Landmark.NAVIGATION,
    "header": Landmark.HEADER,
    "footer": Landmark.FOOTER,
    "aside": Landmark.ASIDE,
    "form": Landmark.FORM,
    "figure": Landmark.FIGURE,
}
_ROLES = {
    "article": Landmark.ARTICLE,
    "main": Landmark.MAIN,
    "navigation": Landmark.NAVIGATION,
    "menu": Landmark.NAVIGATION,
    "banner": Landmark.HEADER,
    "contentinfo": Landmark.FOOTER,
    "complementary": Landmark.ASIDE,
    "search": Landmark.FORM,
}
_FOR = re.compile(
    r"article|body|content|entry|hentry|main|page|post|text|blog|story|column|prose|copy", re.I
)
_AGAINST = re.compile(
    r"comment|meta|foot|masthead|nav|menu|sidebar|sponsor|promo|related|recommend|share|social|"
    r"widget|popup|banner|\bad\b|\bads\b|advert|breadcrumb|newsletter|subscri|login|signup|cookie|"
    r"teaser|tags?\b|rating|print|remark|reply|respond|hidden|disqus|author-?bio|more-|trending|"
    r"popular|outbrain|taboola|gallery|carousel|copyright|legal|disclaimer|pagination|pager|tool",
    re.I,
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MOST_BLOCKS = 60_000


def hypertext_blocks(root: html.HtmlElement) -> Iterator[Block]:
    """Paragraphs, headings, list items and rows of tables in order."""
    walk = _Walk()
    walk.visit(root)
    walk.end_block()
    yield from walk.blocks


@dataclass(slots=True)
class _Open:
    """An element that is open, with what it says of all within it."""

    name: str
    number: int
    landmark: Landmark
    speaks_for: int
    speaks_against: int
    cells: list[str] = field(default_factory=list)


class _Walk:
    """Gathers text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._open: list[_Open] = []
        self._elements = 0
        self._links = self._bolds = 0
        self._letters = self._linked = self._bold = 0

    def visit(self, root: html.HtmlElement) -> None:
        # Not by recursion: pages nest deeper than Python does.
        waiting: list[tuple[html.HtmlElement, bool]] = [(root, False)]
        while waiting and len(self.blocks) < _MOST_BLOCKS:
            element, left = waiting.pop()
            name = element.tag if isinstance(element.tag, str) else ""
            if left:
                self._leave(element, name)
                continue
            if not name or name in _UNSEEN or _is_hidden(element):
                self._say(element.tail)
                continue
            self._enter(element, name)
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))

    def _enter(self, element: html.HtmlElement, name: str) -> None:
        self._elements += 1
        if name in ("br", "hr"):
            self.end_block()
        elif name not in _INLINE:
            if name not in ("td", "th"):
                self.end_block()
            self._open.append(self._opened(element, name))
        self._links += name == "a"
        self._bolds += name in ("b", "strong")
        self._say(element.text)

    def _leave(self, element: html.HtmlElement, name: str) -> None:
        self._links -= name == "a"
        self._bolds -= name in ("b", "strong")
        if name not in ("br", "hr") and name not in _INLINE:
            if name in ("td", "th"):
                self._end_cell()
            else:
                self.end_block()
            self._open.pop()
        self._say(element.tail)

    def _opened(self, element: html.HtmlElement, name: str) -> _Open:
        above = self._open[-1] if self._open else None
        said = f"{element.get('class') or ''} {element.get('id') or ''}"
        role = _ROLES.get((element.get("role") or "").lower())
        landmark = role or _LANDMARKS.get(name)
        if landmark is None:
            landmark = above.landmark if above else Landmark.NONE
        return _Open(
            name=name,
            number=self._elements,
            landmark=landmark,
            speaks_for=(above.speaks_for if above else 0) + bool(_FOR.search(said)),
            speaks_against=(above.speaks_against if above else 0) + bool(_AGAINST.search(said)),
        )

    def _say(self, text: str | None) -> None:
        if not text:
            return
        self._text.append(text)
        letters = sum(not sign.isspace() for sign in text)
        self._letters += letters
        self._linked += letters if self._links else 0
        self._bold += letters if self._bolds else 0

    def _end_cell(self) -> None:
        """A cell ends: short ones make a row together, long ones are text in a page's frame."""
        row = next((each for each in reversed(self._open) if each.name == "tr"), None)
        if row is None or not "".join(self._text).strip():
            self.end_block()
            return
        row.cells.append(" ".join("".join(self._text).split()))
        self._text.clear()

    def end_block(self) -> None:
        """What was gathered is a block of its own."""
        text = " ".join("".join(self._text).split())
        self._text.clear()
        inner = self._open[-1] if self._open else None
        if inner is not None and inner.name == "tr" and inner.cells:
            self._end_row(inner)
        if text:
            self.blocks.append(self._block(text))
        if text or self._letters:
            self._letters = self._linked = self._bold = 0

    def _end_row(self, row: _Open) -> None:
        cells, row.cells = tuple(row.cells), []
        around = self._around()
        if len(cells) == 1:
            self.blocks.append(Block(kind=BlockKind.PARAGRAPH, text=cells[0], around=around))
        else:
            self.blocks.append(Block(kind=BlockKind.ROW, cells=cells, around=around))

    def _block(self, text: str) -> Block:
        around = self._around()
        nearest = next((each.name for each in reversed(self._open) if each.name in _TELLING), "")
        if nearest in _HEADINGS:
            level = _HEADINGS[nearest]
            return Block(kind=BlockKind.HEADING, text=text, level=level, around=around)
        kind = BlockKind.PARAGRAPH
        if nearest == "li":
            kind = BlockKind.ITEM
        elif nearest in ("figcaption", "caption"):
            kind = BlockKind.CAPTION
        return Block(kind=kind, text=text, around=around)

    def _around(self) -> Surroundings:
        inner = self._open[-1] if self._open else None
        if inner is None:
            return Surroundings()
        letters = self._letters or 1
        above = [each.number for each in reversed(self._open) if each.name not in _NO_GROUP]
        return Surroundings(
            landmark=inner.landmark,
            element=inner.name[:12],
            link_share=100 * self._linked // letters,
            bold_share=100 * self._bold // letters,
            speaks_for=min(inner.speaks_for, 20),
            speaks_against=min(inner.speaks_against, 20),
            depth=len(self._open),
            groups=tuple(above[:3]),
        )


_TELLING = frozenset((*_HEADINGS, "li", "figcaption", "caption"))
_NO_GROUP = frozenset(("p", "li", "td", "th", "tr", "dd", "dt", "pre", *_HEADINGS))


def _is_hidden(element: html.HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _NOT_SHOWN.search(element.get("style") or "") is not None
    )
