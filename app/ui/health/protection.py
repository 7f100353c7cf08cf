"""What protects the archive on this computer: only what was looked at just now."""

import ctypes
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.archive.opening import Archive
from app.confined.socket_filter import network_forbidden
from app.progress import Progress
from app.store.media import is_on_fixed_disk
from app.store.synced_folder import synced_by
from app.translation import _
from app.ui.health.swap import Roots, Swap, swap_state

_PR_GET_DUMPABLE = 3  # linux/prctl.h


class Held(Enum):
    """Whether a protection is there."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One protection.

    Attributes:
        says: What is so, one sentence.
        advice: What one can do, or what follows; may be empty.
    """

    held: Held
    says: str
    advice: str = ""


def protection(archive: Archive, _progress: Progress) -> tuple[Statement, ...]:
    """Look at this process, this computer and the archive's folder."""
    return tuple(_statements(archive))


def _statements(archive: Archive) -> Iterator[Statement]:
    yield _network()
    yield _dumps()
    yield _swap(swap_state(Roots()) if sys.platform == "linux" else Swap.UNKNOWN)
    yield _cloud(archive)
    yield _journal(archive)


def _network() -> Statement:
    if network_forbidden():
        return Statement(
            held=Held.YES,
            says=_("The system refuses this program every network connection; it was just tried."),
        )
    return Statement(
        held=Held.NO,
        says=_("The system does not keep this program from the network."),
        advice=_("Satchel itself opens no connection; nothing else enforces it here."),
    )


def _dumps() -> Statement:
    if not dumps_are_off():
        return Statement(
            held=Held.UNKNOWN,
            says=_("Whether a crash would write memory to the disk cannot be told here."),
        )
    return Statement(held=Held.YES, says=_("A crash writes no memory to the disk."))


def dumps_are_off() -> bool:
    """Whether this process would leave no memory image if it crashed; False where unknown."""
    if sys.platform == "win32":
        return False
    import resource  # There is none on Windows.

    limit = resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    if not sys.platform.startswith("linux"):
        return limit
    # A program that takes dumps by a pipe is not bound by the limit.
    return limit and ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0


def _swap(state: Swap) -> Statement:
    match state:
        case Swap.NONE:
            return Statement(
                held=Held.YES, says=_("Memory is not put aside on a disk: there is no swap space.")
            )
        case Swap.ENCRYPTED:
            return Statement(
                held=Held.YES, says=_("Memory that the system puts aside on the disk is encrypted.")
            )
        case Swap.READABLE:
            return Statement(
                held=Held.NO,
                says=_("The system puts memory aside on a disk that is not encrypted."),
                advice=_(
                    "Swap space or hibernation may leave words of an open archive there. "
                    "Encrypt the disk, or switch both off."
                ),
            )
        case Swap.UNKNOWN:
            return Statement(
                held=Held.UNKNOWN,
                says=_(
                    "Whether swap space and hibernation are encrypted cannot be told from here."
                ),
                advice=_("Encrypting the whole disk covers both."),
            )


def _cloud(archive: Archive) -> Statement:
    service = synced_by(archive.path)
    if not service:
        return Statement(
            held=Held.YES, says=_("No sign that a cloud service copies the archive's folder.")
        )
    return Statement(
        held=Held.NO,
        says=_("The archive lies in a folder that {service} copies to other computers.").format(
            service=service
        ),
        advice=_(
            "The copies are encrypted, but they also keep what is destroyed or changed here, and "
            "two computers that write at once harm it. Move the archive elsewhere."
        ),
    )


def _journal(archive: Archive) -> Statement:
    if archive.store.journal == "wal":
        return Statement(held=Held.YES, says=_("The archive lies on a disk that is built in."))
    if is_on_fixed_disk(archive.path):
        return Statement(
            held=Held.YES,
            says=_("Every change is written twice before it counts, as for a disk one can pull."),
        )
    return Statement(
        held=Held.YES,
        says=_(
            "The archive lies on a disk that may be pulled out; every change is written so that "
            "this does no harm to what was saved."
        ),
        advice=_("Lock the archive before you pull it."),
    )
