"""Names as a reader of Latin, Cyrillic or Greek script sees them: several capitalised words.

Scripts without capitals give none: there, nothing in the writing tells a name.
"""

import re
from collections.abc import Iterator

from app.search.figures import MONTH_WORDS, Stated, StatedKind

_WORD = r"[^\W\d_a-zà-öø-ÿа-яёα-ω][^\W\d_]*(?:['’\-][^\W\d_]+)*"
_LINK_WORDS = "of de del da van von der al el bin ibn for the"
_LINK = "|".join(_LINK_WORDS.split())
_SEQUENCE = re.compile(rf"(?<!\w){_WORD}(?: (?:(?:{_LINK}) ){{0,2}}{_WORD}){{0,4}}")
_BEGINNERS = frozenset(
    """
    a according after all also although among an and as at because before both but by did do does
    each earlier even every for from had has he her here his how however i if in instead into is it
    its last later many meanwhile more most mr mrs ms my next no not now of on one only or our over
    read said see she since so some such that the their them then there these they this those though
    to two under until we were what when where which while who why will with would yet you your
    auf aus bei der die das dem den des ein eine im mit nach sie und von vor wir zu zum zur
    dans de des en et il la le les mais pour sur un une con del el las los para por que se
    """.split()  # noqa: SIM905
)
_DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag
    freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes
    miércoles jueves viernes sábado domingo
    """.split()  # noqa: SIM905
)
_LINKS = frozenset(_LINK_WORDS.split())
_FEWEST_WORDS = 2
_MOST_CAPITALS = 0.75
_HEADLINE_WORDS = 4


def names_in(text: str) -> Iterator[Stated]:
    """Names of at least two words; a headline, where everything is capitalised, has none."""
    words = re.findall(r"[^\W\d_]{3,}", text)
    capitals = sum(word[0].isupper() for word in words)
    if len(words) >= _HEADLINE_WORDS and capitals > _MOST_CAPITALS * len(words):
        return
    for match in _SEQUENCE.finditer(text):
        found = _name(match)
        if found is not None:
            yield found


def _name(match: re.Match[str]) -> Stated | None:
    start, words = match.start(), match[0].split(" ")
    while words and (words[0].casefold() in _BEGINNERS or len(words[0]) == 1):
        start += len(words[0]) + 1
        words = words[1:]
    while words and words[-1].casefold() in _LINKS:
        words = words[:-1]
    label = re.sub(r"['’]s?$", "", " ".join(words))
    words = label.split(" ")
    own = [word for word in words if word not in _LINKS]
    folded = {word.casefold() for word in own}
    shouted = all(word.isupper() and len(word) > 1 for word in own)
    # Scripts without capitals have no lower case either.
    capital = all(word[:1].isupper() for word in own)
    if len(own) < _FEWEST_WORDS or shouted or not capital:
        return None
    if folded & (_DAYS | MONTH_WORDS.keys()):
        return None
    key = label.casefold().replace("-", " ").replace("’", "'")
    return Stated(kind=StatedKind.NAME, key=key, label=label, start=start, end=start + len(label))
