"""A saved web page: its text with the place of each block, and what it states about itself.

What a page states stands in several vocabularies at once: schema.org in JSON-LD and in attributes,
Open Graph, Dublin Core, HTML itself. The most exact one is asked first.
"""

import codecs
import json
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes
from lxml import etree, html

from app.confined.formats.hypertext import hypertext_blocks
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Block, ReadText, Trouble

_STATED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w:-]+)",
    re.I,
)
# What browsers take these names for (WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "iso-8859-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932",
    "x-sjis": "cp932", "shift-jis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "windows-949": "cp949",
    "big5": "big5hkscs", "windows-31j": "cp932", "unicode": "utf-16",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_STATED = 300
_TITLE_PARTS = re.compile(r"\s+[|–—»·•:-]+\s+")
_ISO_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_PUBLISHED = (
    "article:published_time", "datepublished", "date_published", "parsely-pub-date", "dc.date",
    "dcterms.date", "dc.date.issued", "dcterms.created", "sailthru.date", "pubdate",
    "article.published", "date", "citation_publication_date", "og:pubdate", "publish-date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified")
_AUTHORS = (
    "author", "article:author_name", "parsely-author", "dc.creator", "dcterms.creator",
    "sailthru.author", "byl", "citation_author", "article:author",
)  # fmt: skip
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_ARTICLES = re.compile(r"Article|Posting|Report|WebPage|Review", re.I)


