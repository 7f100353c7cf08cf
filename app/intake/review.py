"""What a person does with drafts before accepting them: pure functions, undone by keeping the
value from before.

What a person has decided, a line or a field, no later guess takes back.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.intake.analysis import Origin, draft_of
from app.intake.draft import (
    Certainty,
    Draft,
    DraftLine,
    Field,
    Further,
    LeftOut,
    LineRole,
    Value,
    nothing_date,
)
from app.records.dates import StatedDate
from app.records.vocabularies import ArticleType, Kind
from app.translation import _

_FIELDS = (
    "kind", "article_type", "title", "subtitle", "authors", "publisher", "place", "published",
    "updated", "languages",
)  # fmt: skip


def put_back(draft: Draft, number: int) -> Draft:
    """Take a left-out line into the body, with the paragraph it belongs to."""
    return _change(draft, number, _put_back)


def put_all_back(draft: Draft) -> Draft:
    """Take every left-out line into the body."""
    return replace(draft, lines=tuple(_put_back(line) for line in draft.lines))


def leave_out(draft: Draft, number: int) -> Draft:
    """Leave a line out, with the paragraph it belongs to."""
    return _change(draft, number, _leave_out)


def set_role(draft: Draft, number: int, role: LineRole) -> Draft:
    """Say what a line is, with the paragraph it belongs to.

    Raises:
        ValueError: The role is that of a blank or left-out line.
    """
    if role in (LineRole.BLANK, LineRole.LEFT_OUT):
        raise ValueError("a line is left out by leave_out, and blank by itself")

    def change(line: DraftLine) -> DraftLine:
        if line.role is LineRole.BLANK:
            return line
        return replace(line, role=role, role_if_kept=role, why=None, by_hand=True)

    return _change(draft, number, change)


def retitle(draft: Draft, title: str) -> Draft:
    """Give the draft a title."""
    return replace(draft, edited=draft.edited | {"title"}, title=_by_hand(title.strip()))


def set_subtitle(draft: Draft, subtitle: str) -> Draft:
    """Give the draft a subtitle; an empty one takes it away."""
    return replace(draft, edited=draft.edited | {"subtitle"}, subtitle=_by_hand(subtitle.strip()))


def set_authors(draft: Draft, authors: Sequence[str]) -> Draft:
    """Name the authors, each as printed."""
    names = tuple(name.strip() for name in authors if name.strip())
    return replace(draft, edited=draft.edited | {"authors"}, authors=_by_hand(names))


def set_publisher(draft: Draft, publisher: str) -> Draft:
    """Name the publisher."""
    return replace(
        draft, edited=draft.edited | {"publisher"}, publisher=_by_hand(publisher.strip())
    )


def set_place(draft: Draft, place: str) -> Draft:
    """Name the place."""
    return replace(draft, edited=draft.edited | {"place"}, place=_by_hand(place.strip()))


def set_kind(draft: Draft, kind: Kind) -> Draft:
    """Say whether it is a testimony or an article."""
    return replace(draft, edited=draft.edited | {"kind"}, kind=_by_hand(kind))


def set_article_type(draft: Draft, article_type: ArticleType) -> Draft:
    """Say what sort of article it is."""
    return replace(
        draft, edited=draft.edited | {"article_type"}, article_type=_by_hand(article_type)
    )


def set_languages(draft: Draft, languages: Sequence[str]) -> Draft:
    """Name the languages, that of the original first (BCP 47)."""
    return replace(draft, edited=draft.edited | {"languages"}, languages=_by_hand(tuple(languages)))


def set_published(draft: Draft, date: StatedDate | None) -> Draft:
    """Say when it was published; None where that is not known."""
    return replace(draft, edited=draft.edited | {"published"}, published=_date_by_hand(date))


def set_updated(draft: Draft, date: StatedDate | None) -> Draft:
    """Say when it was last changed; None where that is not known."""
    return replace(draft, edited=draft.edited | {"updated"}, updated=_date_by_hand(date))


def take_suggested_date(draft: Draft) -> Draft:
    """Make the suggested date that of the publication."""
    suggested = draft.suggested_published
    if suggested.value is None:
        return draft
    return replace(
        draft,
        edited=draft.edited | {"published"},
        published=replace(suggested, certainty=Certainty.CERTAIN),
        suggested_published=nothing_date(),
    )


def cut_before(drafts: Sequence[Draft], number: int) -> tuple[Draft, ...]:
    """Begin a new document at a line; both parts are looked at anew.

    Args:
        drafts: All drafts of one file, in their order.
        number: The line in the original.

    Raises:
        ValueError: None of the drafts has the line.
    """
    at = _draft_with(drafts, number)
    draft = drafts[at]
    if number == draft.first_line:
        return tuple(drafts)
    split = number - draft.first_line
    first = _again(draft, draft.lines[:split], fields_of=draft)
    second = _again(draft, draft.lines[split:], fields_of=None)
    return (*drafts[:at], first, second, *drafts[at + 1 :])


def join(drafts: Sequence[Draft], index: int) -> tuple[Draft, ...]:
    """Take the draft at `index` and the one behind it for one document.

    Raises:
        ValueError: There is none behind it, or it is of another file.
    """
    if not 0 <= index < len(drafts) - 1:
        raise ValueError("there is no draft behind it")
    first, second = drafts[index], drafts[index + 1]
    if (first.sha256, first.last_line + 1) != (second.sha256, second.first_line):
        raise ValueError("only neighbours in one file can be joined")
    joined = _again(first, (*first.lines, *second.lines), fields_of=first)
    joined = replace(joined, further=_both(first.further, second.further))
    return (*drafts[:index], joined, *drafts[index + 2 :])


def move_cut(drafts: Sequence[Draft], index: int, number: int) -> tuple[Draft, ...]:
    """Move the beginning of the draft at `index` to another line of it or of the one before.

    Raises:
        ValueError: It is the first draft, or the line lies in neither.
    """
    if index < 1:
        raise ValueError("the first draft begins where the file does")
    before, after = drafts[index - 1], drafts[index]
    if not before.first_line < number <= after.last_line:
        raise ValueError("the cut would leave its two drafts")
    return cut_before(join(drafts, index - 1), number)


def _cut_off(draft: Draft, entry: Draft) -> Draft:
    """The rest of an entry that was cut in two: of the same kind, and an entry of its own."""
    name = f"{entry.further.entry}/{draft.first_line - entry.first_line}"
    own = hashlib.sha256(name.encode()).hexdigest()
    return replace(draft, kind=entry.kind, further=Further(entry=own))


def _both(first: Further, second: Further) -> Further:
    """What two entries say that are taken for one: the first one's fields, and all extra ones."""
    return replace(first, extra=(*first.extra, *second.extra))


