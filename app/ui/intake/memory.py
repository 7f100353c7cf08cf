"""What a person did to a file under review, as text.

Drafts are made anew from the bytes; only a person's own decisions are written down and applied
again, so that a later, better intake is not bound by what an earlier one guessed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.errors import SatchelError
from app.intake import review
from app.intake.draft import Draft, LineRole
from app.records.dates import StatedDate, is_edtf
from app.records.vocabularies import ArticleType, Basis, Kind, RiskLevel
from app.ui.intake.papers import Answers, Entry, Paper

_LISTS = ("authors", "languages")
_DATES = ("published", "updated")
_Told = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """A file's name, where it stood in the list, and what a person did to its documents.

    Attributes:
        place: Files with a lower number stood further up.
        size: Bytes of the file.
        papers: As written down; not looked at before they are applied.
    """

    name: str
    place: int
    size: int
    papers: tuple[object, ...]


def to_text(entry: Entry, place: int) -> str:
    """What a person did to a file, as text."""
    size = len(entry.source.data) if entry.source is not None else 0
    papers = [_paper(paper) for paper in entry.papers]
    told = {"name": entry.name, "place": place, "size": size, "papers": papers}
    return json.dumps(told, ensure_ascii=False)


def from_text(text: str) -> Decisions | None:
    """What was written down; None where it is not understood."""
    try:
        told = json.loads(text)
        name, place, size, papers = (told[key] for key in ("name", "place", "size", "papers"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(name, str) or not isinstance(papers, list):
        return None
    if not isinstance(place, int) or not isinstance(size, int):
        return None
    return Decisions(name=name, place=place, size=size, papers=tuple(papers))


def applied(drafts: Sequence[Draft], decisions: Decisions) -> tuple[Paper, ...]:
    """The documents of a file as a person left them.

    Where what was written down does not fit any more, they are as they were first found.
    """
    try:
        by_line = {int(told["line"]): told for told in decisions.papers}  # type: ignore[index]
        cut = _cut(drafts, sorted(by_line))
        return tuple(_again(draft, by_line.get(draft.first_line, {})) for draft in cut)
    except (LookupError, TypeError, ValueError, SatchelError):
        return tuple(Paper(draft=draft) for draft in drafts)


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


def _cut(drafts: Sequence[Draft], wanted: Sequence[int]) -> tuple[Draft, ...]:
    """The drafts, cut where they were."""
    cut, lines = tuple(drafts), set(wanted)
    for index in range(len(cut) - 1, 0, -1):
        if cut[index].first_line not in lines:
            cut = review.join(cut, index - 1)
    begun = {draft.first_line for draft in cut}
    for line in wanted:
        if line not in begun:
            cut = review.cut_before(cut, line)
    return cut


def _again(draft: Draft, told: object) -> Paper:
    """A draft with what a person did to it."""
    if not told:
        return Paper(draft=draft)
    if not isinstance(told, dict):
        raise TypeError("a document's decisions have names")
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
