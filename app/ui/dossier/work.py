"""What the dossier screen asks of the archive: plain functions that run on a lane."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.archive.opening import Archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.dossier.making import (
    DossierRequest,
    MadeDossier,
    Override,
    make_dossier,
    plan_dossier,
    preview_dossier,
)
from app.errors import InputError
from app.progress import Progress
from app.records.stored import RecordCard
from app.ui.dossier.basket import Basket
from app.ui.dossier.basket_model import BasketRow

_FOUND = 24
_CODE = re.compile(r"[A-Za-z]-?[0-9]{1,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A basket with its verdicts.

    Attributes:
        basket: The one that was asked about.
    """

    basket: Basket
    rows: tuple[BasketRow, ...]


def request_of(basket: Basket, language: str) -> DossierRequest | None:
    """What is asked of the dossier; None while the date is no day or nothing is wanted."""
    day, wanted = basket.date, basket.wanted
    if day is None or not wanted:
        return None
    return DossierRequest(
        ids=tuple(item.id for item in wanted),
        purpose=basket.purpose,
        title=basket.title.strip(),
        recipient=basket.recipient.strip(),
        date=day,
        language=language,
        overrides=tuple(Override(id=item.id, reason=item.reason) for item in wanted if item.reason),
    )


def planning(archive: Archive, basket: Basket, language: str) -> Callable[[Progress], Planned]:
    """Ask the consent compiler about every record of a basket."""

    def work(_progress: Progress) -> Planned:
        cards = _cards(archive, basket)
        request = request_of(_without_missing(basket, cards), language)
        verdicts = {}
        if request is not None:
            plan = plan_dossier(archive, request)
            verdicts = {entry.card.id: entry.verdict for entry in plan.entries}
        rows = tuple(
            BasketRow(item=item, card=cards.get(item.id), verdict=verdicts.get(item.id))
            for item in basket.items
        )
        return Planned(basket=basket, rows=rows)

    return work


def _cards(archive: Archive, basket: Basket) -> dict[str, RecordCard]:
    found = {}
    for item in basket.items:
        try:
            found[item.id] = read_record(archive, item.id).card
        except InputError:
            # Destroyed since; the row says so, and the rest of the basket stays usable.
            continue
    return found


def _without_missing(basket: Basket, cards: dict[str, RecordCard]) -> Basket:
    return basket.without(tuple(id_ for id_ in basket.ids if id_ not in cards))


def previewing(archive: Archive, request: DossierRequest) -> Callable[[Progress], bytes]:
    """Set the dossier as it stands."""

    def work(progress: Progress) -> bytes:
        return preview_dossier(archive, request, progress)

    return work


def exporting(
    archive: Archive, request: DossierRequest, out: Path
) -> Callable[[Progress], MadeDossier]:
    """Write the dossier to a file; whether one may be replaced was asked before."""

    def work(progress: Progress) -> MadeDossier:
        return make_dossier(archive, replace(request, replace=True), out, progress)

    return work


def looking_for(out: Path) -> Callable[[Progress], bool]:
    """Whether there is a file already."""

    def work(_progress: Progress) -> bool:
        return out.exists()

    return work


def finding(archive: Archive, question: str) -> Callable[[Progress], tuple[RecordCard, ...]]:
    """Records for the picker: the one of this code, then those with the words, best first.

    The last word may still be unfinished.
    """

    def work(_progress: Progress) -> tuple[RecordCard, ...]:
        found = {card.id: card for card in _of_code(archive, question)}
        unfinished = question[-1:].isalnum()
        for text in (question, f"{question}*") if unfinished else (question,):
            request = SearchRequest(text=text, limit=_FOUND, snippets=False, facets=False)
            for hit in search(archive, request).hits:
                found.setdefault(hit.card.id, hit.card)
        return tuple(found.values())[:_FOUND]

    return work


def _of_code(archive: Archive, question: str) -> tuple[RecordCard, ...]:
    if not _CODE.fullmatch(question):
        return ()
    try:
        card = read_record(archive, question.upper()).card
    except InputError:
        return ()
    return () if card.binned else (card,)
