"""One lane that writes, others that read."""

import threading

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.errors import CancelledError
from app.store.credentials import Credentials
from app.store.opening import open_store
from app.store.record_lookup import count_records
from app.store.store import Store
from tests.store.builders import PASSPHRASE, a_row, add

_ENDLESS = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
"""


def test_what_a_block_wrote_is_there_for_good_and_for_everyone(store: Store) -> None:
    """Both readers see it after the block, and so does the next opening."""
    with store.writing() as writer:
        add(writer)
        assert count_records(writer) == 1
        with store.browsing() as reader:
            assert count_records(reader) == 0
    with store.browsing() as reader, store.searching() as searcher:
        assert count_records(reader) == count_records(searcher) == 1
    store.close()
    with (
        open_store(store.folder, Credentials(passphrase=PASSPHRASE)) as again,
        again.browsing() as reader,
    ):
        assert count_records(reader) == 1


def test_a_new_archive_empties_its_log_before_anything_was_written(store: Store) -> None:
    """A log that is used for the first time is no archive that somebody else is busy with."""
    assert store.checkpoint()
    assert store.checkpoint()
    with store.writing() as writer:
        add(writer)
    assert store.checkpoint()


def test_another_database_takes_the_place_of_one_just_made(store: Store) -> None:
    """Nothing has to be written before, nor between one exchange and the next."""
    for _time in range(2):
        store.exchange_database(lambda: None, store.keys)
        assert store.checkpoint()
    with store.writing() as writer:
        add(writer)
    with store.browsing() as reader:
        assert count_records(reader) == 1


def test_an_error_takes_the_whole_block_back(store: Store) -> None:
    """Not one row of a block that ended early, and the lane is free again."""
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        add(writer)
        _nothing = 1 // 0
    with pytest.raises(sqlcipher.IntegrityError), store.writing() as writer:
        row = a_row()
        add(writer, id=row.id)
        add(writer, id=row.id)
    with store.writing() as writer:
        assert count_records(writer) == 0
        add(writer)
        assert writer.value("SELECT last FROM codes") == 1


def test_what_waits_for_the_commit_happens_only_after_one(store: Store) -> None:
    """Files are removed when the rows are gone for good, never before."""
    done: list[str] = []
    with store.writing() as writer:
        writer.when_committed(lambda: done.append("kept"))
        assert done == []
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        writer.when_committed(lambda: done.append("taken back"))
        _nothing = 1 // 0
    assert done == ["kept"]


def test_a_block_within_a_block_is_a_bug(store: Store) -> None:
    """It would commit half of the outer one; the outer one is unharmed by the attempt."""
    with store.writing() as writer:
        add(writer)
        with pytest.raises(RuntimeError), store.writing():
            pass
    with store.browsing() as reader:
        assert count_records(reader) == 1


def test_threads_write_one_after_the_other(store: Store) -> None:
    """Two lanes of 20 blocks each: nothing lost, no code given twice."""

    def work() -> None:
        for _each in range(20):
            with store.writing() as writer:
                add(writer)
            with store.browsing() as reader:
                count_records(reader)

    threads = [threading.Thread(target=work) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.browsing() as reader:
        assert count_records(reader) == 40
        assert reader.value("SELECT count(DISTINCT code) FROM records") == 40


def test_a_search_is_stopped_and_nothing_else(store: Store) -> None:
    """A newer keystroke stops the older search; lists and the writer do not notice."""
    begun = threading.Event()
    outcome: list[type[BaseException]] = []

    def search() -> None:
        try:
            with store.searching() as reader:
                reader.connection.set_progress_handler(begun.set, 1000)
                reader.rows(_ENDLESS)
        except CancelledError as problem:
            outcome.append(type(problem))

    thread = threading.Thread(target=search)
    thread.start()
    assert begun.wait(30)
    with store.writing() as writer, store.browsing() as reader:
        add(writer)
        count_records(reader)
    store.interrupt_search()
    thread.join(30)
    assert outcome == [CancelledError]
    with store.searching() as reader:
        assert count_records(reader) == 1


def test_closing_stops_a_search_and_waits_for_the_writer(store: Store) -> None:
    """What a block wrote before the archive was closed is there; nobody waits for ever."""
    written, searched, go_on = threading.Event(), threading.Event(), threading.Event()
    stopped: list[bool] = []

    def write() -> None:
        with store.writing() as writer:
            add(writer)
            written.set()
            go_on.wait(30)

    def search() -> None:
        try:
            with store.searching() as reader:
                reader.connection.set_progress_handler(searched.set, 1000)
                reader.rows(_ENDLESS)
        except CancelledError:
            stopped.append(True)

    threads = [threading.Thread(target=work) for work in (write, search)]
    for thread in threads:
        thread.start()
    assert written.wait(30)
    assert searched.wait(30)
    threads.append(threading.Thread(target=store.close))
    threads[-1].start()
    go_on.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    assert stopped == [True]
    with (
        open_store(store.folder, Credentials(passphrase=PASSPHRASE)) as again,
        again.browsing() as reader,
    ):
        assert count_records(reader) == 1
