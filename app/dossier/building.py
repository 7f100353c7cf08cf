"""From an order to the bytes of a PDF."""

import hashlib
import io
from dataclasses import dataclass, replace
from typing import BinaryIO

from app.dossier.body import BodySetter, entries_of
from app.dossier.contents import contents_pages
from app.dossier.cover import cover, usual_classification, usual_handling
from app.dossier.document import DossierPages
from app.dossier.order import DossierOrder
from app.dossier.shaping import Shaper
from app.progress import Progress
from app.translation import _

_OUTLINE_LENGTH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDossier:
    """A finished file.

    Attributes:
        pages: Cover and contents included.
        sha256: Of the file, 64 hex digits.
    """

    pages: int
    sha256: str


def build_dossier(order: DossierOrder, out: BinaryIO, progress: Progress) -> BuiltDossier:
    """Make the PDF and write it to `out` at once, when it is complete.

    The same order gives the same bytes. Nothing in the texts is read as markup, and no address
    in them is opened.

    Args:
        out: Anything with `write`; nothing is written if the job is cancelled.

    Raises:
        CancelledError: The person cancelled.
    """
    order = replace(
        order,
        classification=order.classification or usual_classification(order.purpose),
        handling=order.handling or usual_handling(order.purpose),
    )
    shaper = Shaper()
    entries = entries_of(order)
    front = 1 + sum(1 for _page in contents_pages(entries, shaper, None))
    finished = io.BytesIO()
    pages = DossierPages(finished, order, shaper, front)
    total = len(order.records)
    begun = 0

    def record_begun(number: int) -> None:
        nonlocal begun
        begun = number
        progress.step(_("Setting pages"), number - 1, total)

    def page_done(_pages: int) -> None:
        progress.step(_("Setting pages"), max(0, begun - 1), total)

    body = BodySetter(order, shaper, pages.reached, record_begun)
    pages.set_body(body.story(), page_done)
    pages.set_front([cover(order, shaper), *contents_pages(entries, shaper, pages.page_of)])
    pages.add_outline(
        (entry.level, _outlined(f"{entry.label} {entry.title}".strip()), entry.key)
        for entry in entries
    )
    count = pages.save()
    data = finished.getbuffer()
    out.write(data)
    return BuiltDossier(pages=count, sha256=hashlib.sha256(data).hexdigest())


def _outlined(words: str) -> str:
    """Words of an outline entry; side panels show no more than this."""
    return words if len(words) <= _OUTLINE_LENGTH else f"{words[:_OUTLINE_LENGTH]}…"
