import json
import unicodedata
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.records.canonical import (
    canonical_hash,
    from_canonical,
    record_tree,
    revision_id,
    to_canonical,
)
from app.records.changes import changes_between, with_document, with_field
from app.records.dates import StatedDate
from app.records.record import Attachment, new_record_id
from app.records.schema import record_schema, schema_text
from app.records.testimony import Consent, Interview, ScopeAnswer, Testimony
from app.records.vocabularies import Answer, AttachmentRole, Kind, Scope, Status, label
from tests.records.builders import a_testimony, an_article

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_a_record_comes_back_from_its_canonical_form() -> None:
    """What is hashed, shown and exchanged holds the whole record."""
    record = a_testimony(
        "하나", "둘",
        tags=("river", "guides"),
        testimony=Testimony(
            interview=Interview(date=StatedDate(edtf="2019-03~", wording="in the spring")),
            consent=Consent(answers=(ScopeAnswer(scope=Scope.MEDIA, answer=Answer.NO),)),
        ),
        attachments=(
            Attachment(sha256="0" * 64, size=3, media_type="text/plain", name="a.txt",
                       role=AttachmentRole.ORIGINAL),
        ),
    )  # fmt: skip
    assert from_canonical(to_canonical(record)) == record


def test_a_testimony_of_which_nothing_is_known_stays_one() -> None:
    """Empty details are not the same as no details."""
    record = a_testimony("x")
    assert from_canonical(to_canonical(record)) == record


def test_the_checked_in_schema_is_that_of_the_code() -> None:
    """Partners read the form from the docs: `python -c "…schema_text()"` writes it."""
    assert (DOCS / "record.schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("record", [a_testimony(), an_article()])
def test_records_follow_the_schema(record: object) -> None:
    """The schema is right for real records, and is not one that lets anything pass."""
    tree = record_tree(record)  # type: ignore[arg-type]
    jsonschema.validate(tree, record_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**tree, "surname": "x"}, record_schema())


@given(st.text())
def test_text_is_composed_and_bytes_are_stable(text: str) -> None:
    """The same words give the same hash, however they were typed."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    record = a_testimony("x")
    typed = [with_field(record, "title", form) for form in
             (unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text))]  # fmt: skip
    assert to_canonical(typed[0]) == to_canonical(typed[1])


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"\xff", b"nul", b'{"form":2}', b'{"form":1}', b'{"form":1.0}',
     b'{"form":true}', b'{"a":1,"a":2}', b"[" * 100_000, b'{"form":1,"title":"\\ud800"}'],
)  # fmt: skip
def test_what_is_no_record_is_refused_with_a_sentence(data: bytes) -> None:
    """A broken or hostile file gives an error a person can act on, never a crash."""
    with pytest.raises(InputError) as caught:
        from_canonical(data)
    assert caught.value.happened


def test_a_newer_form_is_named_as_such() -> None:
    """A file from a newer version is not called broken."""
    tree = record_tree(a_testimony()) | {"form": 99}
    with pytest.raises(InputError, match="newer version"):
        from_canonical(json.dumps(tree).encode())


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", 3), ("status", "lost"), ("text", []), ("id", "T-001"), ("tags", [1]),
     ("kind", "article"), ("testimony", None), ("title", 1.5)],
)  # fmt: skip
def test_a_field_of_another_form_is_refused(field: str, value: object) -> None:
    """Reading is strict: what does not fit is named."""
    with pytest.raises(InputError):
        from_canonical(json.dumps(record_tree(a_testimony()) | {field: value}).encode())


def test_a_field_is_changed_by_its_path() -> None:
    """The terminal's `set` reaches every field of the canonical form."""
    record = an_article()
    changed = with_field(record, "article.published", {"edtf": "2020-01"})
    changed = with_field(changed, "text.segments.1.text", "Nobody came.")
    changed = with_field(changed, "tags", ["ferries"])
    assert changed.date == StatedDate(edtf="2020-01")
    assert changed.text.segments[1].text == "Nobody came."
    assert [change.path for change in changes_between(record, changed)] == [
        "article.published.edtf", "tags", "text.segments.2.text",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value"),
    [("id", "x"), ("kind", "testimony"), ("nothing", 1), ("article.nothing", 1), ("title", []),
     ("article.published", {"edtf": "soon"}), ("text.segments.9.text", "x"), ("", 1),
     ("attachments", [])],
)  # fmt: skip
def test_a_change_that_does_not_fit_changes_nothing(path: str, value: object) -> None:
    """Bad input gets one clear line."""
    with pytest.raises(InputError):
        with_field(an_article(), path, value)  # type: ignore[arg-type]


def test_a_document_without_id_is_merged_and_one_with_id_replaces() -> None:
    """Both ways that `set --json-file` is used."""
    record = an_article(tags=("a",))
    merged = with_document(record, {"title": "New", "article": {"publisher": "P"}, "tags": None})
    assert (merged.title, merged.article and merged.article.publisher) == ("New", "P")
    assert merged.tags == ()
    assert merged.article and merged.article.authors == ("Ilse Varga",)
    assert with_document(merged, record_tree(record)) == record
    with pytest.raises(InputError):
        with_document(record, record_tree(an_article()))


def test_a_revision_names_its_content_and_its_parents() -> None:
    """Two archives give the same id to the same change, and to no other."""
    data = to_canonical(a_testimony())
    assert revision_id(data, ("a", "b")) == revision_id(data, ("b", "a"))
    assert len({revision_id(data, ()), revision_id(data, ("a",)), canonical_hash(data)}) == 3


def test_ids_are_uuids_of_version_7_in_order_of_time() -> None:
    """Ids sort by time, so lists by id are lists by age."""
    ids = [new_record_id() for _ in range(50)]
    assert all(each[14] == "7" and each[19] in "89ab" for each in ids)
    assert [each[:13] for each in ids] == sorted(each[:13] for each in ids)
    assert len(set(ids)) == 50


def test_every_value_of_every_list_has_a_label() -> None:
    """No identifier is ever shown to a person."""
    import enum

    from app.records import vocabularies

    lists = [each for each in vars(vocabularies).values()
             if isinstance(each, type) and issubclass(each, enum.StrEnum)
             and each is not enum.StrEnum]  # fmt: skip
    assert {Kind, Status} <= set(lists)
    assert all(label(value) for each in lists for value in each)
