"""The facets of the present result. Values of a facet that narrows stay to be chosen from."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.archive.searching import SearchResult
from app.records.postings import FacetCount, FacetName
from app.ui.direction import set_margins
from app.ui.library.facet_section import Choice, FacetSection
from app.ui.library.facet_words import facet_title, value_in_words
from app.ui.library.question import Question
from app.ui.library.year_bars import YearBars
from app.ui.widgets.section_header import SectionHeader

_SHOWN = (
    FacetName.KIND,
    FacetName.LANGUAGE,
    FacetName.TAG,
    FacetName.PLACE,
    FacetName.CONSENT,
    FacetName.RISK,
    FacetName.PERSON,
    FacetName.STATUS,
)


class Facets(QWidget):
    """Years as bars, then the other facets."""

    question_changed = Signal(object)
    """The `Question` that a press leads to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = Question()
        self._before: dict[FacetName, tuple[Question, tuple[FacetCount, ...]]] = {}
        self._years_head = SectionHeader(facet_title(FacetName.YEAR), self)
        self._years = YearBars(self)
        self._years_box = QWidget(self)
        box = QVBoxLayout(self._years_box)
        set_margins(box, 8, 2, 8, 8)
        box.setSpacing(6)
        box.addWidget(self._years_head)
        box.addWidget(self._years)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._years_box)
        self._sections: dict[FacetName, FacetSection] = {}
        for facet in _SHOWN:
            section = FacetSection(facet_title(facet), self, chips=facet is FacetName.TAG)
            section.setProperty("facet", facet.value)
            section.toggled.connect(self._toggled)
            section.turned_out.connect(self._turned_out)
            layout.addWidget(section)
            self._sections[facet] = section
        layout.addStretch(1)
        self._years.span_chosen.connect(self._span_chosen)

    def show_result(self, question: Question, result: SearchResult) -> None:
        """Show the counts of a result."""
        self._question = question
        found = {facet.name: facet.counts for facet in result.facets}
        self._show_years(self._merged(FacetName.YEAR, found.get(FacetName.YEAR, ())))
        for facet, section in self._sections.items():
            counts = self._merged(facet, found.get(facet, ()))
            left_out = question.left_out(facet)
            choices = [
                Choice(
                    value=each.value,
                    word=value_in_words(facet, each.value),
                    count=each.count,
                    chosen=question.asks(facet, each.value),
                    left_out=each.value in left_out,
                )
                for each in counts
            ]
            # One value that every hit has narrows nothing.
            useful = len(choices) > 1 or any(choice.is_set for choice in choices)
            useful = useful or (bool(choices) and choices[0].count < result.count)
            section.show_choices(choices if useful else ())

    def _merged(self, facet: FacetName, counts: tuple[FacetCount, ...]) -> tuple[FacetCount, ...]:
        """The counts, with the values that this facet's own narrowing took out of them below."""
        merged = self._beside_chosen(facet, counts)
        present = {each.value for each in merged}
        gone = [value for value in self._question.left_out(facet) if value not in present]
        return (*merged, *(FacetCount(value=value, count=-1) for value in gone))

    def _beside_chosen(
        self, facet: FacetName, counts: tuple[FacetCount, ...]
    ) -> tuple[FacetCount, ...]:
        """The counts, and below them the values that only this facet's own narrowing left out."""
        chosen = self._question.values(facet)
        if not chosen:
            self._before[facet] = (self._question, counts)
            return counts
        asked, before = self._before.get(facet, (self._question, counts))
        same = asked == self._question.with_values(facet, ())
        present = {each.value for each in counts}
        rest = [
            each if same else FacetCount(value=each.value, count=-1)
            for each in before
            if each.value not in present
        ]
        known = present | {each.value for each in rest}
        lost = [FacetCount(value=value, count=0) for value in chosen if value not in known]
        return (*counts, *rest, *lost)

    def _show_years(self, counts: tuple[FacetCount, ...]) -> None:
        years = {int(each.value): max(0, each.count) for each in counts if each.value.isdecimal()}
        span = [int(value) for value in self._question.values(FacetName.YEAR)]
        self._years_box.setVisible(len(years) > 1 or bool(span))
        self._years.show_years(years, (min(span), max(span)) if span else None)

    @Slot(str)
    def _toggled(self, value: str) -> None:
        section = self.sender()
        if isinstance(section, FacetSection):
            facet = FacetName(str(section.property("facet")))
            self.question_changed.emit(self._question.toggled(facet, value))

    @Slot(str)
    def _turned_out(self, value: str) -> None:
        section = self.sender()
        if isinstance(section, FacetSection):
            facet = FacetName(str(section.property("facet")))
            self.question_changed.emit(self._question.turned_out(facet, value))

    @Slot(object)
    def _span_chosen(self, span: tuple[int, int] | None) -> None:
        years = tuple(str(year) for year in range(span[0], span[1] + 1)) if span else ()
        self.question_changed.emit(self._question.with_values(FacetName.YEAR, years))
