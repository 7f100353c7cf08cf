"""Passphrases drawn from the carried list of words."""

import secrets
from functools import cache
from pathlib import Path

WORDS = Path(__file__).resolve().parents[2] / "resources" / "words" / "passphrase.txt"


def generated_passphrase(words: int = 6) -> str:
    """Words drawn by the system's random source: 11 bits each, 66 in all by default."""
    return " ".join(secrets.choice(passphrase_words()) for _ in range(words))


@cache
def passphrase_words() -> tuple[str, ...]:
    """The 2,048 words of the list."""
    return tuple(WORDS.read_text(encoding="utf-8").split())
