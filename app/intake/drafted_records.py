"""An accepted draft becomes a record."""

from dataclasses import replace

from app.intake.draft import Certainty, Draft
from app.intake.segments import segments
from app.records.article import Article, Capture
from app.records.dates import StatedDate
from app.records.record import Attachment, ExtraField, Record
from app.records.testimony import Interview, Testimony
from app.records.text import RecordText
from app.records.vocabularies import Basis, Kind, Medium
from app.translation import _


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
        attachment: The original file; what the draft knows of its hidden data goes with it.
        published: A person confirms that it was public already; a draft's own suggestion of this
            is never taken over.
        kind: What it is, where that differs from what the draft says.
    """
    chosen = kind or draft.kind.value
    testimony = chosen is Kind.TESTIMONY
    further = draft.further
    return Record(
        id=id,
        kind=chosen,
        title=draft.title.value,
        proposed_title=draft.title.certainty is Certainty.GUESS,
        languages=draft.languages.value,
        tags=further.tags,
        text=RecordText(segments=segments(draft), summary=further.summary),
        testimony=_testimony(draft, published=published) if testimony else None,
        article=None if testimony else _article(draft),
        attachments=(replace(attachment, capture=draft.capture),),
        extra=(*further.extra, *_homeless(draft, chosen, published=published)),
    )


def _article(draft: Draft) -> Article:
    further = draft.further
    return Article(
        authors=draft.authors.value,
        publisher=draft.publisher.value,
        type=draft.article_type.value,
        subtitle=draft.subtitle.value,
        published=draft.published.value,
        updated=draft.updated.value,
        place=draft.place.value,
        rights=further.rights,
        capture=Capture(
            address=further.address,
            archived_address=further.archived_address,
            at=further.captured,
        ),
    )


def _testimony(draft: Draft, *, published: bool) -> Testimony:
    return Testimony(
        interview=Interview(
            date=draft.further.interviewed,
            coarse_place=draft.place.value,
            interviewer=draft.further.interviewer,
            medium=Medium.PUBLISHED_ELSEWHERE if published else None,
        ),
        basis=Basis.PUBLIC if published else None,
        published_in=draft.publisher.value if published else "",
        published=draft.published.value,
        authors=draft.authors.value,
    )


def _homeless(draft: Draft, kind: Kind, *, published: bool) -> tuple[ExtraField, ...]:
    """What an entry says that a record of this kind has no place for. Nothing of one is dropped."""
    further = draft.further
    if not further.entry:
        return ()
    if kind is Kind.ARTICLE:
        said = {
            _("Date of the interview"): _edtf(further.interviewed),
            _("Interviewer"): further.interviewer,
        }
    else:
        said = {
            _("Subtitle"): draft.subtitle.value,
            _("Publisher"): "" if published else draft.publisher.value,
            _("Updated"): _edtf(draft.updated.value),
            _("Address"): further.address,
            _("Archived address"): further.archived_address,
            _("Captured on"): _edtf(further.captured),
            _("Rights"): further.rights,
        }
    return tuple(ExtraField(label=label, value=value) for label, value in said.items() if value)


def _edtf(date: StatedDate | None) -> str:
    return date.edtf if date else ""
