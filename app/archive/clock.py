"""The time as the archive writes it."""

from datetime import UTC, date, datetime


def utc_now() -> str:
    """Now, UTC, ISO 8601 with milliseconds and `Z`; sorts as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def today() -> date:
    """The day it is where the computer is."""
    return datetime.now().astimezone().date()
