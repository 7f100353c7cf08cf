"""Extra fields: what a predecessor's form asked and no field of ours takes."""

import json

import jsonschema
import pytest

from app.errors import InputError
from app.records.canonical import canonical_hash, from_canonical, record_tree, to_canonical
from app.records.changes import changes_between, with_document, with_field
from app.records.record import ExtraField, Record
from app.records.schema import record_schema
from tests.records.builders import a_testimony

OLD = (
    b'{"form":1,"id":"01890a5d-ac96-774b-bcce-b302099a8057","kind":"testimony","languages":["en"],'
    b'"status":"to-review","testimony":{},"text":{"segments":[{"id":1,"role":"paragraph",'
    b'"text":"We crossed at night."}]},"title":"The ferry"}'
)
"""A record as version 1 of the form wrote it."""

EXTRA = (
    ExtraField(label="Ethnicity", value="river people"),
    ExtraField(label="Ethnicity", value="hill people"),
    ExtraField(label="Who saw it?", value="a neighbour\nand her son"),
)


def test_extra_fields_come_back_in_their_order_with_repeated_labels() -> None:
    """A form may ask the same twice, and what was answered first stays first."""
    record = a_testimony(extra=EXTRA)
    assert from_canonical(to_canonical(record)).extra == EXTRA


def test_a_record_of_the_first_form_is_read_and_keeps_its_bytes() -> None:
    """A new field changes no hash of what is in archives already, and they open for ever."""
    record = from_canonical(OLD)
    assert record.extra == ()
    assert to_canonical(record) == OLD
    assert canonical_hash(to_canonical(record)) == canonical_hash(OLD)


def test_extra_fields_stand_in_the_tree_only_where_there_are_any() -> None:
    """An older version refuses just the records that use them."""
    assert "extra" not in record_tree(a_testimony())
    assert record_tree(a_testimony(extra=EXTRA[:1]))["extra"] == [
        {"label": "Ethnicity", "value": "river people"}
    ]


def test_extra_fields_follow_the_schema_and_nothing_else_does() -> None:
    """Partners read the form from the docs."""
    tree = record_tree(a_testimony(extra=EXTRA))
    jsonschema.validate(tree, record_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**tree, "extra": [{"label": "x"}]}, record_schema())


def test_extra_fields_are_set_by_path_and_by_document() -> None:
    """`set` reaches them whole, one by one, and at the end of the list."""
    record = a_testimony(extra=EXTRA[:1])
    changed = with_field(record, "extra.0.value", "lake people")
    changed = with_field(changed, "extra.1", {"label": "Camp", "value": "3"})
    assert changed.extra == (
        ExtraField(label="Ethnicity", value="lake people"),
        ExtraField(label="Camp", value="3"),
    )
    assert with_document(changed, {"extra": None}).extra == ()
    assert with_field(changed, "extra", []).extra == ()


@pytest.mark.parametrize(
    "value",
    [[{"label": " ", "value": "x"}], [{"value": "x"}], [{"label": "a", "value": 3}], ["x"], "x",
     [{"label": "a", "value": "x", "kind": "y"}]],
)  # fmt: skip
def test_an_extra_field_of_another_form_is_refused(value: object) -> None:
    """A field without a name could never be found again; nothing changes."""
    with pytest.raises(InputError):
        with_field(a_testimony(), "extra", value)  # type: ignore[arg-type]


def test_a_changed_extra_field_is_named_by_its_path() -> None:
    """History tells which of them changed, before and after."""
    before = a_testimony(extra=EXTRA)
    after = with_field(before, "extra.1.value", "valley people")
    (change,) = changes_between(before, after)
    assert change.path == "extra.1.value"
    assert (json.loads(change.before), json.loads(change.after)) == ("hill people", "valley people")


def test_the_same_words_typed_apart_give_the_same_hash() -> None:
    """Labels and values are composed (NFC) as every text is."""
    record = a_testimony()
    made: list[Record] = [
        with_field(record, "extra", [{"label": word, "value": word}])
        for word in ("caf\u00e9", "cafe\u0301")
    ]
    assert to_canonical(made[0]) == to_canonical(made[1])
