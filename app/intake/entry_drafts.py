"""A draft of an entry that says itself what its parts are: a row, a bulletin, a reference."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from app.errors import InputError
from app.intake.draft import (
    Certainty,
    Draft,
    DraftLine,
    Field,
    Further,
    LineRole,
    RefusedEntry,
    nothing_date,
    nothing_text,
)
from app.intake.language_detection import detect_language, language_field
from app.intake.lines import clean, split_lines
from app.records.dates import StatedDate
from app.records.record import ExtraField
from app.records.vocabularies import ArticleType, Kind
from app.translation import _

T = TypeVar("T")

_PROPOSED_WORDS = 12
_LONGEST_PROPOSED = 90
_LONGEST_LABEL = 200
_SAMPLED, _SAMPLE = 12, 120
"""Entries, and signs of each, that tell the language of a file."""
# As `clean` takes them out of lines; ends of lines and tabs stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_SENTENCE = re.compile(r"(?<=[.!?…؟])\s+(?=\S)|(?<=[。！？])")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPart:
    """A stretch of an entry's text.

    Attributes:
        heading: Above it; empty for none.
        text: Lines of it are paragraphs; empty where there are rows.
        rows: Of a table.
    """

    heading: str = ""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryParts:
    """An entry, taken apart into what a draft has.

    Attributes:
        place: How a person finds it in the file, such as "Row 4".
        suggested: When it may have been published.
        elsewhere: It may have been published elsewhere.
        refusal: Why it becomes no draft; empty where it does.
    """

    place: str
    kind: Field[Kind]
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    area: str = ""
    article_type: ArticleType | None = None
    published: StatedDate | None = None
    updated: StatedDate | None = None
    suggested: Field[StatedDate | None] = field(default_factory=nothing_date)
    languages: tuple[str, ...] = ()
    elsewhere: Field[bool] | None = None
    body: tuple[BodyPart, ...] = ()
    further: Further = field(default_factory=Further)
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySource:
    """The file that entries come from: its name and the SHA-256 of its bytes."""

    file_name: str
    sha256: str


def drafts_of_entries(
    entries: Iterable[EntryParts], source: EntrySource
) -> tuple[tuple[Draft, ...], tuple[RefusedEntry, ...]]:
    """A draft of each entry, or the reason why it becomes none.

    Raises:
        InputError: There is no entry at all.
    """
    drafts: list[Draft] = []
    refused: list[RefusedEntry] = []
    line = 1
    kept = tuple(entries)
    common = _common_language(kept)
    for entry in kept:
        why = entry.refusal or _emptiness(entry)
        if why:
            refused.append(RefusedEntry(reason=f"{entry.place}: {why}"))
            continue
        drafts.append(_draft(entry, source, line, common))
        line = drafts[-1].last_line + 1
    if not drafts and not refused:
        raise InputError(
            _("There is nothing in it but names of fields."),
            _("Export what was filled in, and add that file."),
        )
    return tuple(drafts), tuple(refused)


def entry_names(format: str, contents: Iterable[Iterable[tuple[str, str]]]) -> Iterator[str]:
    """A name for each entry by what it says, whichever file it stands in.

    The order of its fields does not count. Entries that say the same are told apart by how many
    there were before, so that none is lost and none is added twice.

    Args:
        contents: Name and value of each field, for each entry.
    """
    seen: Counter[str] = Counter()
    for each in contents:
        said = json.dumps([format, sorted(pair for pair in each if pair[1])], ensure_ascii=False)
        digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
        before = seen[digest]
        seen[digest] += 1
        yield hashlib.sha256(f"{digest}/{before}".encode()).hexdigest() if before else digest


def _emptiness(entry: EntryParts) -> str:
    if clean(entry.title) or any(_lines_of(part) for part in entry.body):
        return ""
    return _("it has neither a title nor a text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """The language and script that the entries of a file are in; empty where that is not clear."""

    language: str = ""
    script: str = ""


def _common_language(entries: Sequence[EntryParts]) -> _Common:
    silent = [entry for entry in entries if not entry.languages]
    some = silent[:: max(1, len(silent) // _SAMPLED)]
    texts = (" ".join((each.title, *(part.text[:_SAMPLE] for part in each.body))) for each in some)
    sample = " ".join(text[:_SAMPLE] for text in texts)
    language, certainty = detect_language(sample)
    if certainty not in (Certainty.CERTAIN, Certainty.LIKELY):
        return _Common()
    return _Common(language=language, script=_script(sample))


def _script(text: str) -> str:
    """The script that most letters are of, as Unicode names it: LATIN, ARABIC, HANGUL."""
    letters = [sign for sign in text[:_SAMPLE] if sign.isalpha()]
    scripts = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in letters)
    return scripts.most_common(1)[0][0] if scripts else ""


def _language(text: str, common: _Common) -> Field[tuple[str, ...]]:
    """The language of an entry by its own words; where these are few, by the others' too."""
    own = language_field(text)
    unsure = own.certainty in (Certainty.GUESS, Certainty.NOT_FOUND)
    fits = own.value in ((), (common.language,)) and _script(text) == common.script
    if common.language and unsure and fits:
        reason = _("As most of the file.")
        return Field(value=(common.language,), certainty=Certainty.LIKELY, reason=reason)
    return own


