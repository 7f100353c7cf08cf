"""The years of a result as bars; dragging over them chooses a span."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.translation import _
from app.ui.direction import mirrored_f
from app.ui.painting import fill, focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Radius, Size

_BARS, _LABELS, _AROUND = 46, 18, 2
_MOST_BARS = 60


class YearBars(QWidget):
    """A bar per year. Drag, or Left and Right with Shift; Escape asks for every year again."""

    span_chosen = Signal(object)
    """First and last year as a tuple, or None for every year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[int, int] = {}
        self._span: tuple[int, int] | None = None
        self._drag: tuple[int, int] | None = None
        self._cursor: int | None = None
        self._near: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Years"))

    def show_years(self, counts: dict[int, int], span: tuple[int, int] | None) -> None:
        """Show how many hits each year has, and the chosen span."""
        self._counts, self._span, self._drag = counts, span, None
        said = _("{first} to {last}").format(first=span[0], last=span[1]) if span else ""
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Bars and a line of years."""
        return QSize(170, Theme.current().scaled(_BARS + _LABELS))

    def years(self) -> range:
        """All years shown, without gaps; at most sixty, the latest."""
        if not self._counts:
            return range(0)
        last = max(self._counts)
        return range(max(min(self._counts), last - _MOST_BARS + 1), last + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the years and choose."""
        years = self.years()
        key = event.key()
        if key == Qt.Key.Key_Escape and self._span is not None:
            self.span_chosen.emit(None)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and len(years):
            forward = (key == Qt.Key.Key_Right) != self._turned()
            now = self._cursor if self._cursor is not None else (self._span or (years[-1],))[0]
            now = min(years[-1], max(years[0], now + (1 if forward else -1)))
            keep = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._span
            self._cursor = now
            span = (
                (min(self._span[0], now), max(self._span[1], now))
                if keep and self._span
                else (
                    now,
                    now,
                )
            )
            self.span_chosen.emit(span)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a span."""
        year = self._year_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and year is not None:
            self._drag = (year, year)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Widen it, or name the year under the pointer."""
        year = self._year_at(event.position())
        if self._drag is not None and year is not None:
            self._drag = (self._drag[0], year)
        self._near = year
        if year is not None:
            self.setToolTip(f"{year}: {self._counts.get(year, 0):,}")
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Choose it; a press on the one chosen year asks for every year again."""
        if self._drag is None:
            return
        first, last = min(self._drag), max(self._drag)
        self._drag = None
        self._cursor = last
        again = self._span == (first, last)
        self.span_chosen.emit(None if again else (first, last))

    def leaveEvent(self, event: object) -> None:
        """No year is under the pointer."""
        self._near = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, those outside the span quieter, and three years below."""
        theme, painter = Theme.current(), QPainter(self)
        tokens, years = theme.tokens, self.years()
        whole, direction = QRectF(self.rect()), self.layoutDirection()
        if not len(years):
            return
        most = max(self._counts.values())
        tall = theme.scaled(_BARS) - 4
        span = (min(self._drag), max(self._drag)) if self._drag else self._span
        step = self._step()
        gap = 1.0 if step > 3 else 0.0
        for place, year in enumerate(years):
            count = self._counts.get(year, 0)
            high = max(2.0, tall * count / most) if most else 2.0
            bar = QRectF(_AROUND + place * step, 2 + tall - high, max(1.0, step - gap), high)
            inside = span is None or span[0] <= year <= span[1]
            colour = tokens.accent if inside else tokens.handle
            if year == self._near:
                colour = tokens.accent_hovered if inside else tokens.edge
            fill(painter, mirrored_f(bar, whole, direction), min(2.0, step / 4), colour)
        self._draw_labels(painter, years, whole, direction)
        if self.hasFocus():
            focus_ring(painter, whole, Radius.CONTROL, tokens.accent)

    def _draw_labels(
        self, painter: QPainter, years: range, whole: QRectF, direction: Qt.LayoutDirection
    ) -> None:
        theme = Theme.current()
        font = theme.font(Size.SMALL, tabular=True)
        wide = QFontMetrics(font).horizontalAdvance("0000") + 2
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens.text2))
        top, step = float(theme.scaled(_BARS)), self._step()
        apart = (len(years) - 1) * step > wide
        places = [0, len(years) - 1] if apart else [len(years) - 1]
        if len(years) > 4 and len(years) * step > 3.4 * wide:
            places.insert(1, len(years) // 2)
        for place in places:
            middle = _AROUND + (place + 0.5) * step
            left = min(max(0.0, middle - wide / 2), whole.width() - wide)
            label = mirrored_f(QRectF(left, top, wide, _LABELS), whole, direction)
            painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), str(years[place]))

    def _turned(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _step(self) -> float:
        return min(24.0, (self.width() - 2 * _AROUND) / max(1, len(self.years())))

    def _year_at(self, point: QPointF) -> int | None:
        years = self.years()
        if not len(years):
            return None
        x = self.width() - point.x() if self._turned() else point.x()
        place = int((x - _AROUND) / self._step())
        return years[min(max(place, 0), len(years) - 1)]
