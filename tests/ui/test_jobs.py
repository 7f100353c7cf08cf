"""Jobs: lanes, progress, cancel, and results that come back to the window's thread."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from app.errors import InputError, SatchelError
from app.progress import Progress
from app.ui.jobs import Job, Lane, Lanes, Priority, UnexpectedError, Work, report_of


class Listener(QObject):
    """Keeps what a job tells, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[SatchelError] = []
        self.steps: list[tuple[str, int, object]] = []
        self.cancelled = 0
        self.ended = 0
        self.threads: set[int] = set()

    def follow(self, job: Job) -> Job:
        """Connect to everything."""
        job.finished.connect(self.take)
        job.failed.connect(self.fail)
        job.cancelled.connect(self.cancel)
        job.progressed.connect(self.step)
        job.ended.connect(self.end)
        return job

    @Slot(object)
    def take(self, result: object) -> None:
        """A result."""
        self.threads.add(threading.get_ident())
        self.results.append(result)

    @Slot(object)
    def fail(self, error: SatchelError) -> None:
        """An error."""
        self.errors.append(error)

    @Slot()
    def cancel(self) -> None:
        """A cancellation."""
        self.cancelled += 1

    @Slot(str, int, object)
    def step(self, what: str, done: int, total: object) -> None:
        """A step."""
        self.steps.append((what, done, total))

    @Slot()
    def end(self) -> None:
        """The end."""
        self.ended += 1


def _saying(order: list[str], name: str) -> Work:
    """Work that leaves its name."""

    def work(_progress: Progress) -> None:
        order.append(name)

    return work


def _giving(number: int) -> Work:
    """Work that gives a number."""

    def work(_progress: Progress) -> int:
        return number

    return work


@pytest.fixture
def listener() -> Listener:
    """Somebody who listens."""
    return Listener()


def test_work_runs_elsewhere_and_its_result_comes_home(
    lanes: Lanes, listener: Listener, qtbot: QtBot
) -> None:
    """The work runs on its lane's thread, the result arrives on the window's."""
    job = listener.follow(lanes.submit(Lane.BROWSE, lambda _progress: threading.get_ident()))
    with qtbot.waitSignal(job.ended):
        pass
    assert listener.results[0] != threading.get_ident()
    assert listener.threads == {threading.get_ident()}


def test_a_lane_does_one_thing_at_a_time_most_urgent_first(
    lanes: Lanes, listener: Listener, qtbot: QtBot
) -> None:
    """Autosave goes before what a person asked for, and that before batches; else in order."""
    gate, order = threading.Event(), list[str]()
    lanes.submit(Lane.WRITING, lambda _progress: gate.wait(10))
    for name, priority in (
        ("batch", Priority.BATCH),
        ("first", Priority.PERSON),
        ("second", Priority.PERSON),
        ("save", Priority.AUTOSAVE),
    ):
        job = lanes.submit(Lane.WRITING, _saying(order, name), priority=priority)
        listener.follow(job)
    gate.set()
    qtbot.waitUntil(lambda: listener.ended == 4)
    assert order == ["save", "first", "second", "batch"]


def test_progress_is_passed_on(lanes: Lanes, listener: Listener, qtbot: QtBot) -> None:
    """The first and the last step arrive, with words and numbers."""

    def work(progress: Progress) -> None:
        for done in range(1, 1001):
            progress.step("Reading", done, 1000)

    job = listener.follow(lanes.submit(Lane.LONG, work))
    with qtbot.waitSignal(job.ended):
        pass
    assert listener.steps[0] == ("Reading", 1, 1000)
    assert listener.steps[-1] == ("Reading", 1000, 1000)
    assert len(listener.steps) < 1000


def test_a_job_can_be_cancelled_while_it_runs(
    lanes: Lanes, listener: Listener, qtbot: QtBot
) -> None:
    """Cancel stops the work at its next step and says `cancelled`, not `failed`."""
    begun = threading.Event()

    def work(progress: Progress) -> None:
        for done in range(10**9):
            begun.set()
            progress.step("Reading", done, None)

    job = listener.follow(lanes.submit(Lane.LONG, work))
    assert begun.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: listener.ended == 1)
    assert (listener.cancelled, listener.errors, listener.results) == (1, [], [])


def test_cancelling_interrupts_the_statement_that_runs(
    lanes: Lanes, listener: Listener, qtbot: QtBot
) -> None:
    """A job that waits in a statement is interrupted, and counts as cancelled."""
    begun, interrupted = threading.Event(), threading.Event()

    def work(_progress: Progress) -> None:
        begun.set()
        assert interrupted.wait(10)
        raise RuntimeError("interrupted")

    job = listener.follow(lanes.submit(Lane.SEARCH, work, interrupt=interrupted.set))
    assert begun.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: listener.ended == 1)
    assert (listener.cancelled, listener.errors) == (1, [])


