"""The one JSON form of a record: what is hashed, shown, exchanged and exported.

UTF-8, keys sorted, no spaces, text in NFC, no floats. `docs/record.schema.json` describes it. Forms
written by an older version are read for ever; those of a newer one are refused.
"""

import hashlib
import json

from app.errors import InputError
from app.records.record import Record
from app.records.tree import FormError, Json, from_tree, to_tree
from app.translation import _

RECORD_FORM = 1
"""Number of this form, written as `form` into each record."""

_DEEPEST = 64


def to_canonical(record: Record) -> bytes:
    """The canonical form of a record.

    Raises:
        InputError: A text holds half a character (a lone surrogate), which no file can hold.
    """
    try:
        return dump(record_tree(record))
    except UnicodeEncodeError as problem:
        raise InputError(
            _("A text holds half a character."), _("Type that place again.")
        ) from problem


def record_tree(record: Record) -> dict[str, Json]:
    """The canonical form as JSON values."""
    tree = to_tree(record)
    assert isinstance(tree, dict)
    return {"form": RECORD_FORM, **tree}


def from_canonical(data: bytes) -> Record:
    """Read a canonical form, also one with other spacing or order of keys.

    Raises:
        InputError: It is not JSON, not a record, or was written by a newer version.
    """
    return record_from_tree(parse_json(data))


def record_from_tree(tree: Json) -> Record:
    """Build a record from JSON values.

    Raises:
        InputError: They do not have the documented form, or that of a newer version.
    """
    if not isinstance(tree, dict):
        raise InputError(_("This is no record: an object with named fields is wanted."))
    fields = dict(tree)
    form = fields.pop("form", None)
    if isinstance(form, bool) or not isinstance(form, int) or form < 1:
        raise InputError(_("This is no record: it does not say which form it has."))
    if form > RECORD_FORM:
        raise InputError(
            _("This record was written by a newer version of Satchel."),
            _("Update Satchel on this computer, then try again."),
        )
    try:
        return from_tree(Record, fields)
    except FormError as problem:
        raise InputError(
            _("The record does not have the documented form."), str(problem)
        ) from problem


def dump(tree: Json) -> bytes:
    """JSON values as canonical bytes."""
    text = json.dumps(
        tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def parse_json(data: bytes) -> Json:
    """Parse JSON without floats, repeated keys or bottomless nesting.

    Raises:
        InputError: It is not such JSON.
    """
    try:
        tree: Json = json.loads(
            data, parse_float=_no_float, parse_constant=_no_float, object_pairs_hook=_unique
        )
    except (ValueError, RecursionError) as problem:
        raise InputError(_("This is not JSON as Satchel writes it.")) from problem
    if _depth(tree) > _DEEPEST:
        raise InputError(_("This JSON is nested too deeply."))
    return tree


def canonical_hash(data: bytes) -> str:
    """SHA-256 of a canonical form, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def revision_id(data: bytes, parents: tuple[str, ...]) -> str:
    """The id of a revision: SHA-256 over its canonical form's hash and its parents' ids."""
    named: list[Json] = [*sorted(parents)]
    body = dump({"parents": named, "record": canonical_hash(data)})
    return hashlib.sha256(body).hexdigest()


def _no_float(text: str) -> None:
    raise ValueError("numbers are whole here")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _depth(tree: Json) -> int:
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        each, level = waiting.pop()
        deepest = max(deepest, level)
        if isinstance(each, dict):
            waiting.extend((value, level + 1) for value in each.values())
        elif isinstance(each, list):
            waiting.extend((value, level + 1) for value in each)
    return deepest
