"""A record in a line of words, for the reader's header."""

from app.records.record import Record
from app.records.stored import RecordCard
from app.records.vocabularies import label
from app.translation import _
from app.ui.direction import joined
from app.ui.library.dates_in_words import date_in_words
from app.ui.library.language_names import language_name


def meta_line(card: RecordCard, record: Record, *, short: bool = False) -> str:
    """Code, kind, when and where, and by whom.

    Args:
        short: Only code, date and place, where there is little room.
    """
    if short:
        when = date_in_words(card.date, short=True) if card.date else ""
        return joined(card.code, when, record.source_line)
    return joined(card.code, label(record.kind), _when_and_where(record), _by(record))


def languages_line(record: Record) -> str:
    """The languages of the text and of its translations, each once."""
    tags = [*record.languages, *(each.language for each in record.text.translations)]
    return ", ".join(dict.fromkeys(language_name(tag) for tag in tags))


def _when_and_where(record: Record) -> str:
    if record.article is not None:
        article = record.article
        parts = [article.publisher]
        if article.published is not None:
            date = date_in_words(article.published.edtf)
            parts.append(_("published {date}").format(date=date))
        return _listed(*parts)
    assert record.testimony is not None
    interview = record.testimony.interview
    place = interview.coarse_place
    if interview.date is not None:
        date = date_in_words(interview.date.edtf)
        return _listed(_("interviewed {date}").format(date=date), place)
    if record.testimony.published_in:
        where = _("published in {place}").format(place=record.testimony.published_in)
        published = record.testimony.published
        when = date_in_words(published.edtf) if published else ""
        return _listed(where, when)
    return place


def _by(record: Record) -> str:
    if record.article is not None:
        names = ", ".join(record.article.authors)
        return _("by {name}").format(name=names) if names else ""
    assert record.testimony is not None
    interview = record.testimony.interview
    parts = []
    if interview.interviewer:
        parts.append(_("by {name}").format(name=interview.interviewer))
    elif record.testimony.authors:
        parts.append(_("by {name}").format(name=", ".join(record.testimony.authors)))
    if interview.interpreter:
        parts.append(_("interpreter {name}").format(name=interview.interpreter))
    return _listed(*parts)


def _listed(*parts: str) -> str:
    """Parts with commas between; nothing at all where all are empty."""
    return joined(*parts, between=", ") if any(parts) else ""
