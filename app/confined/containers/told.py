"""What a container tells: first what it holds, then each member with its bytes."""

from dataclasses import dataclass

from app.confined.forms import Contents, Member

MOST_MEMBERS = 50_000
"""More than anybody looks through; a name and a local head are 76 bytes at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message with the bytes that follow it."""

    head: Contents | Member
    data: bytes = b""
