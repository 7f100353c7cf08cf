"""Changing extra fields of a record: pure functions, applied to whatever state it has by then."""

from dataclasses import replace

from app.records.record import ExtraField, Record


def with_extra_value(at: int, label: str, value: str, record: Record) -> Record:
    """The record with another value in one extra field.

    Args:
        at: Its place from 0.
        label: That it had there; where another field stands there by now, nothing changes.
    """
    if not _is_there(at, label, record):
        return record
    changed = ExtraField(label=label, value=value)
    return replace(record, extra=(*record.extra[:at], changed, *record.extra[at + 1 :]))


def without_extra(at: int, label: str, record: Record) -> Record:
    """The record without one extra field; places and labels as for `with_extra_value`."""
    if not _is_there(at, label, record):
        return record
    return replace(record, extra=(*record.extra[:at], *record.extra[at + 1 :]))


def with_new_extra(label: str, record: Record) -> Record:
    """The record with one extra field more, which is empty."""
    return replace(record, extra=(*record.extra, ExtraField(label=label, value="")))


def _is_there(at: int, label: str, record: Record) -> bool:
    return at < len(record.extra) and record.extra[at].label == label