def read(data: bytes, charset: str = "") -> ReadText:
    """Read a page.

    Args:
        charset: What it came with says that its encoding is; empty where nothing does.

    Raises:
        UnreadableError: It is in no encoding that is known, or no HTML.
    """
    text = decoded(data, charset)
    try:
        root = html.document_fromstring(
            text.encode("utf-8", "surrogatepass"),
            parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise UnreadableError(Trouble.DAMAGED) from problem
    blocks = tuple(hypertext_blocks(root))
    said = _Said(root)
    return ReadText(
        title=_title(root, said, blocks),
        authors=tuple(dict.fromkeys(said.authors()))[:20],
        date=said.first_date(_PUBLISHED, "datePublished"),
        updated=said.first_date(_UPDATED, "dateModified"),
        language=(root.get("lang") or "")[:35],
        publisher=said.publisher(),
        address=said.address(),
        blocks=blocks,
    )


def decoded(data: bytes, charset: str = "") -> str:
    """The text of a page, in the encoding that it marks, states, or must be in.

    Args:
        charset: Stated beside the page; the page's own mark goes before it.

    Raises:
        UnreadableError: No encoding fits; no sign is ever replaced.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name) or _refuse()
    found = _STATED.search(data[:4096])
    stated = (found[1] or found[2]).decode("ascii").lower() if found else ""
    stated = charset.lower() or stated
    # Pages that say UTF-16 in ASCII letters are not in UTF-16.
    stated = "" if stated.startswith("utf-16") else _MEANT.get(stated, stated)
    for name in dict.fromkeys((stated, "utf-8")):
        text = _strictly(data, name) if name else None
        if text is not None:
            return text
    best = from_bytes(data[:200_000]).best()
    text = _strictly(data, best.encoding) if best is not None else None
    return text if text is not None else _refuse()


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _refuse() -> str:
    raise UnreadableError(Trouble.DAMAGED)


class _Said:
    """What a page states about itself, by vocabulary."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root
        self._meta: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = _line(element.get("content"))
            if name and content:
                self._meta.setdefault(name.lower(), []).append(content)
        self._things = [*_things(root)]

    def meta(self, *names: str) -> str:
        """The first value of the first of these names that has one."""
        return next((self._meta[name][0] for name in names if name in self._meta), "")

    def thing(self, name: str) -> object:
        """A property of the article in JSON-LD."""
        return next((each[name] for each in self._things if each.get(name)), None)

    def authors(self) -> Iterator[str]:
        """Names of people, not addresses of pages about them."""
        found = [*_names(self.thing("author"))]
        if not found:
            found = [
                value
                for name in _AUTHORS
                for value in self._meta.get(name, ())
                if not value.startswith(("http", "@", "/"))
            ][:1]
        if not found:
            found = [*self._marked("author")]
        for each in found:
            yield from (name.strip() for name in re.split(r"\s+(?:and|und|et|y)\s+|[;&]", each))

    def _marked(self, property: str) -> Iterator[str]:
        """Elements that say themselves that they hold an author's name."""
        for element in self._root.iter("a", "span", "p", "div", "address"):
            if (
                element.get("itemprop") == property
                or property in (element.get("rel") or "").split()
            ):
                inner = element.find(".//*[@itemprop='name']")
                name = _line((inner if inner is not None else element).text_content())
                if 3 < len(name) < 80:
                    yield name

    def first_date(self, names: tuple[str, ...], property: str) -> str:
        """The first date that is one (ISO 8601)."""
        stated = [self.thing(property), *(v for name in names for v in self._meta.get(name, ()))]
        stated += [
            element.get("datetime") or element.get("content")
            for element in self._root.iter("time", "abbr", "span", "meta")
            if element.get("itemprop") == property
            or (element.get("pubdate") is not None and property == "datePublished")
        ]
        for value in stated:
            found = _ISO_DAY.match(value.strip()) if isinstance(value, str) else None
            if found is not None:
                return found[0].replace(" ", "T")
        return ""

    def publisher(self) -> str:
        """Who published it."""
        found = next(_names(self.thing("publisher")), "")
        return found or self.meta(*_PUBLISHERS)

    def address(self) -> str:
        """Its own address."""
        link = next(
            (
                each.get("href")
                for each in self._root.iter("link")
                if each.get("rel") == "canonical"
            ),
            None,
        )
        found = _line(link) or self.meta("og:url")
        return found if found.startswith(("http://", "https://")) else ""


def _things(root: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The articles that JSON-LD describes (schema.org)."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            tree = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        waiting = [tree]
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting += thing[:200]
            elif isinstance(thing, dict):
                if _ARTICLES.search(str(thing.get("@type", ""))):
                    yield thing
                waiting += [thing["@graph"]] if "@graph" in thing else []


def _names(thing: object) -> Iterator[str]:
    if isinstance(thing, list):
        for each in thing[:20]:
            yield from _names(each)
    elif isinstance(thing, dict):
        yield from _names(thing.get("name"))
    elif isinstance(thing, str) and _line(thing) and not thing.startswith("http"):
        yield _line(thing)


def _title(root: html.HtmlElement, said: _Said, blocks: tuple[Block, ...]) -> str:
    """The title as the page shows it, without the site's name."""
    head = root.find(".//head/title")
    stated = [
        _line(str(said.thing("headline") or "")),
        said.meta("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"),
        _line(head.text_content()) if head is not None else "",
    ]
    stated = [each for each in stated if each]
    shown = {_key(block.text): block.text for block in blocks if len(block.text) < _MOST_STATED}
    heads = {_key(block.text): block.text for block in blocks if block.level in (1, 2)}
    for title in stated:
        if _key(title) in shown:
            return shown[_key(title)]
    for title in stated:
        for part in _parts(title):
            if _key(part) in heads or (len(part) > 20 and _key(part) in shown):
                return shown[_key(part)]
    firsts = [block.text for block in blocks if block.level == 1]
    if not stated:
        return firsts[0] if len(firsts) == 1 else ""
    return max(_parts(stated[0]), key=len)


def _parts(title: str) -> Iterator[str]:
    """A title, and what is left of it without a site's name before or behind, longest first."""
    pieces = _TITLE_PARTS.split(title)
    yield title
    if len(pieces) > 1:
        places = [match.span() for match in _TITLE_PARTS.finditer(title)]
        yield title[: places[-1][0]]
        yield title[places[0][1] :]
        yield from sorted(pieces, key=len, reverse=True)[:1]


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def _line(text: object) -> str:
    """A short text as one line; empty for anything else."""
    if not isinstance(text, str):
        return ""
    return (
        " ".join(html.fromstring(f"<i>{text}</i>").text_content().split())[:_MOST_STATED]
        if "&" in text or "<" in text
        else " ".join(text.split())[:_MOST_STATED]
    )


SAMPLE = (
    b'<html lang="en"><head><meta charset="utf-8"><title>A &amp; B</title>'
    b'<script type="application/ld+json">{"@type":"Article","author":{"name":"A &amp; C"}}</script>'
    b"</head><body><h1>A</h1><p>b</p></body></html>"
)
"""A page that needs most of the tools."""