def _draft(entry: EntryParts, source: EntrySource, first: int, common: _Common) -> Draft:
    lines = _lines(entry, first)
    body = " ".join(each.text for each in lines if each.role is not LineRole.TITLE)
    languages = entry.languages
    return Draft(
        file_name=source.file_name,
        sha256=source.sha256,
        first_line=first,
        last_line=lines[-1].number,
        lines=tuple(lines),
        kind=entry.kind,
        article_type=Field(
            value=entry.article_type or ArticleType.OTHER,
            certainty=Certainty.NOT_FOUND if entry.article_type is None else Certainty.CERTAIN,
        ),
        title=_title(entry, lines),
        subtitle=_text(entry.subtitle),
        authors=_stated(tuple(name for each in entry.authors if (name := clean(each)))),
        publisher=_text(entry.publisher),
        place=_text(entry.area),
        published=_stated(entry.published) if entry.published else nothing_date(),
        updated=_stated(entry.updated) if entry.updated else nothing_date(),
        suggested_published=nothing_date() if entry.published else entry.suggested,
        languages=_stated(languages) if languages else _language(body or entry.title, common),
        published_elsewhere=entry.elsewhere or Field(value=False, certainty=Certainty.NOT_FOUND),
        as_written=True,
        further=_seen(entry.further),
    )


def _text(value: str) -> Field[str]:
    return _stated(clean(value)) if clean(value) else nothing_text()


def _seen(further: Further) -> Further:
    """Without marks that nobody sees and that turn letters around or steer a terminal."""
    return replace(
        further,
        tags=tuple(tag for each in further.tags if (tag := clean(each))),
        summary=_UNSEEN.sub("", further.summary),
        address=_UNSEEN.sub("", further.address),
        archived_address=_UNSEEN.sub("", further.archived_address),
        rights=_UNSEEN.sub("", further.rights),
        interviewer=clean(further.interviewer),
        extra=tuple(
            ExtraField(
                label=clean(field.label)[:_LONGEST_LABEL] or _("Without a name"),
                value=_UNSEEN.sub("", field.value),
            )
            for field in further.extra
        ),
    )


def _title(entry: EntryParts, lines: list[DraftLine]) -> Field[str]:
    stated = clean(entry.title)
    if stated:
        return _stated(stated, (lines[0].number,))
    first = next(each for each in lines if each.role.segment_role is not None)
    sentence = _SENTENCE.split(clean(first.text))[0]
    words = sentence.split()
    short = " ".join(words[:_PROPOSED_WORDS])[:_LONGEST_PROPOSED]
    return Field(
        value=short + (" …" if short != sentence else ""),
        certainty=Certainty.GUESS,
        reason=_("No title found; proposed from the first sentence."),
        lines=(first.number,),
    )


def _lines(entry: EntryParts, first: int) -> list[DraftLine]:
    """The entry as a person reads it: its title, its text, and a blank line behind."""
    found: list[tuple[str, LineRole, tuple[str, ...]]] = []
    if clean(entry.title):
        found.append((clean(entry.title), LineRole.TITLE, ()))
    for part in entry.body:
        if found:
            found.append(("", LineRole.BLANK, ()))
        if part.heading and _lines_of(part):
            found.append((part.heading, LineRole.HEADING, ()))
        found += _lines_of(part)
    found.append(("", LineRole.BLANK, ()))
    return [
        DraftLine(
            number=number,
            text=text,
            role=role,
            role_if_kept=role,
            cells=cells,
            stated=role is not LineRole.BLANK,
        )
        for number, (text, role, cells) in enumerate(found, first)
    ]


def _lines_of(part: BodyPart) -> list[tuple[str, LineRole, tuple[str, ...]]]:
    if part.rows:
        width = max(map(len, part.rows))
        rows = [tuple(clean(cell) for cell in row) for row in part.rows]
        filled = [row + ("",) * (width - len(row)) for row in rows if any(row)]
        return [("\t".join(row), LineRole.TABLE, row) for row in filled]
    lines = [line for line in split_lines(part.text) if clean(line)]
    return [(line, LineRole.PARAGRAPH, ()) for line in lines]


def _stated(value: T, lines: tuple[int, ...] = ()) -> Field[T]:
    found = value not in ("", (), None)
    return Field(
        value=value,
        certainty=Certainty.CERTAIN if found else Certainty.NOT_FOUND,
        reason=_("The file itself says so.") if found else _("Nothing in the text says so."),
        lines=lines,
    )