def test_a_later_search_takes_the_place_of_earlier_ones(
    lanes: Lanes, listener: Listener, qtbot: QtBot
) -> None:
    """While typing, only the newest question is answered; the others never speak again."""
    gate = threading.Event()
    first = Listener()
    first.follow(lanes.submit(Lane.SEARCH, lambda _p: gate.wait(10), topic="search"))
    for number in range(20):
        job = lanes.submit(Lane.SEARCH, _giving(number), topic="search")
        listener.follow(job)
    gate.set()
    qtbot.waitUntil(lambda: listener.ended == 20 and first.ended == 1)
    assert (first.results, listener.results) == ([], [19])


def test_an_error_a_person_can_act_on_arrives_as_it_is(
    lanes: Lanes, listener: Listener, qtbot: QtBot
) -> None:
    """The sentence that was raised is the sentence that is shown."""

    def work(_progress: Progress) -> None:
        raise InputError("The file is empty.", "Choose another.")

    job = listener.follow(lanes.submit(Lane.LONG, work))
    with qtbot.waitSignal(job.ended):
        pass
    assert str(listener.errors[0]) == "The file is empty. Choose another."


def test_a_bug_is_told_without_any_value(lanes: Lanes, listener: Listener, qtbot: QtBot) -> None:
    """The report names exception types and frames; the message, which may hold content, is gone."""

    def work(_progress: Progress) -> None:
        try:
            raise KeyError("a name that must not leak")
        except KeyError as cause:
            raise ValueError("marker-7731") from cause

    job = listener.follow(lanes.submit(Lane.LONG, work))
    with qtbot.waitSignal(job.ended):
        pass
    error = listener.errors[0]
    assert isinstance(error, UnexpectedError)
    told = f"{error} {error.report}"
    assert "ValueError" in told and "KeyError" in told and "test_jobs.py" in told
    assert "marker-7731" not in told and "must not leak" not in told


def test_a_report_names_no_folder_of_the_person() -> None:
    """Of frames outside the program only file and folder are told, never where they lie."""
    code = compile("1 / 0", "/home/ayse/app/letters/lib/thing.py", "exec")
    try:
        exec(code)
    except ZeroDivisionError as error:
        report = report_of(error)
    assert "(lib/thing.py:1)" in report
    assert "ayse" not in report and "letters" not in report


def test_long_work_can_write_through_the_writing_lane(
    lanes: Lanes, listener: Listener, qtbot: QtBot
) -> None:
    """`inside` runs on the other lane's thread, returns its value and raises its errors."""
    threads: list[str] = []

    def write(number: int) -> int:
        threads.append(threading.current_thread().name)
        if number == 2:
            raise InputError("Two is taken.")
        return number * 10

    def work(_progress: Progress) -> list[int]:
        return [lanes.inside(Lane.WRITING, partial(write, number)) for number in (1, 3, 2)]

    job = listener.follow(lanes.submit(Lane.LONG, work))
    with qtbot.waitSignal(job.ended):
        pass
    assert str(listener.errors[0]) == "Two is taken."
    assert set(threads) == {"satchel-writing"}
    assert len(threads) == 3


def test_closing_saves_what_was_written_and_drops_the_rest(
    qtbot: QtBot, listener: Listener
) -> None:
    """At a lock, autosaves still run; other waiting work is cancelled."""
    lanes, gate, done = Lanes(), threading.Event(), list[str]()
    lanes.submit(Lane.WRITING, lambda _p: gate.wait(10), priority=Priority.AUTOSAVE)
    lanes.submit(Lane.WRITING, lambda _p: done.append("import"), priority=Priority.BATCH)
    lanes.submit(Lane.WRITING, lambda _p: done.append("save"), priority=Priority.AUTOSAVE)
    threading.Timer(0.05, gate.set).start()
    assert lanes.close(10)
    assert done == ["save"]


def test_closing_tells_when_a_lane_hangs(qtbot: QtBot) -> None:
    """A job that never looks at its progress keeps its lane; closing does not wait for ever."""
    lanes, gate, begun = Lanes(), threading.Event(), threading.Event()

    def hang(_progress: Progress) -> None:
        begun.set()
        gate.wait(60)

    lanes.submit(Lane.LONG, hang)
    assert begun.wait(10)
    assert not lanes.close(0.05)
    gate.set()
    assert lanes.close(10)
