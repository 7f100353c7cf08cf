"""Rows of a table become sources: what the heads say fills fields, the rest stays under its head.

Entities of Uwazi come as such tables too, with heads that name a language (`title__es`), several
values parted by `|`, and places as `latitude|longitude`. What a template holds nobody can tell from
a table, so that an entity counts as a testimony until somebody says that it was public.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.confined.entries import SourceEntry
from app.errors import InputError
from app.intake.cell_values import (
    ReadDate,
    read_article_type,
    read_date,
    read_kind,
    read_language,
)
from app.intake.csv_columns import Column, Role, read_columns, tells_of_people
from app.intake.draft import Certainty, Field, Further
from app.intake.entry_drafts import BodyPart, EntryParts, entry_names
from app.intake.kinds import find_kind, listen
from app.intake.lines import split_lines
from app.records.record import ExtraField
from app.records.vocabularies import Kind
from app.translation import _

_PARTED = re.compile(r"\s*[|;]\s*")
_TAGS_PARTED = re.compile(r"\s*[|;,]\s*")
_OF_UWAZI = re.compile(r".+__[a-z]{2,3}|.+_geolocation|attachments|file(?:__[a-z]{2,3})?")
_OF_SOURCES = (Role.AUTHOR, Role.PUBLISHER, Role.PUBLISHED, Role.ADDRESS, Role.TYPE)
_FEWEST_TOLD = 3
_SEVERAL = (Role.AUTHOR, Role.TEXT, Role.TAGS)
"""Roles that more than one column may fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What all rows share.

    Attributes:
        told: The heads say that people told what stands in it.
        uwazi: The heads are those of Uwazi.
        sources: The heads are those of a list of publications.
    """

    columns: tuple[Column, ...]
    told: bool
    uwazi: bool
    sources: bool


@dataclass(slots=True)
class _Row:
    """A row on its way: what found a field, and what did not."""

    values: dict[Role, list[str]] = field(default_factory=dict)
    extra: list[ExtraField] = field(default_factory=list)
    language: str = ""

    def first(self, role: Role) -> str:
        """The value of a role; empty where there is none."""
        return next(iter(self.values.get(role, ())), "")


def rows(heads: tuple[str, ...], entries: Iterable[SourceEntry]) -> Iterator[EntryParts]:
    """Each row, taken apart.

    Raises:
        InputError: No column is a title or a text.
    """
    columns = read_columns(heads)
    roles = {column.role for column in columns}
    if not roles & {Role.TITLE, Role.TEXT}:
        raise InputError(
            _("None of its columns is a title or a text."),
            _("Name one of them “title” or “text” in the first row, and add the table again."),
        )
    table = _Table(
        columns=columns,
        told=tells_of_people(heads),
        uwazi=any(_OF_UWAZI.fullmatch(head.strip().casefold()) for head in heads),
        sources=not roles.isdisjoint(_OF_SOURCES),
    )
    kept = tuple(entries)
    names = entry_names("table", ([*_said(table, each)] for each in kept))
    for entry, name in zip(kept, names, strict=True):
        yield _parts(table, entry, name)


def _said(table: _Table, entry: SourceEntry) -> Iterator[tuple[str, str]]:
    for at, cell in enumerate(entry.cells):
        yield table.columns[at].head if at < len(table.columns) else f"#{at}", cell


def _parts(table: _Table, entry: SourceEntry, name: str) -> EntryParts:
    row = _sorted_out(table, entry.cells)
    published = _dated(row, Role.PUBLISHED, table)
    updated, captured = _dated(row, Role.UPDATED, table), _dated(row, Role.CAPTURED, table)
    interviewed = _dated(row, Role.INTERVIEWED, table)
    languages = _languages(row, table)
    body = tuple(BodyPart(text=text) for text in row.values.get(Role.TEXT, ()))
    kind = _kind(table, row, body, languages)
    summary = row.first(Role.SUMMARY)
    if not body and summary and kind.value is Kind.TESTIMONY:
        body, summary = (BodyPart(text=summary),), ""
    article_type = read_article_type(row.first(Role.TYPE))
    _keep(row, Role.TYPE, table, known=article_type is not None)
    authors = [part for each in row.values.get(Role.AUTHOR, ()) for part in _PARTED.split(each)]
    tags = [tag for each in row.values.get(Role.TAGS, ()) for tag in _TAGS_PARTED.split(each)]
    return EntryParts(
        place=_("Row {}").format(entry.number),
        kind=kind,
        title=row.first(Role.TITLE),
        subtitle=row.first(Role.SUBTITLE),
        authors=tuple(author for author in authors if author),
        publisher=row.first(Role.PUBLISHER),
        area=row.first(Role.PLACE),
        article_type=article_type,
        published=published.date,
        updated=updated.date,
        suggested=published.suggested,
        languages=languages,
        body=body,
        further=Further(
            entry=name,
            tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
            summary=summary,
            address=row.first(Role.ADDRESS),
            archived_address=row.first(Role.ARCHIVED),
            captured=captured.date,
            rights=row.first(Role.RIGHTS),
            interviewer=row.first(Role.INTERVIEWER),
            interviewed=interviewed.date,
            extra=tuple(row.extra),
        ),
    )


def _sorted_out(table: _Table, cells: Sequence[str]) -> _Row:
    """Values to their roles; a second one of a role that has room for one stays under its head."""
    row = _Row()
    titled = next((c.language for c, cell in zip(table.columns, cells, strict=False)
                   if c.role is Role.TITLE and cell), "")  # fmt: skip
    row.language = titled
    for at, cell in enumerate(cells):
        if not cell:
            continue
        if at >= len(table.columns) or not table.columns[at].head.strip():
            row.extra.append(ExtraField(label=_("Column {}").format(at + 1), value=cell))
            continue
        column = table.columns[at]
        other_language = bool(column.language) and column.language != titled
        full = column.role in row.values and column.role not in _SEVERAL
        if column.role is None or other_language or full:
            row.extra.append(ExtraField(label=_label(column), value=cell))
        else:
            row.values.setdefault(column.role, []).append(cell)
    return row


def _label(column: Column) -> str:
    if not column.language:
        return column.head
    return _("{name} ({language})").format(name=column.name, language=column.language)


def _dated(row: _Row, role: Role, table: _Table) -> ReadDate:
    """The date of a role; a value that is none, or leaves open which, stays as it was written."""
    value = row.first(role)
    if not value:
        return ReadDate()
    read = read_date(value, row.language or read_language(row.first(Role.LANGUAGE)) or "en")
    _keep(row, role, table, known=read.date is not None)
    return read


def _keep(row: _Row, role: Role, table: _Table, *, known: bool) -> None:
    if not known and row.first(role):
        head = next(column.head for column in table.columns if column.role is role)
        row.extra.append(ExtraField(label=head, value=row.first(role)))


def _languages(row: _Row, table: _Table) -> tuple[str, ...]:
    value = row.first(Role.LANGUAGE)
    read = [read_language(part) for part in _TAGS_PARTED.split(value)] if value else []
    _keep(row, Role.LANGUAGE, table, known=all(read))
    found = [each for each in read if each]
    return tuple(dict.fromkeys(found or ([row.language] if row.language else [])))


def _kind(
    table: _Table, row: _Row, body: tuple[BodyPart, ...], languages: tuple[str, ...]
) -> Field[Kind]:
    """What a row is. In doubt it is a testimony where somebody may have told it in confidence."""
    stated = read_kind(row.first(Role.TYPE))
    if stated is not None or table.told:
        reason = _("The table says that somebody told it.")
        return Field(value=Kind.TESTIMONY, certainty=Certainty.LIKELY, reason=reason)
    paragraphs = [line for part in body for line in split_lines(part.text) if line.strip()]
    if len(paragraphs) >= _FEWEST_TOLD:
        language = languages[0] if languages else "en"
        heard = find_kind(listen(paragraphs, language), language)
        if heard.value is Kind.TESTIMONY:
            return heard
    if table.uwazi and not table.sources:
        reason = _("An entity of Uwazi may hold what somebody told in confidence.")
        return Field(value=Kind.TESTIMONY, certainty=Certainty.GUESS, reason=reason)
    reason = _("A row of a table of sources.")
    certainty = Certainty.LIKELY if table.sources else Certainty.GUESS
    return Field(value=Kind.ARTICLE, certainty=certainty, reason=reason)
