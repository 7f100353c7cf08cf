"""After a lock no process holds anything of the archive."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

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
    return wanted | key_forms("database key", archive_keys(master).database)


def test_after_a_lock_no_process_holds_anything(notebook: Terminal) -> None:
    """Neither the supervisor, which never did, nor the fresh process with the lock screen.

    While the archive is open the same look finds words, passphrase and keys in the window process.
    """
    wanted = secrets_of(notebook)
    with Supervised(notebook) as running:
        window = running.window()
        found = held(window, wanted)
        for word in (*WORDS, "database key"):
            assert any(name.startswith(word) for name in found), word
        assert held(running.pid, wanted) == set()
        running.lock()
        assert window not in family(running.pid)
        after = family(running.pid)
        assert len(after) == 2
        assert {process: held(process, wanted) for process in after} == {
            process: set() for process in after
        }


def test_nothing_secret_is_told_to_other_programs(notebook: Terminal) -> None:
    """Names, words and environment of all processes hold no word, no key and no archive's place.

    Before and after a lock; the place of the archive goes by the pipe.
    """
    wanted = secrets_of(notebook)
    with Supervised(notebook) as running:
        for locked in (False, True):
            if locked:
                running.lock()
            supervisor, *others = family(running.pid)
            for process in (supervisor, *others):
                told = told_to_all(process)
                assert {name for name, data in wanted.items() if data in told} == set()
            assert all(notebook.archive.name.encode() not in told_to_all(each) for each in others)


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
