"""An accepted draft becomes a record."""

from app.intake.draft import Certainty, Draft
from app.intake.segments import segments
from app.records.article import Article
from app.records.record import Attachment, Record
from app.records.testimony import Interview, Testimony
from app.records.text import RecordText
from app.records.vocabularies import Basis, Kind, Medium


def draft_to_record(
    draft: Draft,
    *,
    id: str,
    attachment: Attachment,
    published: bool,
    kind: Kind | None = None,
) -> Record:
    """Make the record of a draft as it stands.

    Args:
        draft: As accepted.
        id: UUID version 7 for the record.
        attachment: The original file.
        published: A person confirms that it was public already; a draft's own suggestion of this
            is never taken over.
        kind: What it is, where that differs from what the draft says.
    """
    chosen = kind or draft.kind.value
    testimony = chosen is Kind.TESTIMONY
    return Record(
        id=id,
        kind=chosen,
        title=draft.title.value,
        proposed_title=draft.title.certainty is Certainty.GUESS,
        languages=draft.languages.value,
        text=RecordText(segments=segments(draft)),
        testimony=_testimony(draft, published=published) if testimony else None,
        article=None if testimony else _article(draft),
        attachments=(attachment,),
    )


def _article(draft: Draft) -> Article:
    return Article(
        authors=draft.authors.value,
        publisher=draft.publisher.value,
        type=draft.article_type.value,
        subtitle=draft.subtitle.value,
        published=draft.published.value,
        updated=draft.updated.value,
        place=draft.place.value,
    )


def _testimony(draft: Draft, *, published: bool) -> Testimony:
    return Testimony(
        interview=Interview(
            coarse_place=draft.place.value,
            medium=Medium.PUBLISHED_ELSEWHERE if published else None,
        ),
        basis=Basis.PUBLIC if published else None,
        published_in=draft.publisher.value if published else "",
        published=draft.published.value,
        authors=draft.authors.value,
    )
