"""The JSON forms of what several commands print, as `docs/commands.md` describes them."""

from collections.abc import Iterable

from app.archive.reading import OpenedRecord
from app.records.canonical import record_tree
from app.records.postings import Facet
from app.records.stored import RecordCard
from app.records.tree import Json
from app.store.damage import StoreVerdict


def card_form(card: RecordCard) -> dict[str, Json]:
    """One record in a list."""
    return {
        "id": card.id,
        "code": card.code,
        "kind": card.kind,
        "title": card.title,
        "date": card.date,
        "languages": list(card.languages),
    }


def record_form(opened: OpenedRecord) -> dict[str, Json]:
    """One record whole."""
    return {"code": opened.card.code, "hash": opened.hash, "record": record_tree(opened.record)}


def facets_form(facets: Iterable[Facet]) -> dict[str, Json]:
    """Counts by property."""
    return {
        str(facet.name): [{"value": each.value, "count": each.count} for each in facet.counts]
        for facet in facets
    }


def verdict_form(verdict: StoreVerdict) -> dict[str, Json]:
    """What reading everything found."""
    return {
        "ok": verdict.ok,
        "records": verdict.records,
        "attachments": verdict.attachments,
        "damaged": [
            {"what": each.what, "id": each.id, "reason": each.reason} for each in verdict.damaged
        ],
    }
