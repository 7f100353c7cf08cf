"""References from citation programs (RIS) become articles.

A tag that no field takes becomes an extra field under its name.
"""

from collections.abc import Iterable, Iterator

from app.confined.entries import SourceEntry
from app.intake.cell_values import ReadDate, read_date, read_language
from app.intake.draft import Certainty, Field, Further
from app.intake.entry_drafts import BodyPart, EntryParts, entry_names
from app.records.record import ExtraField
from app.records.vocabularies import ArticleType, Kind
from app.translation import _

_TITLES = ("TI", "T1", "CT", "BT")
_AUTHORS = ("AU", "A1")
# Of what appeared in a newspaper, people know the newspaper and not the company behind it.
_PUBLISHERS = ("JO", "JF", "T2", "JA", "J2", "PB")
_DATES = ("DA", "PY", "Y1")
_SUMMARIES = ("AB", "N2")
_ADDRESSES = ("UR", "LK", "L2")
_TYPES = {
    "NEWS": ArticleType.NEWS, "MGZN": ArticleType.NEWS, "JOUR": ArticleType.ACADEMIC,
    "EJOUR": ArticleType.ACADEMIC, "THES": ArticleType.ACADEMIC, "CONF": ArticleType.ACADEMIC,
    "CASE": ArticleType.COURT,
}  # fmt: skip
_UNPUBLISHED = ("PCOMM", "UNPB", "UNPD", "MANSCPT", "INPR")
"""Letters, manuscripts, and what else was never public."""


class _Tags:
    """The tags of a reference that have no place yet, in their order."""

    def __init__(self, entry: SourceEntry) -> None:
        self.left = [(field.name, field.value) for field in entry.fields if field.value]

    def take(self, names: Iterable[str]) -> str:
        """The first value of the first of these tags; empty where there is none."""
        for name in names:
            for at, (tag, value) in enumerate(self.left):
                if tag == name:
                    del self.left[at]
                    return value
        return ""

    def take_all(self, names: Iterable[str]) -> tuple[str, ...]:
        """All values of these tags."""
        wanted = frozenset(names)
        found = tuple(value for tag, value in self.left if tag in wanted)
        self.left = [pair for pair in self.left if pair[0] not in wanted]
        return found


def references(entries: Iterable[SourceEntry]) -> Iterator[EntryParts]:
    """Each reference, taken apart."""
    kept = tuple(entries)
    said = ([(field.name, field.value) for field in each.fields] for each in kept)
    for entry, name in zip(kept, entry_names("references", said), strict=True):
        yield _parts(entry, name)


def _parts(entry: SourceEntry, name: str) -> EntryParts:
    tags = _Tags(entry)
    written = tags.take(("TY",))
    title, authors = tags.take(_TITLES), tags.take_all(_AUTHORS)
    publisher, area = tags.take(_PUBLISHERS), tags.take(("CY",))
    languages = _languages(tags)
    language = languages[0] if languages else "en"
    published, captured = _date(tags, _DATES, language), _date(tags, ("Y2",), language)
    text = tags.take(("TX",))
    words = [word.strip() for each in tags.take_all(("KW",)) for word in each.split("\n")]
    summary, address = tags.take(_SUMMARIES), tags.take(_ADDRESSES)
    left = tuple(ExtraField(label=_label(tag), value=value) for tag, value in tags.left)
    return EntryParts(
        place=_("Reference {}").format(entry.number),
        kind=_kind(written.upper()),
        title=title,
        authors=authors,
        publisher=publisher,
        area=area,
        article_type=_TYPES.get(written.upper()),
        published=published.date,
        suggested=published.suggested,
        languages=languages,
        body=(BodyPart(text=text),) if text else (),
        further=Further(
            entry=name,
            tags=tuple(dict.fromkeys(word for word in words if word)),
            summary=summary,
            address=address,
            captured=captured.date,
            extra=(ExtraField(label=_label("TY"), value=written), *left) if written else left,
        ),
    )


def _date(tags: _Tags, names: Iterable[str], language: str) -> ReadDate:
    """The first of these tags that says a day, month or year; the others stay where they are."""
    suggested = ReadDate()
    for name in names:
        for at, (tag, value) in enumerate(tags.left):
            if tag != name:
                continue
            read = read_date(value, language)
            if read.date is not None:
                del tags.left[at]
                return read
            suggested = read if read.suggested.found else suggested
    return suggested


def _languages(tags: _Tags) -> tuple[str, ...]:
    """Languages that are known by their code or name; others stay where they are."""
    found = tuple(read_language(value) for tag, value in tags.left if tag == "LA")
    if not found or not all(found):
        return ()
    tags.take_all(("LA",))
    return tuple(dict.fromkeys(found))


def _kind(type_of_reference: str) -> Field[Kind]:
    if type_of_reference in _UNPUBLISHED:
        reason = _("The reference says that it was never published.")
        return Field(value=Kind.TESTIMONY, certainty=Certainty.GUESS, reason=reason)
    reason = _("A reference to what was published.")
    return Field(value=Kind.ARTICLE, certainty=Certainty.LIKELY, reason=reason)


def _label(tag: str) -> str:
    known = {
        "TY": _("Type of reference"),
        "A2": _("Editor"),
        "ED": _("Editor"),
        "AD": _("Address of the author"),
        "CN": _("Shelf mark"),
        "DO": _("DOI"),
        "DB": _("Database"),
        "DP": _("Database provider"),
        "ET": _("Edition"),
        "ID": _("Number of the reference"),
        "IS": _("Issue"),
        "L1": _("File"),
        "L4": _("Picture"),
        "N1": _("Note"),
        "PB": _("Publisher"),
        "SE": _("Section"),
        "SN": _("ISSN or ISBN"),
        "SP": _("First page"),
        "EP": _("Last page"),
        "VL": _("Volume"),
    }
    name = known.get(tag)
    return f"{name} ({tag})" if name else tag
