"""How consent, risk and kind are shown: always a shape and a word; colour only helps."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.records.vocabularies import ConsentState, Kind, RiskLevel, label
from app.translation import _
from app.ui import icons
from app.ui.theme import Theme
from app.ui.tokens import Ink, Tone

RISK_BARS = "risk bars"
"""Stands where an icon's name stands: four rising bars, drawn, not a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMark:
    """One state as icon and word.

    Attributes:
        icon: Name of an icon, or `RISK_BARS`.
        bars: Of the four bars, how many are filled.
    """

    icon: str
    word: str
    tone: Tone
    bars: int = 0

    @property
    def ink(self) -> Ink:
        """The colour of icon and word where there is no ground."""
        return Ink.TEXT3 if self.tone is Tone.NEUTRAL else Ink(self.tone.value)


_CONSENT = {
    ConsentState.PUBLIC_SOURCE: ("newspaper", Tone.NEUTRAL),
    ConsentState.ALL_USES: ("circle-check", Tone.OK),
    ConsentState.LIMITED: ("contrast", Tone.INFO),
    ConsentState.ASK_AGAIN: ("circle-question-mark", Tone.WARN),
    ConsentState.INTERNAL: ("lock", Tone.NEUTRAL),
    ConsentState.NOT_RECORDED: ("circle-dashed", Tone.WARN),
    ConsentState.WITHDRAWN: ("ban", Tone.BAD),
}

_RISK = {
    RiskLevel.LOW: (1, Tone.NEUTRAL),
    RiskLevel.MEDIUM: (2, Tone.WARN),
    RiskLevel.HIGH: (3, Tone.BAD),
    RiskLevel.EXTREME: (4, Tone.BAD),
}


def consent_mark(state: str) -> StateMark | None:
    """Consent in one icon and word; None where the value is no `ConsentState`."""
    if state not in tuple(ConsentState):
        return None
    known = ConsentState(state)
    icon, tone = _CONSENT[known]
    return StateMark(icon=icon, word=label(known), tone=tone)


def risk_mark(value: str, *, short: bool = False) -> StateMark | None:
    """Risk in bars and a word; None where nothing was recorded.

    Args:
        value: A value of `RiskLevel`, or empty.
        short: One word, where the bars stand beside it in a list.
    """
    if value not in tuple(RiskLevel):
        return None
    level = RiskLevel(value)
    bars, tone = _RISK[level]
    word = _short_risk(level) if short else label(level)
    return StateMark(icon=RISK_BARS, word=word, tone=tone, bars=bars)


def kind_icon(kind: str) -> str:
    """The icon of a testimony or an article."""
    return "mic" if kind == Kind.TESTIMONY else "newspaper"


def draw_mark(painter: QPainter, mark: StateMark, place: QRectF) -> None:
    """Draw the icon of a mark, centred in a square."""
    tokens = Theme.current().tokens
    if mark.icon == RISK_BARS:
        draw_bars(painter, place, mark.bars, tokens.ink(mark.ink), tokens.handle)
    else:
        icons.draw(painter, mark.icon, place, tokens.ink(mark.ink))


def draw_bars(painter: QPainter, place: QRectF, filled: int, ink: str, rest: str) -> None:
    """Draw four rising bars; those beyond `filled` recede."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    edge = min(place.width(), place.height())
    left, bottom = place.center().x() - edge / 2, place.center().y() + edge * 0.43
    wide, step = edge * 0.19, edge * 0.265
    for at in range(4):
        tall = edge * (0.27 + 0.2 * at)
        painter.setBrush(QColor(ink if at < filled else rest))
        painter.drawRoundedRect(QRectF(left + at * step, bottom - tall, wide, tall), 0.8, 0.8)
    painter.restore()


def _short_risk(level: RiskLevel) -> str:
    return {
        RiskLevel.LOW: _("Low"),
        RiskLevel.MEDIUM: _("Medium"),
        RiskLevel.HIGH: _("High"),
        RiskLevel.EXTREME: _("Extreme"),
    }[level]
