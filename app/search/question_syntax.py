"""The query language: Whoosh's parser, set up for what people type.

Words, "phrases", OR, NOT and `-`, parentheses, `field:`, `[from TO until]`, `begin*`, `wild*card`,
`fuzzy~`, `"near words"~5`. The tree that comes out holds words as they were typed; analysing them
is the business of `question`.
"""

import re
from functools import cache

from whoosh import analysis, fields, qparser, query
from whoosh.qparser import syntax
from whoosh.qparser.plugins import FieldsPlugin, FuzzyTermPlugin, PhrasePlugin

# Longer questions and deeper brackets are pasted text; it is read as plain words.
LONGEST = 4_000
_DEEPEST = 12

# Whoosh wants a number of edits; this one means that nobody gave it.
EDITS_NOT_GIVEN = 9
# Likewise of a distance, where a quotation stands without one; further apart is anywhere.
DISTANCE_NOT_GIVEN = -1
_FURTHEST = 100_000

WORD_FIELDS = (
    "title", "text", "translation", "summary", "person", "place", "source", "attachment",
)  # fmt: skip
PROPERTY_FIELDS = (
    "kind", "lang", "status", "risk", "consent", "tag", "collection", "year", "code",
)  # fmt: skip
DATE_FIELDS = ("date", "added")
ALL_TEXT = "everything"

# A question mark ends a question; only before another letter it stands for one.
_WILD = r"(?P<text>[*]|[?](?=\w))"
_NOT = r"(^|(?<=(\s|[()])))(NOT(?=\s)|-(?=[^\s-]))"


class UnreadableQuestion(Exception):  # noqa: N818 — never reaches a person: it is read plainly
    """The text does not follow the query language."""


def parse(text: str) -> query.Query:
    """Parse a question into Whoosh's query tree.

    Raises:
        UnreadableQuestion: Brackets or quotes are loose, or it is too long or too deep.
    """
    _check(text)
    try:
        return _parser().parse(text, normalize=False)
    except Exception as problem:
        # Whatever somebody else's parser makes of strange input, it is no error of the person's.
        raise UnreadableQuestion from problem


def _check(text: str) -> None:
    if len(text) > LONGEST or text.count('"') % 2:
        raise UnreadableQuestion
    outside = re.sub(r'"[^"]*"', " ", text)
    depth = deepest = 0
    for char in outside:
        if char == "(":
            depth += 1
            deepest = max(deepest, depth)
        elif char == ")":
            depth -= 1
            if depth < 0:
                raise UnreadableQuestion
    if depth or deepest > _DEEPEST or re.search(r"[\[\]]", _without_ranges(outside)):
        raise UnreadableQuestion


def _without_ranges(text: str) -> str:
    return re.sub(r"\[[^\[\]]*?\b(?i:TO)\b[^\[\]]*\]", " ", text)


class _Fuzzy(FuzzyTermPlugin):  # type: ignore[misc]
    """Tells `word~` from `word~1`."""

    def create(self, parser: object, match: "re.Match[str]") -> object:
        given = match.group("maxdist")
        edits = min(int(given), 3) if given else EDITS_NOT_GIVEN
        return self.FuzzinessNode(edits, 0, match.group())


class _Phrases(PhrasePlugin):  # type: ignore[misc]
    """Tells `"a b"` from `"a b"~1`, and knows `"a b"~0`."""

    class PhraseTagger(PhrasePlugin.PhraseTagger):  # type: ignore[misc]
        def create(self, parser: object, match: "re.Match[str]") -> object:
            given = match["slop"]
            distance = min(int(given), _FURTHEST) if given else DISTANCE_NOT_GIVEN
            return PhrasePlugin.PhraseNode(match["text"], match.start("text"), distance)

    def __init__(self) -> None:
        super().__init__(r'"(?P<text>.*?)"(~(?P<slop>\d+))?')


class _Fields(FieldsPlugin):  # type: ignore[misc]
    """Names of fields in any case."""

    class FieldnameTagger(FieldsPlugin.FieldnameTagger):  # type: ignore[misc]
        def create(self, parser: object, match: "re.Match[str]") -> object:
            return syntax.FieldnameNode(match["text"].lower(), match[0])


@cache
def _parser() -> qparser.QueryParser:
    verbatim = fields.TEXT(analyzer=analysis.IDTokenizer())
    schema = fields.Schema(
        **dict.fromkeys((ALL_TEXT, *WORD_FIELDS, *PROPERTY_FIELDS, *DATE_FIELDS), verbatim)
    )
    return qparser.QueryParser(
        ALL_TEXT,
        schema,
        plugins=[
            qparser.WhitespacePlugin(),
            _Phrases(),
            qparser.GroupPlugin(),
            _Fields(),
            qparser.FieldAliasPlugin({"lang": ("language",), "date": ("published",)}),
            qparser.RangePlugin(),
            qparser.WildcardPlugin(_WILD),
            _Fuzzy(),
            qparser.OperatorsPlugin(Not=_NOT, AndNot=None, AndMaybe=None, Require=None),
        ],
    )
