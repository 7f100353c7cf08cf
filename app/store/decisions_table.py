"""What a person decided about doubles and suggestions, so that nobody is asked twice.

Rows go with the records that they are about: nothing of a destroyed record is left. A suggestion is
kept as a salted hash only.
"""

import json
from dataclasses import dataclass

from app.records.dates import StatedDate
from app.records.record import Risk
from app.records.vocabularies import RiskLevel
from app.store.transactions import Reader, Value, Writer

_KEEP_BOTH = """
    INSERT INTO kept_pairs (first, second, at) VALUES (:first, :second, :at)
    ON CONFLICT (first, second) DO NOTHING
"""

_ASK_AGAIN = "DELETE FROM kept_pairs WHERE first = :first AND second = :second"

_PAIRS = "SELECT first, second FROM kept_pairs"

_DISMISS = """
    INSERT INTO dismissed_suggestions (suggestion, record, at) VALUES (:suggestion, :record, :at)
    ON CONFLICT (suggestion, record) DO NOTHING
"""

_TAKE_BACK = "DELETE FROM dismissed_suggestions WHERE suggestion = :suggestion"

_DISMISSED = "SELECT DISTINCT suggestion FROM dismissed_suggestions"

_MERGE = """
    INSERT INTO merged_records (kept, merged, changes, at) VALUES (:kept, :merged, :changes, :at)
"""

_MERGES = """
    SELECT number, kept, merged, changes FROM merged_records
    WHERE kept = :record OR merged = :record ORDER BY number DESC
"""

_FORGET_MERGE = "DELETE FROM merged_records WHERE number = :number"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMerge:
    """Two records that became one.

    Attributes:
        number: Of the row.
        kept: Number of the record that stayed.
        merged: Number of the one that went to the bin.
        tags: Tags that the kept one got by it.
        attachments: SHA-256 of the attachments that it got.
        collections: Numbers of the collections that it was put into.
        extra: Label and value of the extra fields that it got.
        risk: Its risk before and after; None where that did not change.
        held: It was put under the other one's legal hold.
    """

    number: int
    kept: int
    merged: int
    tags: tuple[str, ...]
    attachments: tuple[str, ...]
    collections: tuple[int, ...]
    extra: tuple[tuple[str, str], ...] = ()
    risk: tuple[Risk, Risk] | None = None
    held: bool = False


def keep_both(writer: Writer, one: int, other: int, at: str) -> None:
    """Remember that two records are to stay two."""
    writer.execute(_KEEP_BOTH, {**_pair(one, other), "at": at})


def ask_again(writer: Writer, one: int, other: int) -> None:
    """Forget that."""
    writer.execute(_ASK_AGAIN, _pair(one, other))


def kept_pairs(reader: Reader) -> frozenset[tuple[int, int]]:
    """All pairs that are to stay two, the lower number first."""
    return frozenset((first, second) for first, second in reader.rows(_PAIRS))


def dismiss(writer: Writer, suggestion: str, records: tuple[int, ...], at: str) -> None:
    """Remember that a suggestion is not wanted, as long as one of its records is there."""
    rows: list[dict[str, Value]] = [
        {"suggestion": suggestion, "record": each, "at": at} for each in records
    ]
    writer.many(_DISMISS, rows)


def take_back_dismissal(writer: Writer, suggestion: str) -> None:
    """Suggest it again."""
    writer.execute(_TAKE_BACK, {"suggestion": suggestion})


def dismissed(reader: Reader) -> frozenset[str]:
    """All suggestions that are not wanted."""
    return frozenset(suggestion for (suggestion,) in reader.rows(_DISMISSED))


def keep_merge(writer: Writer, merge: KeptMerge, at: str) -> None:
    """Remember what a merge changed, so that it can be undone."""
    risk = [_risk_written(each) for each in merge.risk or ()]
    changes = [merge.tags, merge.attachments, merge.collections, merge.extra, risk, merge.held]
    writer.execute(
        _MERGE,
        {"kept": merge.kept, "merged": merge.merged, "changes": json.dumps(changes), "at": at},
    )


def merges_of(reader: Reader, record: int) -> tuple[KeptMerge, ...]:
    """The merges that a record had part in, the newest first."""
    found = []
    for number, kept, merged, changes in reader.rows(_MERGES, {"record": record}):
        tags, attachments, collections, *newer = json.loads(changes)
        # Merges of earlier versions changed the first three only.
        extra, risk, held = newer or ([], [], False)
        found.append(
            KeptMerge(
                number=number,
                kept=kept,
                merged=merged,
                tags=tuple(tags),
                attachments=tuple(attachments),
                collections=tuple(collections),
                extra=tuple((label, value) for label, value in extra),
                risk=(_risk_read(risk[0]), _risk_read(risk[1])) if risk else None,
                held=held,
            )
        )
    return tuple(found)


def forget_merge(writer: Writer, number: int) -> None:
    """It was undone."""
    writer.execute(_FORGET_MERGE, {"number": number})


def _risk_written(risk: Risk) -> list[str | None]:
    review = (risk.review.edtf, risk.review.wording) if risk.review else (None, None)
    return [risk.level, risk.to_whom, risk.from_whom, risk.mitigation, *review]


def _risk_read(written: list[str]) -> Risk:
    level, to_whom, from_whom, mitigation, edtf, wording = written
    return Risk(
        level=RiskLevel(level) if level else None,
        to_whom=to_whom,
        from_whom=from_whom,
        mitigation=mitigation,
        review=StatedDate(edtf=edtf, wording=wording) if edtf else None,
    )


def _pair(one: int, other: int) -> dict[str, int]:
    return {"first": min(one, other), "second": max(one, other)}
