"""Questions that somebody keeps under a name, to be asked again."""

from dataclasses import dataclass

from app.records.postings import HasValue, Order


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuestion:
    """A question as it was put together; asked again it finds what is there by then.

    Attributes:
        text: In the query language; empty asks for every record.
        any_word: The text is a plain question of which any word may match.
        order: None is best match where there are words, last added otherwise.
        narrowed: Each must hold.
        without: None may hold.
    """

    text: str = ""
    any_word: bool = False
    order: Order | None = None
    narrowed: tuple[HasValue, ...] = ()
    without: tuple[HasValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A question under its name.

    Attributes:
        number: Its place in this archive's tables; never used for another.
        name: As it was typed; no other saved search has it, whatever its case.
        saved_at: UTC, ISO 8601 with milliseconds and `Z`.
    """

    number: int
    name: str
    question: KeptQuestion
    saved_at: str
