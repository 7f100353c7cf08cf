"""The dossier being put together, as one value: what is in it, in which order, for whom.

Pure: every change gives a new value, so that undo is a list of them.
"""

import json
from dataclasses import dataclass, replace
from datetime import date

from app.records.vocabularies import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketItem:
    """A record in the basket.

    Attributes:
        reason: Why it is included all the same; written by a person, kept with the dossier.
        left_out: A person decided that it stays out.
    """

    id: str
    reason: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """Records in order, and what the dossier says of itself.

    Attributes:
        day: The dossier's date, ISO; consent is measured by it.
    """

    items: tuple[BasketItem, ...] = ()
    title: str = ""
    recipient: str = ""
    purpose: Scope = Scope.PARTNER
    day: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """All records, in order."""
        return tuple(item.id for item in self.items)

    @property
    def wanted(self) -> tuple[BasketItem, ...]:
        """Those that nobody decided to leave out."""
        return tuple(item for item in self.items if not item.left_out)

    @property
    def date(self) -> date | None:
        """The dossier's date; None while it is not a day."""
        try:
            return date.fromisoformat(self.day.strip())
        except ValueError:
            return None

    def with_added(self, ids: tuple[str, ...]) -> "Basket":
        """Add records at the end; those already here stay where they are."""
        new = tuple(BasketItem(id=each) for each in dict.fromkeys(ids) if each not in self.ids)
        return replace(self, items=self.items + new)

    def without(self, ids: tuple[str, ...]) -> "Basket":
        """Take records out."""
        return replace(self, items=tuple(item for item in self.items if item.id not in ids))

    def moved(self, ids: tuple[str, ...], place: int) -> "Basket":
        """Put records, in their present order, before the record at `place`."""
        moving = [item for item in self.items if item.id in ids]
        before = [item for item in self.items[:place] if item.id not in ids]
        after = [item for item in self.items[place:] if item.id not in ids]
        return replace(self, items=tuple(before + moving + after))

    def shifted(self, ids: tuple[str, ...], way: int) -> "Basket":
        """Move records one place up (-1) or down (1), as a block."""
        places = [number for number, item in enumerate(self.items) if item.id in ids]
        if not places:
            return self
        edge = places[0] - 1 if way < 0 else places[-1] + 2
        if not 0 <= edge <= len(self.items):
            return self
        return self.moved(ids, edge)

    def decided(self, record: str, *, reason: str = "", left_out: bool = False) -> "Basket":
        """Include a record with a written reason, leave it out, or take either back."""
        changed = BasketItem(id=record, reason=reason, left_out=left_out)
        return replace(
            self, items=tuple(changed if item.id == record else item for item in self.items)
        )


def to_text(basket: Basket) -> str:
    """The basket as text, to be remembered inside the archive."""
    return json.dumps(
        {
            "title": basket.title,
            "recipient": basket.recipient,
            "purpose": basket.purpose.value,
            "day": basket.day,
            "items": [[item.id, item.reason, item.left_out] for item in basket.items],
        },
        ensure_ascii=False,
    )


def from_text(text: str) -> Basket | None:
    """The basket that was remembered; None where the text is not understood."""
    try:
        found = json.loads(text)
        return Basket(
            items=tuple(
                BasketItem(id=str(record), reason=str(reason), left_out=bool(left_out))
                for record, reason, left_out in found["items"]
            ),
            title=str(found["title"]),
            recipient=str(found["recipient"]),
            purpose=Scope(found["purpose"]),
            day=str(found["day"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
