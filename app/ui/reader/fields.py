"""Which fields of a record are shown and edited, in which groups, and how each is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from app.records.changes import with_field
from app.records.dates import StatedDate
from app.records.record import Record
from app.records.vocabularies import (
    ArticleType,
    Connection,
    ConsentForm,
    Kind,
    KnowledgeBasis,
    Medium,
    RiskLevel,
    Status,
)
from app.translation import _


class Shape(Enum):
    """How a field's value is typed."""

    LINE = "line"
    LONG = "long"
    LIST = "list"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field.

    Attributes:
        path: Dotted path of the record's canonical form.
        choices: For a choice, its values; it may stay open unless `shown` says it is needed.
        shown: Shown also while it is empty.
        hint: A sentence below it.
        between: What parts the values of a list.
    """

    path: str
    label: str
    shape: Shape = Shape.LINE
    choices: type[StrEnum] | None = None
    shown: bool = False
    hint: str = ""
    between: str = ";"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Fields that belong together."""

    title: str
    fields: tuple[FieldSpec, ...]


def detail_groups(kind: Kind) -> tuple[FieldGroup, ...]:
    """The fields of a testimony or an article that stand under Details."""
    own = _testimony_groups() if kind is Kind.TESTIMONY else _article_groups()
    return (_record_group(), *own, _risk_group(), _assessment_group())


def consent_group() -> FieldGroup:
    """How consent was given; stands under Consent."""
    return FieldGroup(
        title=_("How consent was given"),
        fields=(
            _choice("testimony.consent.form", _("Form"), ConsentForm, shown=True),
            _date("testimony.consent.date", _("Given on"), shown=True),
            _date("testimony.consent.expires", _("Holds until"), shown=True),
            _date(
                "testimony.consent.withdrawn",
                _("Withdrawn since"),
                hint=_("From this day on nothing leaves the archive."),
                shown=True,
            ),
            _line("testimony.consent.language", _("Language it was explained in")),
            _line("testimony.consent.explained_by", _("Explained by")),
            _flag("testimony.consent.recontact", _("May be contacted again")),
            _line("testimony.consent.safe_channel", _("Safe way to do so")),
        ),
    )


def value_at(record: Record, path: str) -> object:
    """What stands at a dotted path; None where something on the way is not there."""
    found: object = record
    for step in path.split("."):
        if found is None:
            return None
        found = getattr(found, step)
    return found


def with_value(spec: FieldSpec, value: object, record: Record) -> Record:
    """The record with one field changed.

    Args:
        value: As the field's shape has it: text, tuple of texts, `StatedDate` or None, a value of
            its list or None, bool, int or None.

    Raises:
        InputError: The value does not fit.
        ValueError: A date is none.
    """
    match value:
        case StatedDate():
            return with_field(record, spec.path, {"edtf": value.edtf, "wording": value.wording})
        case StrEnum():
            return with_field(record, spec.path, value.value)
        case str() | bool() | int() | None:
            return with_field(record, spec.path, value)
        case tuple():
            return with_field(record, spec.path, [str(each) for each in value])
    raise TypeError(type(value).__name__)


def label_of(path: str, groups: Sequence[FieldGroup]) -> str:
    """What a person reads for a path of the canonical form, as history names it."""
    for group in groups:
        for spec in group.fields:
            if path == spec.path or path.startswith(f"{spec.path}."):
                return spec.label
    steps = path.split(".")
    if path.startswith("text.segments.") and len(steps) > 2:
        return _("Paragraph {number}").format(number=steps[2])
    if path.startswith("text.translations."):
        return _("Translation")
    if path.startswith("testimony.consent"):
        return _("Consent")
    if path.startswith("persons"):
        return _("People")
    if path.split(".")[0] == "extra":
        return _("Other fields")
    return path


def _line(path: str, label: str, *, hint: str = "", shown: bool = False) -> FieldSpec:
    return FieldSpec(path=path, label=label, hint=hint, shown=shown)


def _long(path: str, label: str, *, shown: bool = False) -> FieldSpec:
    return FieldSpec(path=path, label=label, shape=Shape.LONG, shown=shown)


def _date(path: str, label: str, *, hint: str = "", shown: bool = False) -> FieldSpec:
    return FieldSpec(path=path, label=label, shape=Shape.DATE, hint=hint, shown=shown)


def _flag(path: str, label: str) -> FieldSpec:
    return FieldSpec(path=path, label=label, shape=Shape.FLAG)


def _list(path: str, label: str, *, between: str = ";", shown: bool = False) -> FieldSpec:
    hint = _("Parted by commas") if between == "," else _("Several are parted by semicolons")
    return FieldSpec(
        path=path, label=label, shape=Shape.LIST, between=between, hint=hint, shown=shown
    )


