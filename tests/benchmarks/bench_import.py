"""Importing a folder of many small files from end to end, and how long a cancel takes.

    python -m tests.benchmarks.bench_import [FILES]

Of ten files seven are plain text, and one each a web page, a Word document and a letter; one in a
hundred is damaged. All of it is read, taken as drafts, encrypted, indexed and written.
"""

import resource
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from app.archive.opening import KdfParameters, create_archive
from app.errors import CancelledError
from app.intake.importing import Acceptance, import_paths
from app.intake.report import ImportReport, Outcome
from tests.benchmarks.generated import GeneratedText, generate_texts
from tests.confined import made_files

QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)
_WORDS = 350


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One import.

    Attributes:
        files_per_second: From the first look at the folder to the last commit.
        memory: Most that this process held, in bytes; the confined worker comes on top.
        cancel_seconds: From asking an import to stop to its report; 0 where it was not asked.
    """

    report: ImportReport
    seconds: float
    files_per_second: float
    memory: int
    cancel_seconds: float


class _StopAfter:
    """Cancels some time after the first files, and notes when that was."""

    def __init__(self, seconds: float) -> None:
        self.asked = 0.0
        self._stop = threading.Event()
        self.timer = threading.Timer(seconds, self._ask)
        self.timer.start()

    def _ask(self) -> None:
        self.asked = time.monotonic()
        self._stop.set()

    def step(self, what: str, done: int, total: int | None) -> None:
        if self._stop.is_set():
            raise CancelledError("Cancelled.")


def measure(folder: Path, archive_place: Path, *, stop_after: float = 3600.0) -> Measured:
    """Import a folder into a new archive."""
    progress = _StopAfter(stop_after)
    with create_archive(archive_place, "tide pebble lantern", kdf=QUICK).archive as archive:
        begun = time.monotonic()
        report = import_paths(archive, [folder], Acceptance(), progress)
        ended = time.monotonic()
    progress.asked = progress.asked or ended
    progress.timer.cancel()
    done = len(report.lines) - report.count(Outcome.NOT_REACHED)
    return Measured(
        report=report,
        seconds=ended - begun,
        files_per_second=done / (ended - begun),
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        cancel_seconds=ended - progress.asked,
    )


def make_files(folder: Path, count: int) -> None:
    """Write files as people have them."""
    for number, text in enumerate(generate_texts(count, seed=3, words_per=_WORDS)):
        name, data = _file(number, text)
        (folder / name).write_bytes(data)


def _file(number: int, text: GeneratedText) -> tuple[str, bytes]:
    lines = (text.title, text.date, *text.paragraphs)
    if number % 100 == 57:
        return f"{number:05}.docx", b"PK\x03\x04 cut short"
    match number % 10:
        case 7:
            inner = "".join(f"<p>{each}</p>" for each in text.paragraphs)
            page = f"<!doctype html><html><body><h1>{text.title}</h1>{inner}</body></html>"
            return f"{number:05}.html", page.encode()
        case 8:
            body = "".join(made_files.paragraph(each) for each in lines)
            return f"{number:05}.docx", made_files.word(body)
        case 9:
            head = "From: Ada Example <ada@example.org>\r\nDate: Fri, 5 Jan 2024 10:00:00 +0000\r\n"
            head += f"Subject: {number}\r\nMIME-Version: 1.0\r\n\r\n"
            return f"{number:05}.eml", (head + "\r\n".join(lines)).encode()
        case _:
            return f"{number:05}.txt", "\n\n".join(lines).encode()


def show(measured: Measured) -> None:
    """Print the figures."""
    counts = {str(each): measured.report.count(each) for each in Outcome}
    print(
        f"{len(measured.report.lines)} files in {measured.seconds:.0f} s:"
        f" {measured.files_per_second:.0f} files/s, {measured.memory / 1e6:.0f} MB at most,"
        f" cancel {measured.cancel_seconds:.2f} s, {counts}"
    )


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "stick"
        folder.mkdir()
        make_files(folder, count)
        show(measure(folder, Path(place) / "a.satchel", stop_after=5.0))
        show(measure(folder, Path(place) / "b.satchel"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
