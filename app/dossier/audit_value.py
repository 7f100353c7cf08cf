"""Which value of the audit log a dossier prints."""

from dataclasses import replace

from app.archive.archive import Archive
from app.archive.audit_heads import head_for_dossier
from app.archive.audit_words import head_words
from app.dossier.disclosure import disclosure_check
from app.dossier.order import DossierOrder
from app.dossier.read_back import only_text


def with_audit_head(
    archive: Archive, order: DossierOrder, protected: tuple[str, ...]
) -> tuple[DossierOrder, int]:
    """The order with a value for the audit log's newest entry on its records, and its number.

    Not the newest entry of all: each dossier makes one, and the same records shall give the same
    bytes. Where words of the value would be found as a protected name, only the code is printed.
    """
    head = head_for_dossier(archive, [each.record.id for each in order.records], order.code)
    if head is None:
        return order, 0
    words = " ".join(head_words(bytes.fromhex(head.value)))
    unlucky = bool(disclosure_check(only_text(words), protected))
    return replace(order, audit_head=head.value, audit_words=not unlucky), head.number
