"""How a record is cited and introduced: one line under its title, one entry in the source list."""

from app.dossier.language_names import language_name
from app.dossier.order import DossierRecord
from app.dossier.said_dates import said_date
from app.dossier.written_text import one_line
from app.records.article import Article
from app.records.record import Record
from app.records.testimony import Testimony
from app.records.text import Translation
from app.records.vocabularies import ArticleType, Basis, ReviewState, TranslationMethod, label
from app.translation import _

_QUOTES = "“”„«»‹›\"'‘’「『《〈"
_FIRST_ISOLATE, _POP = "\u2068", "\u2069"


def title_of(record: Record) -> str:
    """The title on one line, or words in its place."""
    return one_line(record.title) or _("Untitled")


def citation(entry: DossierRecord) -> str:
    """The full citation: who, what, where, when; addresses as printed, never as a link."""
    record = entry.record
    if record.article is not None:
        return _article(record, record.article)
    assert record.testimony is not None
    return _testimony(record, record.testimony)


def about_line(entry: DossierRecord, translation: Translation | None) -> str:
    """What stands under a record's title: code, kind, date, place, languages."""
    record = entry.record
    parts = [entry.code]
    if record.article is not None:
        article = record.article
        parts.append(label(article.type) if article.type is not ArticleType.OTHER else _("Article"))
        parts += [isolated(article.publisher), said_date(article.published)]
    elif record.testimony is not None:
        interview = record.testimony.interview
        parts.append(_("Testimony"))
        if interview.medium is not None:
            parts.append(label(interview.medium))
        parts.append(said_date(record.date))
        parts.append(isolated(interview.coarse_place))
        parts.append(isolated(record.testimony.published_in))
    if translation is not None:
        parts.append(
            _("with a translation from {language}").format(language=language_name(record.language))
        )
    elif record.languages:
        parts.append(language_name(record.language))
    return " · ".join(one_line(part) for part in parts if one_line(part))


def translation_note(translation: Translation) -> str:
    """Who or what made a translation, and whether somebody has read it."""
    how = {
        TranslationMethod.HUMAN: _("by a translator"),
        TranslationMethod.INTERPRETER: _("by an interpreter"),
        TranslationMethod.MACHINE: _("by machine"),
    }[translation.method]
    read = {
        ReviewState.REVIEWED: _("reviewed by a second person"),
        ReviewState.UNREVIEWED: _("not reviewed by a second person"),
    }[translation.review]
    return _("Translated into {language} {how}, {read}.").format(
        language=language_name(translation.language), how=how, read=read
    )


def isolated(text: str) -> str:
    """A part in a line of parts, keeping its own direction (UAX #9, 2.4)."""
    plain = one_line(text)
    return f"{_FIRST_ISOLATE}{plain}{_POP}" if plain and not plain.isascii() else plain


def _article(record: Record, article: Article) -> str:
    said = [_names(article.authors), _quoted(record)]
    said.append(_joined(isolated(article.publisher), isolated(article.place)))
    said.append(said_date(article.published))
    if article.updated is not None:
        said.append(_("Updated {date}").format(date=said_date(article.updated)))
    if article.type is not ArticleType.OTHER:
        said.append(label(article.type))
    if article.origin.retracted:
        said.append(_("Retracted by its publisher"))
    capture = article.capture
    if capture.at is not None:
        said.append(_("Captured {date}").format(date=said_date(capture.at)))
    if article.rights:
        said.append(one_line(article.rights))
    # Addresses stand last and without a full stop, which would be copied with them.
    places = [one_line(capture.address)]
    if one_line(capture.archived_address):
        places.append(_("Archived at {address}").format(address=one_line(capture.archived_address)))
    return " ".join(part for part in (_sentences(said), *places) if part)


def _testimony(record: Record, testimony: Testimony) -> str:
    interview = testimony.interview
    said = [_names(testimony.authors), _quoted(record)]
    what = (_("Testimony"), said_date(interview.date), isolated(interview.coarse_place))
    said.append(_joined(*what))
    if interview.medium is not None:
        said.append(label(interview.medium))
    if testimony.published_in or testimony.published:
        where = _joined(isolated(testimony.published_in), said_date(testimony.published))
        # Whether it was published a person has to say; a date alone is only what the text states.
        public = testimony.basis is Basis.PUBLIC
        said.append((_("Published: {where}") if public else _("Dated {where}")).format(where=where))
    return _sentences(said)


def _quoted(record: Record) -> str:
    title = title_of(record)
    if title[0] in _QUOTES:
        return isolated(title)
    if record.proposed_title:
        return f"[{isolated(title)}]"
    return _("“{title}”").format(title=isolated(title))


def _names(authors: tuple[str, ...]) -> str:
    return _joined(*(isolated(author) for author in authors))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _sentences(parts: list[str]) -> str:
    """Parts as short sentences; one that ends with its own mark gets no second one."""
    said = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part[-1] in ".?!。" else f"{part}." for part in said)
