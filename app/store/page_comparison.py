"""Whether a copy of a database under another key holds the same, page by page."""

from pathlib import Path

from app.errors import DamageError
from app.progress import Progress
from app.store.keys import ArchiveKeys
from app.store.raw_pages import RawPages
from app.store.store import Store
from app.translation import _

_STEP_PAGES = 256

_DIFFERS_IN_HEADER = (range(18, 20), range(24, 28), range(40, 44), range(92, 100))
"""How the journal is kept, how often file and schema were changed (SQLite file format, 1.3)."""


def compare_databases(store: Store, copy: Path, keys: ArchiveKeys, report: Progress) -> None:
    """Read both to their end; call it while nothing is written.

    Raises:
        DamageError: They differ, or a page of one is damaged.
        CancelledError: The person cancelled.
    """
    with store.raw_pages() as ours, RawPages(copy, keys) as theirs:
        if ours.count != theirs.count:
            raise _differs()
        for number in range(1, ours.count + 1):
            if number % _STEP_PAGES == 1:
                report.step(_("Comparing the copy"), number - 1, ours.count)
            one, other = ours.plain(number), theirs.plain(number)
            if number == 1:
                one, other = _comparable(one), _comparable(other)
            if one != other or not theirs.is_whole(number):
                raise _differs()
        report.step(_("Comparing the copy"), ours.count, ours.count)


def _comparable(header: bytes | None) -> bytes | None:
    if header is None:
        return None
    page = bytearray(header)
    for places in _DIFFERS_IN_HEADER:
        for place in places:
            page[place] = 0
    return bytes(page)


def _differs() -> DamageError:
    return DamageError(
        _("The copy of the database is not what the archive holds; nothing was changed."),
        _("Check the archive, then try again; the disk may be failing."),
    )
