"""How fast near-doubles are found, which are found, and which are not: printed.

Timed is all that a check does: signature of the text, looking it up, reading the candidates from
the archive and comparing them word by word. Time is that of the processor, besides the clock's,
since other programs share the machine.

    python -m tests.benchmarks.bench_doubles SHARED [RECORDS] [CHECKS]
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.archive.adding import Addition, add_records
from app.archive.doubles import NearDouble, all_doubles, near_doubles_of
from app.archive.opening import Archive, KdfParameters, create_archive
from app.progress import Silent
from tests.benchmarks.generated import GeneratedText, generate_texts
from tests.records.builders import an_article

SHARES = (0.0, 0.05, 0.1, 0.2, 0.4)
_LEAST_CODE_POINTS = 200
_COPIES = 500
_AT_ONCE = 2_000
_WORDS_MADE_UP = 600
_QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Copies in which a share of the words was changed at random.

    Attributes:
        found: Share of the copies whose original was named.
        similarity: Mean of those, 0 to 1.
        others: Other records that were named besides.
    """

    changed: float
    copies: int
    found: float
    similarity: float
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoublesFigures:
    """What one run came to.

    Attributes:
        alarms: Natural texts that are not in the archive, and were named like a record of it.
        unseen: How many such texts were asked about.
        checked: Texts of the long run.
        seconds: Of the clock; `processor` is the time that was worked.
    """

    records: int
    recall: tuple[Recall, ...]
    alarms: int
    unseen: int
    pairs: int
    pairs_seconds: float
    checked: int
    seconds: float
    processor: float


def natural_texts(data: Path) -> list[str]:
    """Texts of ten languages and of web pages, in an order that is always the same."""
    found: dict[str, None] = {}
    for place in sorted((data / "ir").glob("*/corpus.jsonl")):
        with place.open(encoding="utf-8") as lines:
            found.update((json.loads(line)["text"], None) for line in lines)
    for place in sorted((data / "pasted-silver").glob("*.truth.txt")):
        found[place.read_text(encoding="utf-8")] = None
    texts = [each for each in found if len(each) >= _LEAST_CODE_POINTS]
    random.Random(3).shuffle(texts)
    return texts


def edited(text: str, share: float, chosen: random.Random) -> str:
    """The text with a share of its words changed; of letters, where it has no spaces."""
    words = text.split(" ")
    if len(words) * 12 < len(text):
        return "".join(
            letter if chosen.random() >= share else chosen.choice(text) for letter in text
        )
    return " ".join(
        word if chosen.random() >= share else chosen.choice(words) + "q" for word in words
    )


def measure(archive: Archive, texts: Sequence[str], *, records: int, checks: int) -> DoublesFigures:
    """Fill an empty archive and ask it.

    Args:
        texts: Natural ones; half go in, filled up with made-up ones, half are asked about.
        records: How many the archive has then.
        checks: How many made-up texts of 4 KB are asked about, one in ten an edited copy.
    """
    kept, unseen = texts[: len(texts) // 2], texts[len(texts) // 2 :]
    missing = max(0, records - len(kept))
    made_up = generate_texts(missing, seed=1, words_per=_WORDS_MADE_UP)
    bodies = [*kept, *map(_body, made_up)]
    additions = (Addition(records=(an_article(*body.split("\n")),)) for body in bodies)
    add_records(archive, additions, Silent())
    recall = tuple(_recall(archive, kept, share) for share in SHARES)
    alarms = sum(bool(found) for found in near_doubles_of(archive, unseen))
    begun = time.perf_counter()
    pairs = all_doubles(archive, Silent())
    pairs_seconds = time.perf_counter() - begun
    seconds = processor = 0.0
    for part in _incoming(bodies, checks):
        begun, worked = time.perf_counter(), time.process_time()
        near_doubles_of(archive, part)
        seconds += time.perf_counter() - begun
        processor += time.process_time() - worked
    return DoublesFigures(
        records=len(bodies),
        recall=recall,
        alarms=alarms,
        unseen=len(unseen),
        pairs=len(pairs),
        pairs_seconds=pairs_seconds,
        checked=checks,
        seconds=seconds,
        processor=processor,
    )


def show(figures: DoublesFigures) -> str:
    """The figures as lines."""
    lines = [f"{figures.records:,} records"]
    for each in figures.recall:
        lines.append(
            f"  {each.changed:4.0%} of the words changed: {each.found:6.1%} of {each.copies}"
            f" found, told as {each.similarity:4.0%} alike; {each.others} other records named"
        )
    lines.append(f"  {figures.unseen:,} texts not in it: {figures.alarms} named like a record")
    lines.append(f"  all pairs: {figures.pairs:,} in {figures.pairs_seconds:.1f} s")
    lines.append(
        f"  {figures.checked:,} checks: {figures.seconds:.1f} s, {figures.processor:.1f} s worked, "
        f"{figures.checked / max(figures.processor, 1e-9):,.0f} a second of work"
    )
    return "\n".join(lines)


def _body(text: GeneratedText) -> str:
    return "\n".join(text.paragraphs)


def _recall(archive: Archive, kept: Sequence[str], share: float) -> Recall:
    chosen = random.Random(int(share * 100))
    places = chosen.sample(range(len(kept)), min(_COPIES, len(kept)))
    found = near_doubles_of(archive, [edited(kept[place], share, chosen) for place in places])
    own = [_own(doubles, place + 1) for place, doubles in zip(places, found, strict=True)]
    there = [each for each in own if each is not None]
    return Recall(
        changed=share,
        copies=len(places),
        found=len(there) / len(places),
        similarity=sum(there) / max(1, len(there)),
        others=sum(map(len, found)) - len(there),
    )


def _own(doubles: Sequence[NearDouble], number: int) -> float | None:
    return next((each.similarity for each in doubles if each.card.number == number), None)


def _incoming(bodies: Sequence[str], checks: int) -> Iterator[list[str]]:
    """Made-up texts that the archive does not have, and among them edited copies of what it has."""
    chosen = random.Random(17)
    fresh = generate_texts(checks, seed=2, words_per=_WORDS_MADE_UP)
    part: list[str] = []
    for number, text in enumerate(fresh):
        copy = number % 10 == 0
        part.append(edited(chosen.choice(bodies), 0.1, chosen) if copy else _body(text))
        if len(part) == _AT_ONCE or number == checks - 1:
            yield part
            part = []


def main(data: Path, records: int, checks: int) -> None:
    """Measure in a temporary archive, and print."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "Bench.satchel"
        with create_archive(place, "tide pebble lantern", kdf=_QUICK).archive as archive:
            print(show(measure(archive, natural_texts(data), records=records, checks=checks)))


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[2:]]
    main(Path(sys.argv[1]) / "data", *(numbers or [10_000, 100_000]))
