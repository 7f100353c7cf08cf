"""Damage that stops a backup or a restore, with everything that was found."""

from app.errors import DamageError
from app.store.damage import StoreVerdict


class DamageFoundError(DamageError):
    """What should be copied, or what was copied, is not whole.

    Args:
        verdict: What reading it found.
    """

    def __init__(self, happened: str, advice: str, verdict: StoreVerdict) -> None:
        super().__init__(happened, advice)
        self.verdict = verdict
