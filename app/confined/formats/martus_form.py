"""The form that a Martus bulletin was filled in on, and whether the bulletin keeps to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from app.confined.entries import Complaint, EntryField, EntryTrouble

_TYPES = frozenset(
    ("BOOLEAN", "DATE", "DATERANGE", "DROPDOWN", "GRID", "LANGUAGE", "MESSAGE", "MULTILINE",
     "STRING", "SECTION")
)  # fmt: skip
"""Of version 2 of Martus' schema for exports."""
_NEEDED = ("language", "author", "title", "entrydate")
"""Martus lets nobody design a form without them."""
_MOST_COMPLAINTS = 8
_OWN = ("ATTACHMENT", "METADATA")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """A column of a grid."""

    label: str
    shape: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field of a form.

    Attributes:
        private: It stands in the section that is never shown to others.
    """

    tag: str
    label: str
    shape: str
    private: bool
    choices: tuple[str, ...] = ()
    columns: tuple[ColumnSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """All fields of a form; none where the export does not describe it."""

    fields: tuple[FieldSpec, ...]

    def spec(self, tag: str) -> FieldSpec | None:
        """The field of this tag."""
        return next((each for each in self.fields if each.tag == tag), None)


def form_of(bulletin: "etree._Element") -> FormSpec:
    """The form that stands in a bulletin."""
    return FormSpec(
        fields=(
            *(_field(each, private=False) for each in bulletin.iterfind("MainFieldSpecs/Field")),
            *(_field(each, private=True) for each in bulletin.iterfind("PrivateFieldSpecs/Field")),
        )
    )


def complaints(form: FormSpec, values: Sequence[EntryField]) -> tuple[Complaint, ...]:
    """What Martus itself would refuse the bulletin for, at most eight things.

    Args:
        values: Of the bulletin; what is no field of a form is passed over.
    """
    if not form.fields:
        return ()
    found = dict.fromkeys([*_about_form(form), *_about_values(form, values)])
    return tuple(found)[:_MOST_COMPLAINTS]


def _about_form(form: FormSpec) -> Iterator[Complaint]:
    tags = Counter(each.tag for each in form.fields)
    for tag in _NEEDED:
        if tag not in tags:
            yield Complaint(trouble=EntryTrouble.MISSING_FIELD, about=tag)
    for tag, count in tags.items():
        if count > 1 and tag:
            yield Complaint(trouble=EntryTrouble.REPEATED_FIELD, about=_short(tag))
    for field in form.fields:
        types = [field.shape, *(column.shape for column in field.columns)]
        if not set(types) <= _TYPES:
            yield Complaint(trouble=EntryTrouble.UNKNOWN_TYPE, about=_short(field.tag))
        lists = [field.choices, *(column.choices for column in field.columns)]
        if any(len(set(each)) < len(each) for each in lists):
            yield Complaint(trouble=EntryTrouble.REPEATED_CHOICE, about=_short(field.tag))


def _about_values(form: FormSpec, values: Sequence[EntryField]) -> Iterator[Complaint]:
    known = {each.tag for each in form.fields}
    for value in values:
        if value.shape not in _OWN and value.name not in known:
            yield Complaint(trouble=EntryTrouble.UNDECLARED_VALUE, about=_short(value.name))


def _field(element: "etree._Element", *, private: bool) -> FieldSpec:
    columns = element.iterfind("GridSpecDetails/Column")
    return FieldSpec(
        tag=_word(element, "Tag"),
        label=_word(element, "Label"),
        shape=(element.get("type") or "").strip(),
        private=private,
        choices=_choices(element),
        columns=tuple(
            ColumnSpec(
                label=_word(column, "Label") or _word(column, "Tag"),
                shape=(column.get("type") or "").strip(),
                choices=_choices(column),
            )
            for column in columns
        ),
    )


def _choices(element: "etree._Element") -> tuple[str, ...]:
    return tuple((each.text or "").strip() for each in element.iterfind("Choices/Choice"))


def _word(element: "etree._Element", name: str) -> str:
    return " ".join((element.findtext(name) or "").split())


def _short(tag: str) -> str:
    return tag[:60]
