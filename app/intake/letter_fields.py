"""What stands over a letter becomes fields of its record that stay within internal analysis."""

from app.confined.forms import LetterHead
from app.intake.lines import clean
from app.records.record import ExtraField
from app.translation import _

_MOST_SIGNS = 10_000
"""Of one field: some two hundred addressees. A longer one says that it was cut."""


def letter_fields(head: LetterHead) -> tuple[ExtraField, ...]:
    """Subject, people and date of a letter, in its own words.

    They are no title and no authors, since each may name a person; here they are protected, and
    found by search.
    """
    said = (
        (_("Subject"), head.subject),
        (_("From"), head.sender),
        (_("To"), head.addressees),
        (_("Copy to"), head.copied),
        (_("Hidden copy to"), head.hidden),
        (_("Sent"), head.sent),
    )
    return tuple(
        ExtraField(label=label, value=_bounded(clean(value)))
        for label, value in said
        if clean(value)
    )


def _bounded(value: str) -> str:
    return value if len(value) <= _MOST_SIGNS else f"{value[:_MOST_SIGNS]} […]"
