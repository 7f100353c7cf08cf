"""The JSON forms as `docs/commands.md` writes them, and whether a document has one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from app.records.tree import Json

DOCS = Path(__file__).resolve().parents[2] / "docs" / "commands.md"

Form: TypeAlias = "Anything | ObjectForm | ListForm | MapForm"


@dataclass(frozen=True, slots=True)
class Anything:
    """A value that the form only names."""


@dataclass(frozen=True, slots=True)
class ObjectForm:
    """An object with exactly these keys."""

    keys: dict[str, Form]


@dataclass(frozen=True, slots=True)
class MapForm:
    """An object with any keys, whose values are all alike."""

    value: Form


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list whose elements are all alike."""

    element: Form


_TOKEN = re.compile(r'\s*("[^"]*"|[\w-]+|…|[][{}:,])')


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What the docs say under one heading.

    Attributes:
        heads: The commands in it, each with its words.
        forms: The JSON forms, in order.
    """

    heads: tuple[str, ...]
    text: str
    forms: tuple[Form, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the commands."""
        return tuple(head.split()[0] for head in self.heads)


def sections() -> tuple[Section, ...]:
    """Everything below "Commands" in the docs."""
    text = DOCS.read_text(encoding="utf-8")
    found = []
    for part in text.split("\n### ")[1:]:
        head, _line, body = part.partition("\n")
        spans = re.findall(r"`([^`]+)`", body)
        found.append(
            Section(
                heads=tuple(re.findall(r"`([^`]+)`", head)),
                text=body,
                forms=tuple(parse_form(span) for span in spans if span.startswith("{")),
            )
        )
    return tuple(found)


def parse_form(text: str) -> Form:
    """Read a form such as `{"count", "records": [{"id"}]}`."""
    tokens = _TOKEN.findall(text)
    form, end = _form(tokens, 0)
    assert end == len(tokens), text
    return form


def _form(tokens: list[str], at: int) -> tuple[Form, int]:
    match tokens[at]:
        case "{":
            return _object(tokens, at + 1)
        case "[":
            element, at = _form(tokens, at + 1)
            while tokens[at] == ",":  # [start, end]: both are alike
                element, at = _form(tokens, at + 1)
            assert tokens[at] == "]"
            return ListForm(element), at + 1
        case _:
            return Anything(), at + 1


def _object(tokens: list[str], at: int) -> tuple[Form, int]:
    keys: dict[str, Form] = {}
    free: Form | None = None
    while True:
        name, at = tokens[at], at + 1
        form: Form = Anything()
        if tokens[at] == ":":
            form, at = _form(tokens, at + 1)
        if name.startswith('"'):
            keys[name.strip('"')] = form
        else:
            free = form
        at += 1
        if tokens[at - 1] == "}":
            return (ObjectForm(keys) if free is None else MapForm(free)), at


def strangers(document: Json, form: Form, place: str = "") -> Iterator[str]:
    """Where a document is not of a form."""
    match form:
        case ObjectForm(keys):
            if not isinstance(document, dict) or list(document) != list(keys):
                yield f"{place or 'it'} is no object with the keys {', '.join(keys)}"
                return
            for key, inner in keys.items():
                yield from strangers(document[key], inner, f"{place}.{key}")
        case MapForm(value):
            if not isinstance(document, dict):
                yield f"{place or 'it'} is no object"
                return
            for key, each in document.items():
                yield from strangers(each, value, f"{place}.{key}")
        case ListForm(element):
            if not isinstance(document, list):
                yield f"{place or 'it'} is no list"
                return
            for number, each in enumerate(document):
                yield from strangers(each, element, f"{place}[{number}]")
        case _:
            return
