"""A record by its code, without reading its text: that may be damaged, its code is not."""

from app.archive.opening import Archive
from app.store.record_names import RecordName, name_of_code

__all__ = ["RecordName", "record_of_code"]


def record_of_code(archive: Archive, code: str) -> RecordName | None:
    """Which record has this code, whatever its case; None for no one."""
    with archive.store.browsing() as reader:
        return name_of_code(reader, code.strip().upper())
