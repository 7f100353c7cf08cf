"""What somebody has who wants to open an archive."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareHeld:
    """One share of a key that several people hold together.

    Attributes:
        text: What stands on the sheet or in the file.
        passphrase: The holder's own.
    """

    text: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """One way of opening: a passphrase, with a key file or without; a recovery code; shares.

    Exactly one of `passphrase`, `recovery_code` and `shares` is given. Shown nowhere, also not in a
    traceback.

    Attributes:
        key_file: Content of the key file that belongs to the passphrase; None without one.
        shares: Those that are at hand, in any order; more than needed do no harm.
    """

    passphrase: str | None = field(default=None, repr=False)
    key_file: bytes | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)
    shares: tuple[ShareHeld, ...] = field(default=(), repr=False)
