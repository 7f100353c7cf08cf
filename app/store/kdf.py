"""From a passphrase to a key: Argon2id (RFC 9106).

Slowness is the point: it is what a seized laptop costs its searcher per guess. How slow is decided
here and nowhere else; no command, window, environment variable or setting reaches these numbers.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from app.errors import RefusedError, SystemTroubleError, UsageError
from app.translation import _

KEY_BYTES = 32
SALT_BYTES = 16

_MOST_MEMORY_KIB = 2 * 1024 * 1024
_MOST_ITERATIONS = 64
_MOST_LANES = 16
_MOST_KIB_PASSES = 16 * 256 * 1024 * 3
"""Memory times passes, of all slots of a file: some twenty seconds on a small laptop."""
_LEAST_MEMORY_PER_LANE_KIB = 8  # RFC 9106, section 3.1


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfParameters:
    """The cost of trying one passphrase.

    Attributes:
        memory_kib: Memory in KiB (1,024 bytes).
        iterations: Passes over that memory.
        lanes: Parts of it that can be computed side by side.
    """

    memory_kib: int
    iterations: int
    lanes: int

    @staticmethod
    def default() -> "KdfParameters":
        """256 MiB, three passes: about a second on a small laptop."""
        return KdfParameters(memory_kib=256 * 1024, iterations=3, lanes=4)

    @staticmethod
    def light() -> "KdfParameters":
        """64 MiB, the floor: RFC 9106's second recommendation, for computers short of memory."""
        return KdfParameters(memory_kib=64 * 1024, iterations=3, lanes=4)

    def check(self) -> None:
        """Refuse what no archive of ours asks for.

        There is no lower bound beyond what Argon2 needs: weak numbers in a file gain an attacker
        nothing, since they are authenticated with the wrapped key.

        Raises:
            RefusedError: Opening would take more than 2 GiB of memory or next to for ever.
        """
        whole = (
            _LEAST_MEMORY_PER_LANE_KIB * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and 1 <= self.iterations <= _MOST_ITERATIONS
            and 1 <= self.lanes <= _MOST_LANES
        )
        if not whole:
            raise absurd_cost()


def check_together(costs: Sequence[KdfParameters]) -> None:
    """Refuse slots of which each may be dear, but which take for ever one after the other.

    Raises:
        RefusedError: A wrong passphrase would take longer than sixteen slots of the usual cost do.
    """
    for cost in costs:
        cost.check()
    if sum(cost.memory_kib * cost.iterations for cost in costs) > _MOST_KIB_PASSES:
        raise absurd_cost()


def absurd_cost() -> RefusedError:
    """What is said of a slot file that no Satchel wrote."""
    return RefusedError(
        _("The archive's slot file asks for more memory or time than Satchel ever uses."),
        _("Somebody may have altered it; use a backup of the archive."),
    )


def key_from_passphrase(passphrase: str, salt: bytes, cost: KdfParameters) -> bytes:
    """Derive 32 bytes from a passphrase, as NFC in UTF-8.

    Raises:
        UsageError: The passphrase is empty or holds bytes that are no text.
        RefusedError: The parameters are beyond all measure.
        SystemTroubleError: The computer has not that much memory free.
    """
    cost.check()
    try:
        return hash_secret_raw(
            secret=passphrase_bytes(passphrase),
            salt=salt,
            time_cost=cost.iterations,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except (HashingError, MemoryError) as problem:
        raise SystemTroubleError(
            _("There is not enough free memory to check the passphrase."),
            _("{mebibytes} MiB are needed: close other programs, then try again.").format(
                mebibytes=cost.memory_kib // 1024
            ),
        ) from problem


def passphrase_bytes(passphrase: str) -> bytes:
    """The bytes of a passphrase, the same on every keyboard and system.

    Raises:
        UsageError: It is empty, or holds bytes that are no text.
    """
    if not passphrase:
        raise UsageError(_("The passphrase is empty."), _("Type a passphrase."))
    try:
        return unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError as problem:
        raise UsageError(
            _("The passphrase holds characters that are not text."),
            _("Type it again; a passphrase file has to be UTF-8."),
        ) from problem
