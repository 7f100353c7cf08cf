"""What a person can act on, told apart from bugs.

Every error here carries one sentence on what happened and one on what to do, and the exit code
that the terminal ends with. Anything else that is raised is a bug (exit code 1).
"""

from typing import ClassVar


class SatchelError(Exception):
    """Something a person can act on.

    Args:
        happened: One sentence on what happened, already translated. No content of records.
        advice: One sentence on what to do, already translated; may be empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, happened: str, advice: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.happened} {self.advice}".strip()


class UsageError(SatchelError):
    """The words given do not form a request."""

    exit_code = 2


class AccessError(SatchelError):
    """A wrong passphrase, or no access to an archive."""

    exit_code = 3


class InputError(SatchelError):
    """An input could not be read, or holds nothing that can be used."""

    exit_code = 4


class RefusedError(SatchelError):
    """Refused for safety: consent, a leak, an unverified contact."""

    exit_code = 5


class DamageError(SatchelError):
    """Damage was found."""

    exit_code = 6


class CancelledError(SatchelError):
    """The person cancelled; what was finished is kept."""

    exit_code = 7


class SystemTroubleError(SatchelError):
    """The disk or the operating system refused."""

    exit_code = 8
