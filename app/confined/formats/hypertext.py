"""The text of HTML, block by block, as a browser would show it."""

from collections.abc import Iterator

from lxml import html

from app.confined.forms import Block, BlockKind

_UNSEEN = frozenset(
    ("script", "style", "template", "noscript", "head", "svg", "math", "object", "iframe", "select")
)
_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rt", "rp",
        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr",
    )
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def hypertext_blocks(root: html.HtmlElement) -> Iterator[Block]:
    """Paragraphs, headings, list items and rows of tables in order."""
    walk = _Walk()
    walk.visit(root)
    walk.end_block()
    yield from walk.blocks


class _Walk:
    """Gathers text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._kinds: list[str] = []

    def visit(self, root: html.HtmlElement) -> None:
        # Not by recursion: pages nest deeper than Python does.
        waiting: list[tuple[html.HtmlElement, bool]] = [(root, False)]
        while waiting:
            element, left = waiting.pop()
            name = element.tag if isinstance(element.tag, str) else ""
            if left:
                self._leave(element, name)
                continue
            if not name or name in _UNSEEN or element.get("hidden") is not None:
                self._text.append(element.tail or "")
                continue
            self._enter(element, name)
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))

    def _enter(self, element: html.HtmlElement, name: str) -> None:
        if name == "br":
            self.end_block()
        elif name not in _INLINE:
            self.end_block()
            self._kinds.append(name)
        self._text.append(element.text or "")

    def _leave(self, element: html.HtmlElement, name: str) -> None:
        if name != "br" and name not in _INLINE:
            self.end_block()
            self._kinds.pop()
        self._text.append(element.tail or "")

    def end_block(self) -> None:
        """What was gathered is a block of its own."""
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if not text:
            return
        nearest = next((kind for kind in reversed(self._kinds) if kind in _TELLING), "")
        if nearest in _HEADINGS:
            self.blocks.append(Block(kind=BlockKind.HEADING, text=text, level=_HEADINGS[nearest]))
        elif nearest == "li":
            self.blocks.append(Block(kind=BlockKind.ITEM, text=text))
        elif nearest == "figcaption":
            self.blocks.append(Block(kind=BlockKind.CAPTION, text=text))
        else:
            self.blocks.append(Block(kind=BlockKind.PARAGRAPH, text=text))


_TELLING = frozenset((*_HEADINGS, "li", "figcaption"))
