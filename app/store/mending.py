"""Damaged pages in which one bit was flipped, read as they were."""

from functools import partial

from app.progress import Progress
from app.store.raw_pages import RawPages
from app.translation import _

_MOST_PAGES = 64
"""A page takes about two seconds. Where more are damaged, it was no single bits that did it."""


def mend_pages(pages: RawPages, report: Progress) -> int:
    """Look for the one flipped bit in each damaged page. Only what is read changes, not the file.

    Returns:
        How many pages could be mended.

    Raises:
        CancelledError: The person cancelled.
    """
    damaged = [page for page in range(1, pages.count + 1) if not pages.is_whole(page)]
    if len(damaged) > _MOST_PAGES:
        return 0
    mended = 0
    for done, page in enumerate(damaged):
        step = partial(report.step, _("Mending damaged pages"), done, len(damaged))
        mended += pages.mend(page, step)
    return mended
