"""Fields of a draft as a person reads and types them."""

from app.intake.draft import Certainty as Sureness
from app.intake.draft import Draft, Field, Value
from app.records.dates import StatedDate, is_edtf
from app.records.vocabularies import ArticleType, Kind, label
from app.translation import _
from app.ui.direction import joined
from app.ui.widgets.field import Certainty

_BETWEEN = "; "
TESTIMONY = "testimony"


def certainty_of(field: Field[Value]) -> Certainty:
    """How sure a field is, as the window shows it."""
    return {
        Sureness.CERTAIN: Certainty.CERTAIN,
        Sureness.LIKELY: Certainty.LIKELY,
        Sureness.GUESS: Certainty.GUESS,
        Sureness.NOT_FOUND: Certainty.NOT_FOUND,
    }[field.certainty]


def source_of_field(field: Field[Value]) -> str:
    """Where a field comes from: the line, and in what way it says so."""
    return joined(lines_in_words(field.lines), field.reason)


def lines_in_words(lines: tuple[int, ...]) -> str:
    """Line numbers in words; empty where there are none."""
    if not lines:
        return ""
    first, last = min(lines), max(lines)
    if first == last:
        return _("Line {}").format(first)
    return _("Lines {first}–{last}").format(first=first, last=last)


def date_text(date: StatedDate | None) -> str:
    """A date as it is typed: EDTF, with a space before the time."""
    return date.edtf.replace("T", " ") if date else ""


def read_date(text: str) -> tuple[bool, StatedDate | None]:
    """A typed date: whether it was understood, and the date (None where the line is empty)."""
    plain = text.strip()
    if not plain:
        return True, None
    edtf = plain.replace(" ", "T")
    return (True, StatedDate(edtf=edtf)) if is_edtf(edtf) else (False, None)


def authors_text(authors: tuple[str, ...]) -> str:
    """Names on one line."""
    return _BETWEEN.join(authors)


def read_authors(text: str) -> tuple[str, ...]:
    """Names, each as printed. A comma may be part of one, so semicolons part them."""
    return tuple(name.strip() for name in text.split(_BETWEEN.strip()) if name.strip())


def kinds() -> list[tuple[str, str]]:
    """Keys and words of what a document can be."""
    return [(TESTIMONY, label(Kind.TESTIMONY))] + [
        (f"article:{each.value}", _("Article · {}").format(label(each).lower()))
        for each in ArticleType
    ]


def kind_key(draft: Draft) -> str:
    """The key of what a draft is."""
    if draft.kind.value is Kind.TESTIMONY:
        return TESTIMONY
    return f"article:{draft.article_type.value.value}"


def read_kind(key: str) -> tuple[Kind, ArticleType | None]:
    """What a key means."""
    if key == TESTIMONY:
        return Kind.TESTIMONY, None
    return Kind.ARTICLE, ArticleType(key.partition(":")[2])


def kind_word(draft: Draft) -> str:
    """Testimony or article, in a word."""
    return label(draft.kind.value)
