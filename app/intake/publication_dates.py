"""Which of the dates on a page are those of its publication and of its last change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.intake.cues import Cue
from app.intake.date_lines import is_sentence, leads_to_a_date, says_only_dates
from app.intake.draft import Certainty, Field, nothing_date
from app.intake.page import Page
from app.intake.written_dates import WrittenDate, find_dates, guess_by_weekday
from app.records.dates import StatedDate
from app.translation import _

_LONGEST_LINE = 22.0
_DATELINE = 24
_LEAST_SCORE = 0.8
_UPDATED = re.compile(
    r"updat|modified|revised|last edited|aktualisiert|geändert|stand\s*:?$|mis[e]? à jour|modifié|"
    r"actualiz|aggiornat|atualiza|bijgewerkt|aktualizac|uppdatera|güncelle|обновлен|изменен|оновлен|"
    r"تحديث|수정|업데이트|更新|修改|修正|cập nhật",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|posted|released|veröffentlicht|erstellt|geschrieben|created|date\b|datum|fecha|data\b|"
    r"opublikowan|dodano|опубликован|дата|نشر|تاريخ|입력|등록|작성|승인|发布|發布|发表|公開|掲載|投稿|配信",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDates:
    """What the page says of its dates, and the places of the lines that only say that."""

    published: Field[StatedDate | None]
    updated: Field[StatedDate | None]
    suggested: Field[StatedDate | None]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    score: float
    place: int
    written: WrittenDate
    update: bool


def find_publication_dates(page: Page, title: int | None, language: str) -> FoundDates:
    """Find when the document was published and updated; suggest where only a weekday is given."""
    candidates = list(_candidates(page, title, language))
    published = max(
        (each for each in candidates if not each.update and each.score > _LEAST_SCORE),
        key=lambda each: each.score,
        default=None,
    )
    updated = max(
        (each for each in candidates if each.update and each.score > 0),
        key=lambda each: each.score,
        default=None,
    )
    published_field = _field(page, published)
    suggested = _by_weekday(page) if published is None else nothing_date()
    return FoundDates(
        published=published_field,
        updated=_field(page, updated),
        suggested=suggested,
        places=tuple(
            each.place
            for each in (published, updated)
            if each is not None and _says_no_more(page.lines[each.place].text, language)
        ),
    )


def _says_no_more(text: str, language: str) -> bool:
    return says_only_dates(text, find_dates(text, language))


def _field(page: Page, candidate: _Candidate | None) -> Field[StatedDate | None]:
    if candidate is None:
        return nothing_date()
    written = candidate.written
    if written.ambiguous:
        certainty, reason = (
            Certainty.GUESS,
            _("Day and month could be the other way round: {wording}."),
        )
    elif candidate.score >= 2.5:
        certainty, reason = Certainty.CERTAIN, _("The page says so: {wording}.")
    else:
        certainty, reason = Certainty.LIKELY, _("A date on the page: {wording}.")
    return Field(
        value=written.stated,
        certainty=certainty,
        reason=reason.format(wording=written.stated.wording or written.stated.edtf),
        lines=(page.lines[candidate.place].number,),
    )


def _candidates(page: Page, title: int | None, language: str) -> Iterator[_Candidate]:
    for place, (line, shape) in enumerate(zip(page.lines, page.shapes, strict=True)):
        if not shape.has_date:
            continue
        if _opens_text(page, place):
            # "Staff / 31.10.2023 The former colony …": a dateline before the first sentence.
            for written in find_dates(line.text[:_DATELINE], language)[:1]:
                if not leads_to_a_date(line.text[: written.start]):
                    continue
                yield _judge(page, title, place, written, 0)
        labelled = _UPDATED.search(line.text[:60]) or _PUBLISHED.search(line.text[:60])
        if shape.words > _LONGEST_LINE and not labelled:
            continue
        if page.first <= place <= page.last and (shape.words > 16 or shape.prose > 0):
            continue
        if shape.has(Cue.CAPTION) and not labelled:
            continue
        dates = find_dates(line.text[:200], language)
        if is_sentence(line.text[:200], dates):
            continue
        for order, written in enumerate(dates[:3]):
            yield _judge(page, title, place, written, order)


def _opens_text(page: Page, place: int) -> bool:
    """Whether a paragraph is the first of the body, or its standfirst."""
    shape = page.shapes[place]
    return page.first - 3 <= place <= page.first and (
        shape.words > _LONGEST_LINE or shape.prose > 0
    )


def _judge(
    page: Page, title: int | None, place: int, written: WrittenDate, order: int
) -> _Candidate:
    line, shape = page.lines[place], page.shapes[place]
    lead = line.text[: written.start][-40:]
    label_before = ""
    if not lead.strip(" :|-–") and place and page.shapes[place - 1].words < 4:
        label_before = page.lines[place - 1].text
    says = f"{label_before} {lead}"
    update = _UPDATED.search(says) is not None
    score = 2.0 if not update and _PUBLISHED.search(says) else 0.0
    score += _by_place(page, title, place)
    score += 0.6 * (shape.words < 8)
    score -= 1.5 * shape.has(Cue.RIGHTS)
    score -= 0.4 * order
    score -= 1.0 * (written.day is None)
    anchor = page.first if title is None else title
    score -= 0.7 * (line.bullet and place < anchor - 3)
    score -= 1.0 * shape.has(Cue.RELATED)
    if update:
        score += 1.0
    return _Candidate(score=score, place=place, written=written, update=update)


def _by_place(page: Page, title: int | None, place: int) -> float:
    """Near the title speaks for it; far behind the body against it."""
    score = 0.0
    if title is not None:
        if title - 3 <= place <= page.first + 2:
            score = 2.5 - 0.08 * abs(place - title)
        elif place < title:
            score = max(0.0, 0.9 - 0.03 * abs(place - title))
    elif place <= page.first + 2:
        score = 2.0 - 0.05 * abs(page.first - place)
    if page.last < place <= page.last + 4:
        score += 1.3
    elif place > page.last:
        score += 0.2 - 0.02 * (place - page.last)
    elif page.first + 3 < place < page.last - 2:
        score -= 1.0
    return score


def _by_weekday(page: Page) -> Field[StatedDate | None]:
    """Suggest a day that the beginning names with its weekday but without its year."""
    body = [place for place in range(page.last + 1) if page.kept[place] or place == page.first]
    opening = [place for place in body if place >= page.first - 2][:5]
    whole = " ".join(page.lines[place].text for place in body)
    for place in opening:
        guess = guess_by_weekday(page.lines[place].text, whole)
        if guess is not None:
            reason = _("“{wording}”: of the years around {year} only {found} has this weekday.")
            return Field(
                value=StatedDate(edtf=guess.day.isoformat(), wording=guess.wording),
                certainty=Certainty.GUESS,
                reason=reason.format(wording=guess.wording, year=guess.year, found=guess.day.year),
                lines=(page.lines[place].number,),
            )
    return nothing_date()
