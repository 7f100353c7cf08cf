"""Changing a record by dotted paths of its canonical form, and telling what changed."""

from dataclasses import dataclass

from app.errors import InputError
from app.records.canonical import dump, record_from_tree, record_tree
from app.records.record import Record
from app.records.tree import FormError, Json, from_tree, to_tree
from app.translation import _

_FIXED = ("id", "kind", "form", "attachments")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field before and after, as canonical JSON; empty where it was or is not there."""

    path: str
    before: str
    after: str


def with_field(record: Record, path: str, value: Json) -> Record:
    """A record with one field changed.

    Args:
        path: Dotted path of the canonical form, list places as numbers: `text.segments.0.text`.

    Raises:
        InputError: There is no such field, it is fixed, or the value does not fit.
    """
    steps = path.split(".")
    if steps[0] in _FIXED:
        raise InputError(_("The field “{}” is fixed.").format(steps[0]))
    tree = to_tree(record, whole=True)
    place: Json = tree
    for step in steps[:-1]:
        place = _inside(place, step, path)
    _put(place, steps[-1], value, path)
    return _rebuilt(tree)


def with_document(record: Record, document: Json) -> Record:
    """A record changed by a JSON document.

    A document with an `id` is the whole record; one without is merged into it (RFC 7396: objects
    are merged, null empties, all else replaces).

    Raises:
        InputError: The document does not fit, or is about another record.
    """
    if not isinstance(document, dict):
        raise InputError(_("The document is not an object with named fields."))
    if "id" in document:
        changed = record_from_tree(document)
        if (changed.id, changed.kind) != (record.id, record.kind):
            raise InputError(
                _("The document is about another record."), _("Give the id of that record.")
            )
        if changed.attachments != record.attachments:
            raise InputError(_("The field “{}” is fixed.").format("attachments"))
        return changed
    for name in document:
        if name in _FIXED:
            raise InputError(_("The field “{}” is fixed.").format(name))
    return record_from_tree(_merged(record_tree(record), document))


def changes_between(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """What changed, field by field, in the order of paths."""
    old, new = _flat(record_tree(before)), _flat(record_tree(after))
    return tuple(
        FieldChange(path=path, before=old.get(path, ""), after=new.get(path, ""))
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    )


def _rebuilt(tree: Json) -> Record:
    try:
        return from_tree(Record, tree)
    except FormError as problem:
        raise InputError(_("The value does not fit its field."), str(problem)) from problem


def _inside(place: Json, step: str, path: str) -> Json:
    if isinstance(place, dict) and step in place:
        return place[step]
    if isinstance(place, list) and step.isdecimal() and int(step) < len(place):
        return place[int(step)]
    raise InputError(_("There is no field “{}”.").format(path))


def _put(place: Json, step: str, value: Json, path: str) -> None:
    if isinstance(place, dict) and step in place:
        place[step] = value
    elif isinstance(place, list) and step.isdecimal() and int(step) < len(place):
        place[int(step)] = value
    elif isinstance(place, list) and step.isdecimal() and int(step) == len(place):
        place.append(value)
    else:
        raise InputError(_("There is no field “{}”.").format(path))


def _merged(base: Json, patch: Json) -> Json:
    if not isinstance(patch, dict):
        return patch
    result = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = _merged(result.get(key), value)
    return result


def _flat(tree: Json, path: str = "") -> dict[str, str]:
    if isinstance(tree, dict) and tree:
        found: dict[str, str] = {}
        for key, value in tree.items():
            found |= _flat(value, f"{path}.{key}" if path else key)
        return found
    if isinstance(tree, list) and tree and isinstance(tree[0], dict):
        found = {}
        for at, value in enumerate(tree):
            name = str(value["id"]) if isinstance(value, dict) and "id" in value else str(at)
            found |= _flat(value, f"{path}.{name}")
        return found
    return {path: dump(tree).decode()}
