"""One row of the question builder: where, what is said of it, and the value."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.records.postings import FacetCount, FacetName
from app.search.built_question import Condition, Row, conditions_of, is_date
from app.translation import _
from app.ui.library.facet_words import facet_title, value_in_words
from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.text_input import LineInput

FACET_OF = {
    "kind": FacetName.KIND,
    "lang": FacetName.LANGUAGE,
    "tag": FacetName.TAG,
    "collection": FacetName.COLLECTION,
    "status": FacetName.STATUS,
    "risk": FacetName.RISK,
    "consent": FacetName.CONSENT,
    "year": FacetName.YEAR,
}
"""Properties whose values are offered with their counts."""

Counts = Mapping[FacetName, Sequence[FacetCount]]
_FIELD_WIDE, _CONDITION_WIDE = 140, 206


def field_names() -> dict[str, str]:
    """Every field that a row can ask of, by its name in the query language."""
    names = {
        "": _("Anywhere"),
        "title": _("Title"),
        "text": _("Text"),
        "translation": _("Translation"),
        "summary": _("Summary"),
        "attachment": _("Attached file"),
        "person": facet_title(FacetName.PERSON),
        "place": facet_title(FacetName.PLACE),
        "source": _("Source"),
    }
    names |= {field: facet_title(facet) for field, facet in FACET_OF.items() if field != "year"}
    return names | {"code": _("Code"), "date": _("Date"), "added": _("Added on")}


def condition_names(field: str) -> dict[str, str]:
    """What can be said of a field; a leading minus stands for "not"."""
    said = {
        Condition.HAS: (_("has the words"), _("does not have the words")),
        Condition.EXACTLY: (_("has exactly"), _("does not have exactly")),
        Condition.BEGINS: (_("has words beginning with"), ""),
        Condition.NEARLY: (_("has words written like"), ""),
        Condition.IS: (_("is"), _("is not")),
        Condition.WITHIN: (_("lies between"), _("does not lie between")),
    }
    names: dict[str, str] = {}
    for condition in conditions_of(field):
        yes, no = said[condition]
        names[str(condition)] = yes
        if no:
            names[f"-{condition}"] = no
    return names


class BuilderRow(QWidget):
    """Field, condition, value, and a cross."""

    changed = Signal()
    """It asks for something else."""
    removed = Signal()
    """The cross was pressed."""

    @property
    def value(self) -> QWidget:
        """What is shown for the value: words, a choice, or the first of two dates."""
        shown = self._values.currentWidget()
        return shown if shown in (self.words, self.choice) else self.first

    def __init__(self, row: Row, counts: Counts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = counts
        self.field = Dropdown(self, name=_("Where"))
        for name, title in field_names().items():
            self.field.addItem(title, name)
        self.condition = Dropdown(self, name=_("Condition"))
        self.words = LineInput(name=_("Words"), hint=_("Words"))
        self.choice = Dropdown(self, name=_("Value"))
        hint = _("2019-03")
        self.first = LineInput(name=_("From"), hint=hint)
        self.last = LineInput(name=_("To"), hint=hint)
        dates = QWidget(self)
        both = QHBoxLayout(dates)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(6)
        both.addWidget(self.first)
        both.addWidget(self.last)
        self._values = QStackedWidget(self)
        for widget in (self.words, self.choice, dates):
            self._values.addWidget(widget)
        self._values.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cross = IconButton("x", _("Remove this row"), self, extent=30)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for box in (self.field, self.condition, self.choice):
            box.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        factor = Theme.current().factor
        for box, wide in ((self.field, _FIELD_WIDE), (self.condition, _CONDITION_WIDE)):
            box.setFixedWidth(round(wide * factor))
            layout.addWidget(box)
        layout.addWidget(self._values, 1)
        layout.addWidget(self.cross)
        self._show(row)
        self.field.currentIndexChanged.connect(self._field_changed)
        self.condition.currentIndexChanged.connect(self.changed)
        self.choice.currentIndexChanged.connect(self.changed)
        for line in (self.words, self.first, self.last):
            line.textChanged.connect(self.changed)
        self.cross.clicked.connect(self.removed)

    def row(self) -> Row:
        """What the row asks for."""
        field, said = str(self.field.currentData()), str(self.condition.currentData())
        condition = Condition(said.removeprefix("-"))
        value, until = self.words.text(), ""
        if condition is Condition.WITHIN:
            value, until = self.first.text(), self.last.text()
        elif field in FACET_OF:
            value = str(self.choice.currentData() or "")
        return Row(
            field=field,
            condition=condition,
            value=value,
            until=until,
            negated=said.startswith("-"),
        )

    def trouble(self) -> str:
        """What hinders, as a sentence; empty where nothing does."""
        if self.row().condition is not Condition.WITHIN:
            return ""
        typed = (line.text().strip() for line in (self.first, self.last))
        bad = [text for text in typed if text and not is_date(text)]
        return _("“{date}” is no date such as 2019, 2019-03 or 2019-03-14.").format(
            date=bad[0]
        ) if bad else ""  # fmt: skip

    def take_keyboard(self) -> None:
        """Put the keyboard where the value goes."""
        shown = self._values.currentWidget()
        (self.first if shown not in (self.words, self.choice) else shown).setFocus()

    def _show(self, row: Row) -> None:
        self.field.choose(row.field)
        self._fit(row.value)
        self.condition.choose(f"{'-' if row.negated else ''}{row.condition}")
        if row.condition is Condition.WITHIN:
            self.first.setText(row.value)
            self.last.setText(row.until)
        else:
            self.words.setText(row.value)

    def _fit(self, value: str = "") -> None:
        """Offer the conditions and values of the field."""
        field = str(self.field.currentData())
        self.condition.clear()
        for key, words in condition_names(field).items():
            self.condition.addItem(words, key)
        facet = FACET_OF.get(field)
        self.choice.clear()
        if facet is not None:
            counts = {each.value: each.count for each in self._counts.get(facet, ())}
            for known in dict.fromkeys((*counts, *((value,) if value else ()))):
                word = value_in_words(facet, known)
                told = f"{word}  {counts[known]:,}" if known in counts else word
                self.choice.addItem(told, known)
            self.choice.choose(value)
        dated = Condition.WITHIN in conditions_of(field)
        self._values.setCurrentIndex(2 if dated else 1 if facet is not None else 0)

    @Slot()
    def _field_changed(self) -> None:
        self.condition.blockSignals(True)
        self._fit()
        self.condition.blockSignals(False)
        self.changed.emit()
