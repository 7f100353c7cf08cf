"""How long a passphrase holds, said honestly.

Words of the carried list count 11 bits each, provided that they were drawn and not thought up.
Anything else is counted as people choose: 4 bits for the first letter, 2 for each of the next
seven, 1.5 up to the twentieth, 1 from there on (NIST SP 800-63-2, appendix A.2.1, which is known to
be kind to short ones; therefore the limits below are strict). Stretches that are easy to guess
count as what they are, whatever their length: see `app.ui.passphrase_patterns`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.translation import _
from app.ui.passphrase_patterns import LONGEST_LOOKED_AT, Pattern, Weakness, patterns

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
        weakness: What makes it shorter than it looks; None where nothing does.
    """

    bits: float
    words: int
    weakness: Weakness | None = None

    @property
    def strength(self) -> Strength:
        """Against whom it holds."""
        if self.bits >= _HOLDS:
            return Strength.STRONG
        return Strength.MIDDLING if self.bits >= _HOLDS_A_WHILE else Strength.EASY

    @property
    def remark(self) -> str:
        """One more sentence, on why it counts no more; empty where there is nothing to say."""
        if self.words:
            return _("Counted as words drawn by chance; words thought up are guessed much sooner.")
        return {
            None: "",
            Weakness.COMMON: _("It holds a word that many people use."),
            Weakness.NAME: _("It holds a name that is known."),
            Weakness.DATE: _("It holds a date."),
            Weakness.KEYS: _("It holds a row of keys."),
            Weakness.SEQUENCE: _("It holds letters or digits in a row."),
            Weakness.AGAIN: _("It says the same again."),
        }[self.weakness]


def estimate(passphrase: str, known: frozenset[str], names: Iterable[str] = ()) -> Estimate:
    """Estimate a passphrase.

    Args:
        known: The carried list.
        names: What an attacker knows: the archive's name, the person's.
    """
    parts = passphrase.casefold().replace("-", " ").split()
    if parts and all(part in known for part in parts):
        # A word said twice adds nothing.
        return Estimate(bits=WORD_BITS * len(set(parts)), words=len(parts))
    looked_at = passphrase[:LONGEST_LOOKED_AT]
    return _cheapest(looked_at, patterns(looked_at, names))


def _cheapest(passphrase: str, found: Iterable[Pattern]) -> Estimate:
    """The way of composing it that takes the fewest guesses.

    `ways[n]` holds, up to some letter, what the patterns cost of the cheapest way that leaves `n`
    letters to be guessed one by one, and the pattern in it that saves most letters.
    """
    ending: dict[int, list[Pattern]] = {}
    for pattern in found:
        ending.setdefault(pattern.end, []).append(pattern)
    steps: list[dict[int, tuple[float, Pattern | None]]] = [{0: (0.0, None)}]
    for end in range(1, len(passphrase) + 1):
        ways = {n + 1: way for n, way in steps[-1].items()}
        for pattern in ending.get(end, ()):
            for n, (bits, longest) in steps[pattern.start].items():
                way = (bits + pattern.bits, _longer(longest, pattern))
                if n not in ways or way[0] < ways[n][0]:
                    ways[n] = way
        steps.append(ways)
    bits, worst = min(
        ((_letters(n) + cost, longest) for n, (cost, longest) in steps[-1].items()),
        key=lambda way: way[0],
    )
    return Estimate(bits=bits, words=0, weakness=worst.weakness if worst else None)


def _longer(one: Pattern | None, other: Pattern) -> Pattern:
    return other if one is None or other.end - other.start > one.end - one.start else one


def _letters(count: int) -> float:
    """Bits of so many letters that somebody thought up."""
    first, next_seven = min(count, 1), min(max(count - 1, 0), 7)
    to_twenty, beyond = min(max(count - 8, 0), 12), max(count - 20, 0)
    return 4 * first + 2 * next_seven + 1.5 * to_twenty + beyond
