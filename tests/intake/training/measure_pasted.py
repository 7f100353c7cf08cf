"""Measure the whole intake of pasted pages with the model that comes with the program.

    python -m tests.intake.training.measure_pasted [--worst]

The model was trained on these very pages: cross-validated figures come from `train_lines` and
`train_cuts`. What is measured here beside the body is titles, authors, dates, cuts and speed.
"""

import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.intake.draft import Draft
from app.intake.lines import fold
from app.intake.reading import drafts_from_text
from app.intake.segments import body_text
from app.intake.written_dates import find_dates
from tests.intake.training.pages import Page, metadata, read_pages
from tests.intake.training.shingles import f1, shingles


@dataclass(slots=True)
class Count:
    """How often a field stands in the text, was answered, and was right."""

    given: int = 0
    answered: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def take(self, *, answered: bool, right: bool, what: str) -> None:
        """Count one page whose text has the field."""
        self.given += 1
        self.answered += answered
        self.right += right
        if not right:
            self.wrong.append(what)

    def __str__(self) -> str:
        """Right of answered, and right of given."""
        of_answered = self.right / max(self.answered, 1)
        return (
            f"given {self.given}, answered {self.answered}, right {self.right} "
            f"({of_answered:.3f} of answered, {self.right / max(self.given, 1):.3f} of given)"
        )


def alike(found: str, wanted: str) -> bool:
    """Equal, or one in the other and not much shorter."""
    short, long = sorted((fold(found), fold(wanted)), key=len)
    return bool(short) and (short == long or (short in long and len(short) >= 0.6 * len(long)))


def core_of(title: str) -> str:
    """A title without the name of the site behind it."""
    return re.split(r"\s[|–—»-]\s", title)[0]


def _check_fields(page: Page, draft: Draft, counts: dict[str, Count]) -> None:
    stated = metadata(page.name)
    text = fold(page.text)
    title = stated.get("title") or ""
    core = core_of(title)
    if title and (fold(title) in text or (len(fold(core)) > 12 and fold(core) in text)):
        found = draft.title.value
        proposed = draft.title.certainty == "guess"
        right = not proposed and (alike(found, title) or fold(found) == fold(core))
        counts["title"].take(
            answered=not proposed, right=right, what=f"{page.name}: {title} | {found}"
        )
    byline = re.sub(r"^\W*(?:by|von|par|por)\s", "", stated.get("byline") or "", flags=re.I)
    if byline and fold(byline) in text:
        names = [fold(name) for name in draft.authors.value]
        right = any(name in fold(byline) or fold(byline) in name for name in names)
        counts["authors"].take(
            answered=bool(names), right=right, what=f"{page.name}: {byline} | {draft.authors.value}"
        )
    date = (stated.get("publishedTime") or "")[:10]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        days = {
            each.stated.day_edtf
            for line in page.text.split("\n")
            if len(line) < 400
            for each in find_dates(line, draft.languages.value[0] if draft.languages.value else "")
        }
        if date in days:
            value = draft.published.value
            counts["published"].take(
                answered=value is not None,
                right=value is not None and value.day_edtf == date,
                what=f"{page.name}: {date} | {value.edtf if value else None}",
            )


def _measured(rendering: str, *, worst: bool) -> None:
    pages = [page for page in read_pages(f"pasted/{rendering}", gold=True) if page.text.strip()]
    counts = {name: Count() for name in ("title", "authors", "published")}
    scores: list[tuple[float, str]] = []
    cut = 0
    spent = 0.0
    for page in pages:
        start = time.process_time()
        drafts = drafts_from_text(page.text, page.name)
        spent += time.process_time() - start
        cut += len(drafts) > 1
        body = "\n".join(body_text(draft) for draft in drafts)
        scores.append((f1(shingles(body), shingles(page.truth))[2], page.name))
        main = max(drafts, key=lambda draft: len(body_text(draft)))
        _check_fields(page, main, counts)
    mean = sum(score for score, _name in scores) / len(scores)
    print(f"{rendering}: F1 {mean:.3f} (trained on these pages), cut into several: {cut}")
    print(f"  {len(pages) / spent:.0f} pages a second of processor time")
    for name, count in counts.items():
        print(f"  {name}: {count}")
        if worst:
            print("\n".join(f"      {what}" for what in count.wrong))
    if worst:
        print("\n".join(f"    {score:.2f} {name}" for score, name in sorted(scores)[:25]))


def _bundles() -> Iterator[tuple[str, int]]:
    """Pages glued behind one another, three at a time, with how many there are."""
    pages = [page.text for page in read_pages("pasted/plain", gold=True) if len(page.truth) > 1500]
    for at in range(0, len(pages) - 2, 3):
        yield "\n\n".join(pages[at : at + 3]), 3
    for at in range(0, len(pages) - 1, 2):
        yield "\n".join(pages[at : at + 2]), 2


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    for rendering in ("plain", "bulleted"):
        _measured(rendering, worst="--worst" in arguments)
    results = [(len(drafts_from_text(text, "bundle")), count) for text, count in _bundles()]
    right = sum(found == count for found, count in results)
    print(f"bundles: right number in {right} of {len(results)}")


if __name__ == "__main__":
    main(sys.argv[1:])
