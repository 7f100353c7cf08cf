"""What each text is recognised by when another one is nearly the same: a signature for each record.

A row's place grows with every change, so that whoever holds them in memory reads only what is new.
Rows go with their record. `facts` is worked out when it is first asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.store.state_table import read_state, write_state
from app.store.transactions import Reader, Value, Writer

_VERSION_KEY = "signatures.version"

_DROP = "DELETE FROM signatures WHERE record = :record"

_PUT = """
    INSERT INTO signatures (record, words, slots, facts) VALUES (:record, :words, :slots, NULL)
"""

_PUT_FACTS = "UPDATE signatures SET facts = :facts WHERE place = :place"

_DROP_ALL = "DELETE FROM signatures"

_NEWER = """
    SELECT place, record, words, slots FROM signatures WHERE place > :place
    ORDER BY place LIMIT :limit
"""

_MISSING = """
    SELECT number FROM records
    WHERE NOT EXISTS (SELECT 1 FROM signatures WHERE record = records.number)
    ORDER BY number LIMIT :limit
"""

_COUNT_MISSING = """
    SELECT count(*) FROM records
    WHERE NOT EXISTS (SELECT 1 FROM signatures WHERE record = records.number)
"""

_WITHOUT_FACTS = """
    SELECT place, record FROM signatures WHERE facts IS NULL ORDER BY place LIMIT :limit
"""

_COUNT_WITHOUT_FACTS = "SELECT count(*) FROM signatures WHERE facts IS NULL"

_FACTS = """
    SELECT s.record, s.facts FROM signatures s JOIN records r ON r.number = s.record
    WHERE r.binned_at IS NULL AND s.facts <> '' ORDER BY s.record
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSignature:
    """The signature of one record's text.

    Attributes:
        place: Higher than that of every row written before.
        record: Number of the record.
        words: Words of its text.
        slots: As `app.search.signatures.packed` made it; empty for a text without words.
    """

    place: int
    record: int
    words: int
    slots: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFacts:
    """What a record states, as `app.archive.facts` wrote it."""

    record: int
    facts: str


def put_signature(writer: Writer, record: int, words: int, slots: bytes) -> None:
    """Give a record its signature, in place of the one before; what it states is asked anew."""
    writer.execute(_DROP, {"record": record})
    writer.execute(_PUT, {"record": record, "words": words, "slots": slots})


def drop_signatures(writer: Writer) -> None:
    """Forget all; each record is then one of `numbers_without_signature`."""
    writer.execute(_DROP_ALL)


def newer_signatures(reader: Reader, place: int, limit: int) -> tuple[KeptSignature, ...]:
    """The next signatures behind a place, in the order in which they were written."""
    return tuple(
        KeptSignature(place=place, record=record, words=words, slots=slots)
        for place, record, words, slots in reader.rows(_NEWER, {"place": place, "limit": limit})
    )


def numbers_without_signature(reader: Reader, limit: int) -> tuple[int, ...]:
    """The first records, by number, that have none; in the bin or not."""
    return tuple(number for (number,) in reader.rows(_MISSING, {"limit": limit}))


def count_without_signature(reader: Reader) -> int:
    """How many records have none."""
    return int(reader.value(_COUNT_MISSING))


def signature_version(reader: Reader) -> str | None:
    """What made the signatures; None where there are none yet."""
    return read_state(reader, _VERSION_KEY)


def set_signature_version(writer: Writer, version: str) -> None:
    """Say what makes the signatures from now on."""
    write_state(writer, _VERSION_KEY, version)


def places_without_facts(reader: Reader, limit: int) -> tuple[tuple[int, int], ...]:
    """Place and record of the first rows whose facts were not worked out."""
    rows = reader.rows(_WITHOUT_FACTS, {"limit": limit})
    return tuple((place, record) for place, record in rows)


def count_without_facts(reader: Reader) -> int:
    """How many rows wait for that."""
    return int(reader.value(_COUNT_WITHOUT_FACTS))


def put_facts(writer: Writer, facts: Iterable[tuple[int, str]]) -> None:
    """Keep what records state, by the place of their row; rows that are gone stay gone."""
    rows: list[dict[str, Value]] = [{"place": place, "facts": text} for place, text in facts]
    writer.many(_PUT_FACTS, rows)


def all_facts(reader: Reader) -> tuple[KeptFacts, ...]:
    """What every record outside the bin states."""
    return tuple(KeptFacts(record=record, facts=facts) for record, facts in reader.rows(_FACTS))
