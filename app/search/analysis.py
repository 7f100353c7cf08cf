"""The texts of a record become the terms that the store keeps."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from app.records.postings import AnalysedText, PostingsField
from app.search import folding, languages, terms, words
from app.search.folding import normalise
from app.search.languages import Script, row_for
from app.search.terms import TermTable, terms_of
from app.search.words import BOUNDARY, pieces, placed_bigrams

# Raise this when a change of code changes terms; tables and versions are noticed by themselves.
_RULES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of text that is analysed in one language.

    Attributes:
        text: Any text; paragraphs of it may be separated by line breaks.
        language: BCP 47, or None where it is not known.
    """

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexableRecord:
    """What search looks at in one record; every text already masked for whoever may search.

    Attributes:
        title: Empty where it was proposed from the text.
        proposed: That proposal, otherwise empty.
        paragraphs: The original text.
        translations: Paragraphs of all translations.
        persons: Pseudonyms and roles.
        source: Publisher, authors, addresses, names of originals.
        attachments: Text found in attached files.
    """

    title: Passage
    proposed: Passage = Passage(text="")
    paragraphs: tuple[Passage, ...] = ()
    translations: tuple[Passage, ...] = ()
    summary: Passage = Passage(text="")
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    attachments: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A term and where it stands in the text, in code points."""

    term: str
    start: int
    end: int


def analyse(record: IndexableRecord) -> AnalysedText:
    """Work out the terms of a record, field by field."""
    persons, places, source = (
        tuple(Passage(text=text, language=record.title.language) for text in texts)
        for texts in (record.persons, record.places, record.source)
    )
    passages: tuple[tuple[PostingsField, tuple[Passage, ...]], ...] = (
        (PostingsField.TITLE, (record.title,)),
        (PostingsField.TEXT, record.paragraphs),
        (PostingsField.TRANSLATION, record.translations),
        (PostingsField.SUMMARY, (record.summary,)),
        (PostingsField.PERSON, persons),
        (PostingsField.PLACE, places),
        (PostingsField.SOURCE, source),
        (PostingsField.ATTACHMENT, record.attachments),
        (PostingsField.PROPOSED, (record.proposed,)),
    )
    used = {passage.language for _, each in passages for passage in each if passage.text}
    return AnalysedText(
        fields=tuple((field, joined) for field, each in passages if (joined := _field_terms(each))),
        languages=tuple(sorted(code for code in used if code)),
    )


def tokens(text: str, language: str | None) -> Iterator[Token]:
    """Find the terms of a text with their places: the same that `analyse` indexes."""
    table = term_table(language)
    for piece in pieces(text, turkic=is_turkic(language)):
        if piece.unspaced:
            for term, start, end in placed_bigrams(piece):
                yield Token(term, start, end)
        elif term := table[piece.text]:
            yield Token(term, piece.places[0][0], piece.places[-1][1])


def text_terms(text: str, language: str | None) -> list[str]:
    """List the terms of a text in order, without their places: much faster."""
    found = terms_of(normalise(text, turkic=is_turkic(language)), term_table(language))
    return " ".join(found).split(" ") if found else []


@cache
def analysis_version() -> str:
    """Name everything that terms depend on; an index made under another name is built anew."""
    tables = repr((languages.LANGUAGES, folding.table_signature(), words.table_signature()))
    digest = hashlib.sha256(tables.encode()).hexdigest()[:16]
    return f"{_RULES}/{digest}/{terms.stemmer_version()}"


@cache
def term_table(language: str | None) -> TermTable:
    """The table of known terms for texts in a language."""
    return TermTable(language)


def _field_terms(passages: Iterable[Passage]) -> str:
    parts: list[str] = []
    for passage in passages:
        normalised = normalise(passage.text, turkic=is_turkic(passage.language))
        found = terms_of(normalised, term_table(passage.language))
        if found:
            parts.append(" ".join(found))
    return f" {BOUNDARY} ".join(parts)


@cache
def is_turkic(language: str | None) -> bool:
    """Say whether capital I is the dotless letter in a language."""
    return row_for(language, Script.LATIN).turkic
