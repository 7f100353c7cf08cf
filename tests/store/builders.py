"""Rows for the tables, filled so that a test says only what it is about."""

import uuid
from typing import Any

from app.records.canonical import revision_id
from app.records.stored import NewRecordRow, NewRevision
from app.store.codes_table import next_code
from app.store.kdf import KdfParameters
from app.store.records_table import insert_record
from app.store.transactions import Writer

PASSPHRASE = "쌀과 소금 café"
TINY = KdfParameters(memory_kib=64, iterations=1, lanes=1)
"""Costs nothing, and reaches an archive through `create_store(kdf=…)` only."""

NOW = "2024-05-06T07:08:09.123Z"


def a_row(**changes: Any) -> NewRecordRow:
    """An article's row."""
    fields: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "code": f"A-{uuid.uuid4().hex[:8]}",
        "kind": "article",
        "title": "A title",
        "added_at": NOW,
        "changed_at": NOW,
    }
    return NewRecordRow(**{**fields, **changes})


def a_revision(text: str = "words", **changes: Any) -> NewRevision:
    """A revision with a right id; no two of them are the same."""
    canonical = changes.pop("canonical", f'{{"salt":"{uuid.uuid4()}","text":"{text}"}}'.encode())
    parents = changes.pop("parents", ())
    fields: dict[str, Any] = {
        "id": revision_id(canonical, parents),
        "parents": parents,
        "made_at": NOW,
        "made_by": "AB",
        "canonical": canonical,
    }
    return NewRevision(**{**fields, **changes})


def add(writer: Writer, text: str = "words", **changes: Any) -> int:
    """Add one article with the next code."""
    changes.setdefault("code", next_code(writer, changes.get("kind", "article")))
    return insert_record(writer, a_row(**changes), a_revision(text))
