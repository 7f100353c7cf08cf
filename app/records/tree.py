"""Dataclasses of this room as plain JSON values, and back, by their type hints.

A value that is empty (null, "", [], {}, false, 0) is left out where empty is also its default: a
field added later changes no older hash, and a reader sees only what was said.
"""

import dataclasses
import types
import typing
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar, Union, cast

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
T = TypeVar("T")


class FormError(ValueError):
    """A value does not have the documented form. The message names the path, not the content."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path or 'record'}: {problem}")
        self.path = path
        self.problem = problem


def to_tree(value: object, *, whole: bool = False) -> Json:
    """A dataclass (or part of one) as JSON values; text in NFC.

    Args:
        whole: Keep empty fields too.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return [to_tree(each, whole=whole) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found: dict[str, Json] = {}
        for each in shape_of(type(value)):
            tree = to_tree(getattr(value, each.name), whole=whole)
            if whole or not (each.may_be_left_out and tree == each.default):
                found[each.name] = tree
        return found
    raise TypeError(f"{type(value).__name__} has no JSON form")


def from_tree(kind: type[T], tree: Json, path: str = "") -> T:
    """Build a dataclass from JSON values.

    Raises:
        FormError: A field is missing, unknown, or of another form.
    """
    return cast(T, _build(kind, tree, path))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FieldShape:
    """One field of a dataclass: name, type hint, and what the JSON form may leave out.

    Attributes:
        default: The JSON form of its default.
    """

    name: str
    hint: object
    required: bool
    may_be_left_out: bool
    default: Json


@cache
def shape_of(kind: type) -> tuple[FieldShape, ...]:
    """The fields of a dataclass with their resolved type hints."""
    hints = typing.get_type_hints(kind)
    shapes = []
    for each in dataclasses.fields(kind):
        required = (
            each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
        )
        default = each.default
        if each.default_factory is not dataclasses.MISSING:
            default = each.default_factory()
        tree = None if required else to_tree(default)
        shapes.append(
            FieldShape(
                name=each.name,
                hint=hints[each.name],
                required=required,
                may_be_left_out=not required and _is_empty(tree),
                default=tree,
            )
        )
    return tuple(shapes)


def optional_part(hint: object) -> object | None:
    """For `X | None` the X, otherwise None."""
    if typing.get_origin(hint) in (Union, types.UnionType):
        parts = [each for each in typing.get_args(hint) if each is not type(None)]
        if len(parts) == 1:
            return cast(object, parts[0])
    return None


def tuple_part(hint: object) -> object | None:
    """For `tuple[X, ...]` the X, otherwise None."""
    if typing.get_origin(hint) is tuple:
        return cast(object, typing.get_args(hint)[0])
    return None


def _is_empty(tree: Json) -> bool:
    return tree is None or tree == 0 or tree == "" or tree == [] or tree == {}


def _build(hint: object, tree: Json, path: str) -> object:
    inner = optional_part(hint)
    if inner is not None:
        return None if tree is None else _build(inner, tree, path)
    item = tuple_part(hint)
    if item is not None:
        if not isinstance(tree, list):
            raise FormError(path, "a list is wanted")
        return tuple(_build(item, each, f"{path}.{at}") for at, each in enumerate(tree))
    assert isinstance(hint, type)
    if dataclasses.is_dataclass(hint):
        return _build_dataclass(hint, tree, path)
    return _build_value(hint, tree, path)


def _build_value(hint: type, tree: Json, path: str) -> object:
    if hint is bool:
        if not isinstance(tree, bool):
            raise FormError(path, "true or false is wanted")
        return tree
    if hint is int:
        if isinstance(tree, bool) or not isinstance(tree, int):
            raise FormError(path, "a whole number is wanted")
        return tree
    if not isinstance(tree, str):
        raise FormError(path, "a text is wanted")
    if issubclass(hint, StrEnum):
        try:
            return hint(tree)
        except ValueError:
            known = ", ".join(str(each) for each in hint)
            raise FormError(path, f"one of these is wanted: {known}") from None
    try:
        tree.encode()
    except UnicodeEncodeError:
        raise FormError(path, "the text holds half a character") from None
    return unicodedata.normalize("NFC", tree)


def _build_dataclass(kind: type, tree: Json, path: str) -> object:
    if not isinstance(tree, Mapping):
        raise FormError(path, "an object with named fields is wanted")
    dot = f"{path}." if path else ""
    values: dict[str, object] = {}
    shapes = shape_of(kind)
    unknown = tree.keys() - {each.name for each in shapes}
    if unknown:
        raise FormError(f"{dot}{min(unknown)}", "there is no such field")
    for each in shapes:
        if each.name in tree:
            values[each.name] = _build(each.hint, tree[each.name], dot + each.name)
        elif each.required:
            raise FormError(dot + each.name, "this field is missing")
    try:
        return kind(**values)
    except ValueError as problem:
        raise FormError(path, str(problem)) from problem
