"""How verdicts of the consent compiler are shown: always a shape and a word."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.archive.consent import Decision
from app.translation import _, ngettext
from app.ui.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictMark:
    """One verdict as icon and word."""

    icon: str
    word: str
    tone: Tone


def verdict_mark(decision: Decision) -> VerdictMark:
    """The icon and the word of a decision, as practitioners say it."""
    match decision:
        case Decision.AS_IT_IS:
            return VerdictMark(icon="circle-check", word=_("In full"), tone=Tone.OK)
        case Decision.ANONYMISED:
            return VerdictMark(icon="contrast", word=_("Identity withheld"), tone=Tone.INFO)
        case Decision.LEFT_OUT:
            return VerdictMark(icon="ban", word=_("Withheld"), tone=Tone.BAD)
        case Decision.DECIDE:
            return VerdictMark(icon="circle-question-mark", word=_("Decide"), tone=Tone.WARN)


def counted(decisions: Iterable[Decision]) -> list[tuple[VerdictMark, str]]:
    """How many records each verdict has, in words, those that occur only."""
    counts = Counter(decisions)
    words = {
        Decision.AS_IT_IS: ngettext("{} in full", "{} in full", counts[Decision.AS_IT_IS]),
        Decision.ANONYMISED: ngettext(
            "{} identity withheld", "{} identity withheld", counts[Decision.ANONYMISED]
        ),
        Decision.LEFT_OUT: ngettext("{} withheld", "{} withheld", counts[Decision.LEFT_OUT]),
        Decision.DECIDE: ngettext("{} to decide", "{} to decide", counts[Decision.DECIDE]),
    }
    return [
        (verdict_mark(decision), words[decision].format(counts[decision]))
        for decision in Decision
        if counts[decision]
    ]
