"""Shares of a key that several people hold: what stands on them, and the restore drill."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import UsageError
from app.store.credentials import Credentials, ShareHeld
from app.store.share_text import parse_share
from app.store.shares import opened_share
from app.store.slot_pair import read_slot_pair
from app.store.trouble import explained
from app.store.unlocking import unlock
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFacts:
    """What stands on a share for everybody to read.

    Attributes:
        number: From 1.
        needed: How many open the archive together.
        held: How many there are.
        set: The same on shares that were made together, and on no others.
        fingerprint: The beginning of the archive's, four groups of four hex digits.
    """

    number: int
    needed: int
    held: int
    set: str
    fingerprint: str


def rehearse_shares(folder: Path, shares: Sequence[ShareHeld]) -> None:
    """Try whether these shares would open an archive; it is not opened, and nothing changes.

    Raises:
        AccessError: They would not; the message says why.
        DamageError: Both slot files are damaged.
        SystemTroubleError: The computer has not enough memory free, or the disk refused.
    """
    if not shares:
        raise UsageError(_("No share is given."), _("Give as many shares as are needed."))
    with explained():
        files = read_slot_pair(folder).candidates
        unlock(files, Credentials(shares=tuple(shares)))


def share_facts(text: str) -> ShareFacts:
    """What stands on a share.

    Raises:
        AccessError: It is no share, or mistyped; the message names the line.
        RefusedError: It asks for more memory than Satchel ever uses.
    """
    share = parse_share(text)
    digits = share.fingerprint.hex().upper()
    return ShareFacts(
        number=share.number,
        needed=share.needed,
        held=share.held,
        set=share.mark.hex(),
        fingerprint=" ".join(digits[place : place + 4] for place in range(0, len(digits), 4)),
    )


def share_opens(held: ShareHeld) -> bool:
    """Whether the passphrase is that of the share's holder. Takes as long as opening.

    Raises:
        AccessError: The share is mistyped.
        SystemTroubleError: The computer has not enough memory free.
    """
    return opened_share(parse_share(held.text), held.passphrase) is not None