def _choice(path: str, label: str, choices: type[StrEnum], *, shown: bool = False) -> FieldSpec:
    return FieldSpec(path=path, label=label, shape=Shape.CHOICE, choices=choices, shown=shown)


def _record_group() -> FieldGroup:
    return FieldGroup(
        title=_("Record"),
        fields=(
            _line("title", _("Title"), shown=True),
            _choice("status", _("Status"), Status, shown=True),
            _list("languages", _("Languages"), between=",", shown=True),
            _list("tags", _("Tags"), between=",", shown=True),
            _long("text.summary", _("Summary")),
        ),
    )


def _article_groups() -> tuple[FieldGroup, ...]:
    return (
        FieldGroup(
            title=_("Publication"),
            fields=(
                _list("article.authors", _("Authors"), shown=True),
                _line("article.publisher", _("Publisher"), shown=True),
                _choice("article.type", _("Type"), ArticleType, shown=True),
                _date("article.published", _("Published"), shown=True),
                _line("article.place", _("Place"), shown=True),
                _line("article.subtitle", _("Subtitle")),
                _date("article.updated", _("Updated")),
                _line("article.rights", _("Rights")),
            ),
        ),
        FieldGroup(
            title=_("How it was captured"),
            fields=(
                _line(
                    "article.capture.address",
                    _("Address as printed"),
                    hint=_("Kept as text. Satchel never opens it."),
                    shown=True,
                ),
                _line("article.capture.archived_address", _("Archived address")),
                _line("article.capture.by", _("Captured by")),
                _date("article.capture.at", _("Captured on"), shown=True),
                _line("article.capture.method", _("Method")),
            ),
        ),
        FieldGroup(
            title=_("Where its content comes from"),
            fields=(
                _line("article.origin.original_source", _("Original source")),
                _flag("article.origin.retracted", _("Retracted")),
                _long("article.origin.bias", _("Note on bias")),
            ),
        ),
    )


def _testimony_groups() -> tuple[FieldGroup, ...]:
    return (
        FieldGroup(
            title=_("Interview"),
            fields=(
                _date("testimony.interview.date", _("Date"), shown=True),
                _line(
                    "testimony.interview.place",
                    _("Exact place"),
                    hint=_("Leaves the archive only where consent lets it."),
                    shown=True,
                ),
                _line("testimony.interview.coarse_place", _("Area that may be shown"), shown=True),
                _line("testimony.interview.interviewer", _("Interviewer"), shown=True),
                _line("testimony.interview.interpreter", _("Interpreter")),
                _list("testimony.interview.present", _("Others present")),
                _choice("testimony.interview.medium", _("How it was held"), Medium),
                FieldSpec(
                    path="testimony.interview.minutes",
                    label=_("Minutes"),
                    shape=Shape.NUMBER,
                ),
            ),
        ),
        FieldGroup(
            title=_("Interviewee"),
            fields=(
                _line("testimony.interviewee.pseudonym", _("Pseudonym"), shown=True),
                _line("testimony.interviewee.age", _("Age or range")),
                _line("testimony.interviewee.origin", _("Origin")),
                _line("testimony.interviewee.occupation", _("Occupation")),
                _list("testimony.interviewee.vulnerability", _("Vulnerability")),
                _flag("testimony.interviewee.child", _("Is a child")),
                _flag("testimony.interviewee.guardian_consent", _("A guardian consents")),
                _flag("testimony.interviewee.own_assent", _("The child agrees")),
                _long("testimony.interviewee.best_interests", _("Best interests of the child")),
            ),
        ),
        FieldGroup(
            title=_("Connection to the events"),
            fields=(
                _choice("testimony.connection", _("The speaker is"), Connection, shown=True),
                _choice("testimony.knowledge", _("Knows it because"), KnowledgeBasis, shown=True),
                _flag("testimony.coerced", _("Said under coercion")),
                _line("testimony.published_in", _("Published before in")),
                _date("testimony.published", _("Published there on")),
                _list("testimony.authors", _("Authors there")),
            ),
        ),
    )


def _risk_group() -> FieldGroup:
    return FieldGroup(
        title=_("Risk"),
        fields=(
            _choice("risk.level", _("Level"), RiskLevel, shown=True),
            _date("risk.review", _("Review due"), shown=True),
            _line("risk.to_whom", _("Who is at risk")),
            _line("risk.from_whom", _("From whom")),
            _long("risk.mitigation", _("What lowers it")),
        ),
    )


def _assessment_group() -> FieldGroup:
    return FieldGroup(
        title=_("Assessment"),
        fields=(
            _long("assessment.consistent", _("Consistent in itself")),
            _long("assessment.limits", _("Limits")),
            _line("assessment.source_grade", _("Source, A to F")),
            _line("assessment.source_reason", _("Reason")),
            _line("assessment.information_grade", _("Information, 1 to 6")),
            _line("assessment.information_reason", _("Reason")),
        ),
    )
