"""The JSON Schema (draft 2020-12) of a record, made from the dataclasses themselves."""

import dataclasses
import json
from enum import StrEnum

from app.records.canonical import RECORD_FORM
from app.records.record import Record
from app.records.tree import Json, optional_part, shape_of, tuple_part


def record_schema() -> dict[str, Json]:
    """The schema of the canonical form."""
    parts: dict[str, Json] = {}
    top = _object_schema(Record, parts)
    properties = top["properties"]
    assert isinstance(properties, dict)
    required = top["required"]
    assert isinstance(required, list)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Satchel record",
        "description": _first_line(Record),
        **top,
        "properties": {"form": {"const": RECORD_FORM}, **properties},
        "required": ["form", *required],
        "$defs": dict(sorted(parts.items())),
    }


def schema_text() -> str:
    """The schema as the file in the project's docs has it."""
    return json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n"


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def _object_schema(kind: type, parts: dict[str, Json]) -> dict[str, Json]:
    shapes = shape_of(kind)
    required: list[Json] = [each.name for each in shapes if each.required]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {each.name: _schema(each.hint, parts) for each in shapes},
        "required": required,
    }


def _schema(hint: object, parts: dict[str, Json]) -> dict[str, Json]:
    inner = optional_part(hint)
    if inner is not None:
        return {"anyOf": [_schema(inner, parts), {"type": "null"}]}
    item = tuple_part(hint)
    if item is not None:
        return {"type": "array", "items": _schema(item, parts)}
    assert isinstance(hint, type)
    if dataclasses.is_dataclass(hint):
        if hint.__name__ not in parts:
            parts[hint.__name__] = None
            parts[hint.__name__] = {
                "description": _first_line(hint),
                **_object_schema(hint, parts),
            }
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if issubclass(hint, StrEnum):
        return {"enum": [str(each) for each in hint]}
    return {"type": {bool: "boolean", int: "integer", str: "string"}[hint]}
