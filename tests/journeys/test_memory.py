"""After a lock no process holds anything of the archive."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pytest

from app.store.credentials import Credentials
from app.store.keys import archive_keys
from app.store.slot_pair import read_slot_pair
from app.store.unlocking import unlock
from tests.journeys.every_command import FIELD, QUERY, TEXT, TITLE
from tests.journeys.plain_traces import search_terms
from tests.journeys.process_memory import (
    family,
    held,
    key_forms,
    memory_forms,
    needs_root,
    told_to_all,
)
from tests.journeys.terminal import PASSPHRASE, ROOT, Terminal

pytestmark = needs_root

WORDS = (TEXT, FIELD, TITLE, QUERY)
_SUPERVISED = Path(__file__).with_name("supervised.py")


class Supervised:
    """A supervisor whose window has gone the whole journey and waits to be locked."""

    def __init__(self, terminal: Terminal) -> None:
        go, tell = terminal.stick / "go", terminal.stick / "tell"
        os.mkfifo(go)
        os.mkfifo(tell)
        self._go = os.open(go, os.O_RDWR)
        words = [str(each) for each in (terminal.archive, go, tell, terminal.results)]
        self._process = subprocess.Popen(
            [sys.executable, str(_SUPERVISED), *words],
            cwd=terminal.here,
            env=terminal.environment,
        )
        self.pid = self._process.pid
        self._tell: IO[str] = tell.open(encoding="utf-8")
        assert json.loads(self._tell.readline())["arrived"]

    def __enter__(self) -> Self:
        return self

    def window(self) -> int:
        """The window process of the moment; 0 between two."""
        _supervisor, *windows = family(self.pid)
        return windows[0] if windows else 0

    def lock(self) -> None:
        """Let the person lock, and wait until the next window has read what opening needs."""
        before = self.window()
        os.write(self._go, b".")
        self._until(lambda: self.window() not in (0, before))
        after = self.window()
        self._until(lambda: "sqlcipher3" in Path(f"/proc/{after}/maps").read_text())

    def _until(self, done: Callable[[], bool]) -> None:
        for _look in range(2400):
            if done():
                return
            assert self._process.poll() is None
            time.sleep(0.05)
        raise AssertionError("never came about")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._go)
        self._tell.close()


_FEWEST_BYTES = 7


def secrets_of(terminal: Terminal) -> dict[str, bytes]:
    """Everything that must be gone: words in every form, what search makes of them, the keys."""
    wanted = memory_forms(PASSPHRASE)
    for word in WORDS:
        wanted |= memory_forms(word)
    for term in search_terms(WORDS):
        wanted |= memory_forms(term)
    pair = read_slot_pair(terminal.archive)
    master = unlock(pair.candidates, Credentials(passphrase=PASSPHRASE)).master
    wanted |= key_forms("master key", master)
    wanted |= key_forms("database key", archive_keys(master).database)
    # Four bytes stand somewhere in half a gigabyte by mere chance, every tenth time.
    return {name: form for name, form in wanted.items() if len(form) >= _FEWEST_BYTES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen of the processes while the archive was open, or after the lock.

    Attributes:
        holding: What the supervisor and the window process have in memory, in this order.
        told: What other programs can read of them.
        window: Number of the window process.
        family: Numbers of all processes.
    """

    holding: tuple[set[str], ...]
    told: tuple[bytes, ...]
    window: int
    family: tuple[int, ...]

    @classmethod
    def now(cls, running: Supervised, wanted: dict[str, bytes]) -> Self:
        """Look at every process."""
        processes = tuple(family(running.pid))
        return cls(
            holding=tuple(held(each, wanted) for each in processes),
            told=tuple(told_to_all(each) for each in processes),
            window=running.window(),
            family=processes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The whole journey, seen twice."""

    wanted: dict[str, bytes]
    place: bytes
    opened: Seen
    locked: Seen


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """A page pasted and added, searched, corrected, in a dossier; then the lock."""
    terminal = Terminal(tmp_path_factory.mktemp("memory"))
    terminal.make_archive()
    wanted = secrets_of(terminal)
    with Supervised(terminal) as running:
        opened = Seen.now(running, wanted)
        running.lock()
        locked = Seen.now(running, wanted)
    place = terminal.archive.name.encode()
    return Journey(wanted=wanted, place=place, opened=opened, locked=locked)


def test_while_open_the_window_process_alone_holds_words_and_keys(journey: Journey) -> None:
    """The look does find them: words, and the key that is nowhere in this test's own programs."""
    supervisor, window = journey.opened.holding
    for word in (*WORDS, "database key"):
        assert any(name.startswith(word) for name in window), word
    assert supervisor == set()


def test_after_a_lock_no_process_holds_anything(journey: Journey) -> None:
    """Neither the supervisor, which never did, nor the fresh process with the lock screen."""
    assert journey.opened.window not in journey.locked.family
    assert journey.locked.holding == (set(), set())


def test_nothing_secret_is_told_to_other_programs(journey: Journey) -> None:
    """Names, words and environment of all processes hold no word, no key and no archive's place.

    Before and after a lock; the place of the archive goes by the pipe. That it stands in the words
    of this test's own supervisor shows that the look finds it.
    """
    for seen in (journey.opened, journey.locked):
        for told in seen.told:
            assert {name for name, data in journey.wanted.items() if data in told} == set()
        supervisor, window = seen.told
        assert journey.place in supervisor
        assert journey.place not in window


def test_the_look_into_memory_finds_every_form() -> None:
    """A process that holds a word in one form is caught, and only with that form."""
    forms = memory_forms(TEXT) | key_forms("key", bytes(range(32)))
    for name in (f"{TEXT} in utf-8", f"{TEXT} in utf-16-le", f"{TEXT} in utf-32-le", "key raw"):
        holds = (
            "import sys; held = bytes.fromhex(sys.stdin.readline()); "
            "print(1, flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", holds],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(forms[name].hex() + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == "1\n"
            found = held(process.pid, forms)
            process.stdin.close()
        assert name in found
        assert "key in capital letters" not in found
