"""Bulletins of Martus become testimonies.

What a bulletin says is somebody's own word: it stays a testimony without recorded consent until a
person says otherwise. Whatever Martus calls private becomes an extra field, which leaves only for
internal analysis, and so does who wrote the bulletin.
"""

import re
from collections.abc import Iterable, Iterator

from app.confined.entries import Complaint, EntryField, EntryTrouble, SourceEntry
from app.intake.draft import Certainty, Field, Further
from app.intake.entry_drafts import BodyPart, EntryParts, entry_names
from app.intake.lines import clean
from app.intake.martus_values import grid_of, interview_date, value_of
from app.records.record import ExtraField
from app.records.vocabularies import Kind
from app.translation import _

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PARTED = re.compile(r"\s*[,;\n]\s*")
_PRESS = re.compile(r"\b(?:media|press|newspaper|prensa|presse|medios)\b", re.IGNORECASE)
_ATTACHMENT = "ATTACHMENT"
_ID, _ANCESTOR = "BulletinLocalId", "History/Ancestor"
# What the exporting computer says again in its own language.
_LOCAL = re.compile(r"(?:^|/)Localized")


def bulletins(entries: Iterable[SourceEntry]) -> Iterator[EntryParts]:
    """Each bulletin, taken apart; one that Martus itself would refuse comes with the reason."""
    kept = tuple(entries)
    names = entry_names("martus", ([*_said(each)] for each in kept))
    later = _later_versions(kept)
    for entry, name in zip(kept, names, strict=True):
        own = next(_all_of(entry, _ID), "")
        yield _bulletin(entry, name, later.get(own, ""))


def _later_versions(entries: Iterable[SourceEntry]) -> dict[str, str]:
    """For bulletins of which the file has a later version too: by their ids, the id of that."""
    found: dict[str, str] = {}
    for entry in entries:
        own = next(_all_of(entry, _ID), "")
        found.update(dict.fromkeys(_all_of(entry, _ANCESTOR), own))
    return found


def _all_of(entry: SourceEntry, name: str) -> Iterator[str]:
    return (field.value for field in entry.fields if field.name == name)


def _said(entry: SourceEntry) -> Iterator[tuple[str, str]]:
    for field in entry.fields:
        if _LOCAL.search(field.name) is None:
            rows = "\n".join("\t".join(row) for row in field.rows)
            yield field.name, field.value or rows


def _bulletin(entry: SourceEntry, name: str, later: str) -> EntryParts:
    place = _("Bulletin {}").format(entry.number)
    kind = Field(
        value=Kind.TESTIMONY,
        certainty=Certainty.LIKELY,
        reason=_("A bulletin of Martus counts as somebody's own word."),
    )
    if entry.complaints:
        return EntryParts(place=place, kind=kind, refusal=_refusal(entry.complaints))
    plain = {field.name: field.value for field in entry.fields if not field.private}
    body = [*_body(entry)]
    summary = plain.get("summary", "")
    if not body and summary:
        # Without a text of its own the summary is all that was told.
        body, summary = [BodyPart(text=summary)], ""
    language = plain.get("language", "")
    return EntryParts(
        place=place,
        kind=kind,
        title=plain.get("title", ""),
        languages=(language,) if _LANGUAGE.fullmatch(language) else (),
        elsewhere=_elsewhere(entry),
        body=tuple(body),
        further=Further(
            entry=name,
            tags=tuple(word for word in _PARTED.split(plain.get("keywords", "")) if word),
            summary=summary,
            interviewed=next((d for f in entry.fields if (d := interview_date(f))), None),
            extra=(*_extra(entry), *_replaced_by(later)),
        ),
    )


def _replaced_by(later: str) -> tuple[ExtraField, ...]:
    return (ExtraField(label=_("Later version in Martus"), value=later),) if later else ()


def _body(entry: SourceEntry) -> Iterator[BodyPart]:
    """The details, then every long text and every grid under the name of its field."""
    for field in entry.fields:
        if field.name == "publicinfo" and not field.private and field.value:
            yield BodyPart(text=field.value)
    for field in entry.fields:
        if not _is_body(field) or field.name == "publicinfo":
            continue
        yield BodyPart(heading=_label(field), text=field.value, rows=grid_of(field))


def _is_body(field: EntryField) -> bool:
    if field.private or field.name == "summary" or not (field.value or field.rows):
        return False
    return bool(field.rows) or field.shape == "MULTILINE" or field.name == "publicinfo"


def _extra(entry: SourceEntry) -> Iterator[ExtraField]:
    """Every value that has no place of its own, the private ones named as such."""
    for field in entry.fields:
        if _is_body(field) or _has_place(field):
            continue
        rows = "\n".join("\t".join(row) for row in grid_of(field))
        value = rows or value_of(field.shape, field.value)
        if value:
            yield ExtraField(label=_label(field), value=value)


def _has_place(field: EntryField) -> bool:
    """Whether the value stands in a field of the record, whole."""
    if field.private:
        return False
    if field.name == "language":
        return _LANGUAGE.fullmatch(field.value) is not None
    return field.name in ("title", "summary", "keywords")


def _label(field: EntryField) -> str:
    known = {
        "language": _("Language"),
        "author": _("Author of the bulletin"),
        "organization": _("Organisation"),
        "title": _("Title"),
        "location": _("Location"),
        "keywords": _("Keywords"),
        "eventdate": _("Date of the event"),
        "entrydate": _("Date of entry"),
        "summary": _("Summary"),
        "publicinfo": _("Details"),
        "privateinfo": _("Private information"),
        "AuthorAccountId": _("Martus account"),
        "BulletinLocalId": _("Martus bulletin"),
        "BulletinLastSavedDateTime": _("Last saved in Martus"),
        "AllPrivate": _("All of it private in Martus"),
        "BulletinStatus": _("Status in Martus"),
        "BulletinVersion": _("Version in Martus"),
        "History/Ancestor": _("Earlier version in Martus"),
    }
    name = _("Attached file") if field.shape == _ATTACHMENT else known.get(field.name)
    label = field.label or name or field.name or _("Without a name")
    private = field.private and field.name != "privateinfo"
    return _("{name} (private)").format(name=label) if private else label


def _elsewhere(entry: SourceEntry) -> Field[bool] | None:
    """A list of sources that says press: a suggestion, which only a person confirms."""
    for field in entry.fields:
        if field.shape == "DROPDOWN" and _PRESS.search(field.value):
            reason = _("“{label}” says: {value}.").format(label=_label(field), value=field.value)
            return Field(value=True, certainty=Certainty.GUESS, reason=reason)
    return None


def _refusal(complaints: tuple[Complaint, ...]) -> str:
    words = {
        EntryTrouble.MISSING_FIELD: _("its form has no field “{}”"),
        EntryTrouble.REPEATED_FIELD: _("its form has two fields “{}”"),
        EntryTrouble.UNKNOWN_TYPE: _("the field “{}” is of a type that Martus does not have"),
        EntryTrouble.REPEATED_CHOICE: _("the field “{}” offers the same choice twice"),
        EntryTrouble.UNDECLARED_VALUE: _("there is a value for “{}”, which its form does not have"),
    }
    said = [words[each.trouble].format(clean(each.about)) for each in complaints]
    return _("{problems}. Correct it in Martus, and export it again.").format(
        problems="; ".join(said)
    )
