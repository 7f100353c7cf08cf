"""The draft of a file that has no text to read: the file itself is what is kept."""

from typing import TYPE_CHECKING

from app.intake.draft import (
    Certainty,
    Draft,
    DraftLine,
    Field,
    LineRole,
    nothing_date,
    nothing_text,
)
from app.records.vocabularies import ArticleType, Kind
from app.translation import _

if TYPE_CHECKING:  # which itself makes bare drafts
    from app.intake.reading import SourceFile


def bare_draft(source: "SourceFile", reason: str) -> Draft:
    """A draft that consists of its file.

    It counts as a testimony until a person says otherwise: what nobody has read is not assumed to
    be public.

    Args:
        reason: Why there is no text, as a sentence.
    """
    name = source.name.rpartition("/")[2] or source.name
    named = _("The file is called so.")
    unseen = _("Nobody has said what is in it.")
    return Draft(
        file_name=source.name,
        sha256=source.sha256,
        first_line=1,
        last_line=1,
        lines=(DraftLine(number=1, text="", role=LineRole.BLANK),),
        kind=Field(value=Kind.TESTIMONY, certainty=Certainty.GUESS, reason=unseen),
        article_type=Field(value=ArticleType.OTHER, certainty=Certainty.NOT_FOUND),
        title=Field(value=name, certainty=Certainty.GUESS, reason=named),
        subtitle=nothing_text(),
        authors=Field(value=(), certainty=Certainty.NOT_FOUND),
        publisher=nothing_text(),
        place=nothing_text(),
        published=nothing_date(),
        updated=nothing_date(),
        suggested_published=nothing_date(),
        languages=Field(value=("und",), certainty=Certainty.NOT_FOUND),
        published_elsewhere=Field(value=False, certainty=Certainty.NOT_FOUND),
        as_written=True,
        only_file=reason,
    )
