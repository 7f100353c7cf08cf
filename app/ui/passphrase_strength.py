"""How long a passphrase holds, said honestly.

Words of the carried list count 11 bits each, provided that they were drawn and not thought up.
Anything else is counted as people choose: 4 bits for the first letter, 2 for each of the next
seven, 1.5 up to the twentieth, 1 from there on (NIST SP 800-63-2, appendix A.2.1, which is known to
be kind to short ones; therefore the limits below are strict).
"""

from dataclasses import dataclass
from enum import Enum

from app.translation import _

WORD_BITS = 11.0

# With the archive's default derivation (256 MiB, three passes) a large organisation tries some
# 100,000 passphrases a second: 2^39 of them take two months, 2^55 eleven thousand years.
_HOLDS_A_WHILE = 40.0
_HOLDS = 56.0


class Strength(Enum):
    """Against whom a passphrase holds."""

    EASY = "easy"
    MIDDLING = "middling"
    STRONG = "strong"

    @property
    def sentence(self) -> str:
        """What is said below the field."""
        return {
            Strength.EASY: _("Easy to guess for whoever takes the computer."),
            Strength.MIDDLING: _("Holds against one person, not against an organisation."),
            Strength.STRONG: _("Holds for thousands of years of trying."),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimate of a passphrase.

    Attributes:
        bits: Guesses needed, as a power of two.
        words: How many words of the carried list it is made of; 0 if it is not.
    """

    bits: float
    words: int

    @property
    def strength(self) -> Strength:
        """Against whom it holds."""
        if self.bits >= _HOLDS:
            return Strength.STRONG
        return Strength.MIDDLING if self.bits >= _HOLDS_A_WHILE else Strength.EASY


def estimate(passphrase: str, known: frozenset[str]) -> Estimate:
    """Estimate a passphrase.

    Args:
        known: The carried list.
    """
    parts = passphrase.casefold().replace("-", " ").split()
    if parts and all(part in known for part in parts):
        # A word said twice adds nothing.
        return Estimate(bits=WORD_BITS * len(set(parts)), words=len(parts))
    letters = len(passphrase) if len(set(passphrase)) > 3 else min(len(passphrase), 3)
    first, next_seven = min(letters, 1), min(max(letters - 1, 0), 7)
    to_twenty, beyond = min(max(letters - 8, 0), 12), max(letters - 20, 0)
    return Estimate(bits=4 * first + 2 * next_seven + 1.5 * to_twenty + beyond, words=0)