def _change(draft: Draft, number: int, change: Callable[[DraftLine], DraftLine]) -> Draft:
    """Change a line and those it makes one paragraph with."""
    at = number - draft.first_line
    if not 0 <= at < len(draft.lines):
        raise ValueError("the draft has no such line")
    start = at
    while start > 0 and draft.lines[start].continues:
        start -= 1
    end = start + 1
    while end < len(draft.lines) and draft.lines[end].continues:
        end += 1
    changed = tuple(change(line) for line in draft.lines[start:end])
    return replace(draft, lines=(*draft.lines[:start], *changed, *draft.lines[end:]))


def _put_back(line: DraftLine) -> DraftLine:
    if line.role is not LineRole.LEFT_OUT:
        return line
    return replace(line, role=line.role_if_kept, why=None, by_hand=True)


def _leave_out(line: DraftLine) -> DraftLine:
    if line.role in (LineRole.LEFT_OUT, LineRole.BLANK):
        return line
    return replace(
        line, role=LineRole.LEFT_OUT, role_if_kept=line.role, why=LeftOut.BY_HAND, by_hand=True
    )


def _by_hand(value: Value) -> Field[Value]:
    found = value not in ("", ())
    return Field(
        value=value,
        certainty=Certainty.CERTAIN if found else Certainty.NOT_FOUND,
        reason=_("Entered by hand."),
    )


def _date_by_hand(date: StatedDate | None) -> Field[StatedDate | None]:
    return Field(
        value=date,
        certainty=Certainty.NOT_FOUND if date is None else Certainty.CERTAIN,
        reason=_("Entered by hand."),
    )


def _draft_with(drafts: Sequence[Draft], number: int) -> int:
    for at, draft in enumerate(drafts):
        if draft.first_line <= number <= draft.last_line:
            return at
    raise ValueError("no draft has such a line")


def _again(of: Draft, lines: Sequence[DraftLine], *, fields_of: Draft | None) -> Draft:
    """Look at lines anew, keeping what a person has decided on them.

    What a file says itself of an entry is not guessed anew: the first part keeps all of it.
    """
    if fields_of is not None and fields_of.further.entry:
        return replace(
            fields_of,
            first_line=lines[0].number,
            last_line=lines[-1].number,
            lines=tuple(lines),
        )
    fresh = draft_of(
        [line.text for line in lines],
        lines[0].number,
        Origin(file_name=of.file_name, sha256=of.sha256, as_written=of.as_written),
    )
    kept = tuple(
        old if old.by_hand or old.stated else new
        for old, new in zip(lines, fresh.lines, strict=True)
    )
    fresh = replace(fresh, lines=kept)
    if fields_of is None:
        return _cut_off(fresh, of) if of.further.entry else fresh
    edited = {name: getattr(fields_of, name) for name in _FIELDS if name in fields_of.edited}
    return replace(fresh, edited=fields_of.edited, further=fields_of.further, **edited)
