"""The review as text, kept inside the archive across a lock: bytes, cuts, and what a person did.

Drafts are made anew from the bytes; only a person's own decisions are written down and applied
again, so that a later, better intake is not bound by what an earlier one guessed.
"""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace

from app.archive.adding import records_from_source
from app.archive.opening import Archive
from app.errors import SatchelError
from app.intake import review
from app.intake.draft import Draft, LineRole
from app.intake.reading import drafts_from, source_of
from app.progress import Progress
from app.records.dates import StatedDate, is_edtf
from app.records.vocabularies import ArticleType, Basis, Kind, RiskLevel
from app.translation import _
from app.ui.intake.papers import Answers, Entry, Paper

MOST_BYTES = 24_000_000
"""Text kept in all; what goes beyond is read again from its file."""

_LISTS = ("authors", "languages")
_DATES = ("published", "updated")
_Told = dict[str, object]


def to_text(entries: Sequence[Entry]) -> str:
    """Files with what a person did to them; those that could not be read are not kept."""
    told: list[_Told] = []
    room = MOST_BYTES
    for entry in entries:
        if entry.source is None or len(entry.source.data) > room:
            continue
        room -= len(entry.source.data)
        packed = base64.b85encode(zlib.compress(entry.source.data, 1)).decode()
        papers = [_paper(paper) for paper in entry.papers]
        told.append({"name": entry.name, "data": packed, "papers": papers})
    return json.dumps({"files": told}, ensure_ascii=False) if told else ""


def from_text(archive: Archive, text: str, progress: Progress) -> tuple[Entry, ...]:
    """The files as they stood; what is not understood is passed over."""
    try:
        files = json.loads(text)["files"]
    except (ValueError, KeyError, TypeError):
        return ()
    entries: list[Entry] = []
    for done, told in enumerate(files):
        progress.step(_("Taking up the review"), done, len(files))
        try:
            entries.append(_entry(archive, told))
        except (ValueError, KeyError, TypeError, zlib.error, SatchelError):
            continue
    return tuple(entries)


def _paper(paper: Paper) -> _Told:
    draft, answers = paper.draft, paper.answers
    fields: _Told = {}
    for name in sorted(draft.edited):
        value = getattr(draft, name).value
        if name in _DATES:
            fields[name] = [value.edtf, value.wording] if value else None
        else:
            fields[name] = list(value) if name in _LISTS else str(value)
    return {
        "line": draft.first_line,
        "discarded": paper.discarded,
        "asked": answers.basis_asked,
        "basis": answers.basis,
        "risk": answers.risk,
        "fields": fields,
        "lines": {str(line.number): line.role for line in draft.lines if line.by_hand},
    }


def _entry(archive: Archive, told: _Told) -> Entry:
    name = str(told["name"])
    data = zlib.decompress(base64.b85decode(str(told["data"])))
    source = source_of(name, data)
    papers = told["papers"]
    if not isinstance(papers, list):
        raise TypeError("papers are a list")
    by_line = {int(each["line"]): each for each in papers}
    drafts = _cut(drafts_from(source), sorted(by_line))
    cards = records_from_source(archive, source.sha256)
    return Entry(
        number=0,
        name=name,
        source=source,
        papers=tuple(_again(draft, by_line.get(draft.first_line, {})) for draft in drafts),
        known=tuple(card for card in cards if not card.binned),
    )


def _cut(drafts: Sequence[Draft], wanted: Sequence[int]) -> tuple[Draft, ...]:
    """The drafts, cut where they were."""
    cut = tuple(drafts)
    for index in range(len(cut) - 1, 0, -1):
        if cut[index].first_line not in wanted:
            cut = review.join(cut, index - 1)
    for line in wanted:
        if line not in [draft.first_line for draft in cut]:
            cut = review.cut_before(cut, line)
    return cut


def _again(draft: Draft, told: _Told) -> Paper:
    """A draft with what a person did to it."""
    if not told:
        return Paper(draft=draft)
    lines, fields = told["lines"], told["fields"]
    if not isinstance(lines, dict) or not isinstance(fields, dict):
        raise TypeError("lines and fields have names")
    for number, role in lines.items():
        wanted = LineRole(role)
        if wanted is LineRole.LEFT_OUT:
            draft = review.leave_out(draft, int(number))
        else:
            draft = review.set_role(draft, int(number), wanted)
    for name, value in fields.items():
        draft = _with_field(draft, name, value)
    basis, risk = told["basis"], told["risk"]
    answers = Answers(
        basis=Basis(str(basis)) if basis else None,
        basis_asked=bool(told["asked"]),
        risk=RiskLevel(str(risk)) if risk else None,
    )
    return replace(Paper(draft=draft), answers=answers, discarded=bool(told["discarded"]))


def _with_field(draft: Draft, name: str, value: object) -> Draft:
    words = {
        "title": review.retitle,
        "subtitle": review.set_subtitle,
        "publisher": review.set_publisher,
        "place": review.set_place,
    }
    if name in words:
        return words[name](draft, str(value))
    if name in _DATES:
        date = _date(value)
        change = review.set_published if name == "published" else review.set_updated
        return change(draft, date)
    if name in _LISTS:
        if not isinstance(value, list):
            raise TypeError("names and languages are lists")
        several = review.set_authors if name == "authors" else review.set_languages
        return several(draft, [str(each) for each in value])
    if name == "kind":
        return review.set_kind(draft, Kind(str(value)))
    return review.set_article_type(draft, ArticleType(str(value)))


def _date(value: object) -> StatedDate | None:
    if not isinstance(value, list) or len(value) != 2 or not is_edtf(str(value[0])):
        return None
    return StatedDate(edtf=str(value[0]), wording=str(value[1]))
