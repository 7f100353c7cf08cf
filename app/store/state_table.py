"""Small things that the program remembers inside the archive, by key, as JSON text."""

from app.store.transactions import Reader, Writer

_GET = "SELECT value FROM state WHERE key = :key"

_PUT = """
    INSERT INTO state (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""

# The keys that begin so stand together in the table's order.
_KEYS = "SELECT key FROM state WHERE key >= :first AND key < :end ORDER BY key"

_DROP = "DELETE FROM state WHERE key = :key"


def read_state(reader: Reader, key: str) -> str | None:
    """What was remembered under a key, as JSON text, or None."""
    found: str | None = reader.value(_GET, {"key": key})
    return found


def state_keys(reader: Reader, beginning: str) -> tuple[str, ...]:
    """The keys that begin so, in order."""
    values = {"first": beginning, "end": beginning + "\U0010ffff"}
    return tuple(key for (key,) in reader.rows(_KEYS, values))


def write_state(writer: Writer, key: str, value: str) -> None:
    """Remember a JSON text under a key such as `window.place` or `analysis.version`."""
    writer.execute(_PUT, {"key": key, "value": value})


def drop_state(writer: Writer, key: str) -> None:
    """Forget what was remembered under a key."""
    writer.execute(_DROP, {"key": key})
