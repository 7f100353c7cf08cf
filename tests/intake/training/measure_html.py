"""Measure the whole intake of saved web pages: body, title, authors, dates, speed.

    python -m tests.intake.training.measure_html [--worst]

The model was trained on these pages, so the body's figure here flatters; `train_web` gives the
cross-validated one.
"""

import sys
import time
from statistics import fmean

from app.confined.worker import Worker
from app.errors import InputError
from app.intake.draft import Draft
from app.intake.lines import fold
from app.intake.reading import drafts_from, source_of
from app.intake.segments import body_text
from tests.intake.training.measure_pasted import Count, alike, core_of
from tests.intake.training.pages import SHARED, metadata
from tests.intake.training.shingles import f1, shingles


def _check(name: str, draft: Draft, counts: dict[str, Count]) -> None:
    stated = metadata(name)
    title = stated.get("title") or ""
    if title:
        found = draft.title.value
        right = alike(found, title) or fold(found) == fold(core_of(title))
        counts["title"].take(answered=bool(found), right=right, what=f"{name}: {title} | {found}")
    byline = stated.get("byline") or ""
    if byline:
        names = [fold(each) for each in draft.authors.value]
        right = any(each in fold(byline) or fold(byline) in each for each in names)
        what = f"{name}: {byline} | {draft.authors.value}"
        counts["authors"].take(answered=bool(names), right=right, what=what)
    published = stated.get("publishedTime") or ""
    if published:
        day = draft.published.value.edtf[:10] if draft.published.value else ""
        right = day == published[:10]
        counts["published"].take(answered=bool(day), right=right, what=f"{name}: {published} {day}")


def main(arguments: list[str]) -> None:
    """Print the figures."""
    counts = {name: Count() for name in ("title", "authors", "published")}
    scores: list[tuple[float, str]] = []
    seconds = 0.0
    with Worker() as worker:
        for folder in sorted((SHARED / "data" / "html").iterdir()):
            source = source_of("page.html", (folder / "source.html").read_bytes())
            began = time.perf_counter()
            try:
                (draft,) = drafts_from(source, worker)
            except InputError as reason:
                print(folder.name, reason)
                continue
            seconds += time.perf_counter() - began
            truth = SHARED / "data" / "pasted" / "plain" / f"{folder.name}.truth.txt"
            wanted = shingles(truth.read_text(encoding="utf-8"))
            scores.append((f1(shingles(body_text(draft)), wanted)[2], folder.name))
            _check(folder.name, draft, counts)
    print(f"F1 {fmean(score for score, _name in scores):.3f} (trained on these pages)")
    print(f"{len(scores) / seconds:.0f} pages a second")
    for name, count in counts.items():
        print(f"{name}: {count}")
        if "--worst" in arguments:
            print(*(f"    {each}" for each in count.wrong), sep="\n")
    if "--worst" in arguments:
        print(*(f"    {score:.2f} {name}" for score, name in sorted(scores)[:20]), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
