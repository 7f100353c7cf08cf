"""The fields of a draft, each with how sure it is and where it comes from."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.intake import review
from app.intake.draft import Draft
from app.intake.draft import Field as DraftField
from app.translation import _
from app.ui.intake.field_values import (
    authors_text,
    certainty_of,
    date_text,
    kind_key,
    kinds,
    read_authors,
    read_date,
    read_kind,
    source_of_field,
)
from app.ui.intake.language_choice import fill_languages
from app.ui.intake.step_input import StepInput
from app.ui.theme import Theme
from app.ui.tokens import Ink
from app.ui.widgets.buttons import link_button
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field

_BESIDE_FROM = 300
# Name, whether it takes a whole row.
_ORDER = (
    ("title", True),
    ("authors", False),
    ("publisher", False),
    ("published", False),
    ("updated", False),
    ("kind", False),
    ("languages", False),
    ("place", True),
)
_DATES = ("published", "updated")


class FieldsForm(QWidget):
    """Shows a draft's fields and says what is typed; it changes no draft itself."""

    edited = Signal(str, object)
    """The field's name, and a function from draft to draft that makes the change."""
    misread = Signal()
    """What was typed is not understood; `wrong` says so."""
    reached = Signal(object)
    """The keyboard is in a field: the lines it comes from, as a tuple."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._wrong: set[str] = set()
        self._texts: dict[str, str] = {}
        self._lines = {
            name: StepInput("", self)
            for name in ("title", "authors", "publisher", "published", "updated", "place")
        }
        self.kind = Dropdown(self)
        self.language = Dropdown(self)
        for key, word in kinds():
            self.kind.addItem(word, key)
        self._controls: dict[str, QWidget] = {
            **self._lines,
            "kind": self.kind,
            "languages": self.language,
        }
        words = _labels()
        self.fields = {
            name: Field(words[name], control, self) for name, control in self._controls.items()
        }
        self.suggestion = link_button("", self)
        self._grid = QGridLayout(self)
        self._columns = 0
        self._build()

    def _build(self) -> None:
        for name, control in self._controls.items():
            control.setProperty("field", name)
            control.installEventFilter(self)
            control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for line in self._lines.values():
            line.textEdited.connect(self._typed)
        for box in (self.kind, self.language):
            box.activated.connect(self._chosen)
        for name in _DATES:
            self._lines[name].setPlaceholderText(_("leave empty"))
        self.suggestion.clicked.connect(self._take_suggestion)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        published = self.fields["published"].layout()
        assert isinstance(published, QVBoxLayout)
        published.addWidget(self.suggestion, 0, Qt.AlignmentFlag.AlignLeft)
        self._arrange(2)

    def stops(self) -> list[QWidget]:
        """The controls in the order of reading."""
        found: list[QWidget] = []
        for name, _whole in _ORDER:
            found.append(self._controls[name])
            if name == "published":
                found.append(self.suggestion)
        return found

    @property
    def wrong(self) -> bool:
        """Whether something typed is not understood."""
        return bool(self._wrong)

    def line(self, name: str) -> StepInput:
        """The line of a field: title, authors, publisher, published, updated or place."""
        return self._lines[name]

    def show_draft(self, draft: Draft, *, fixed: bool) -> None:
        """Show a draft. What is being typed is left alone where it means the same.

        Args:
            fixed: It is in the archive, or discarded: fields can be read only.
        """
        other = self._draft is None or self._draft.first_line != draft.first_line
        self._draft = draft
        if other:
            self._wrong.clear()
        texts = {
            "title": draft.title.value,
            "authors": authors_text(draft.authors.value),
            "publisher": draft.publisher.value,
            "place": draft.place.value,
            "published": date_text(draft.published.value),
            "updated": date_text(draft.updated.value),
        }
        for name, text in texts.items():
            self._show_text(name, text, other)
            self._lines[name].setReadOnly(fixed)
        self.kind.choose(kind_key(draft))
        fill_languages(self.language, draft.languages.value)
        for box in (self.kind, self.language):
            box.setEnabled(not fixed)
        for name, field in self.fields.items():
            value: DraftField[object] = getattr(draft, name)
            field.set_certainty(certainty_of(value))
            if name not in self._wrong:
                field.set_hint(source_of_field(value))
        self._show_suggestion(draft, fixed)

    def _show_text(self, name: str, text: str, other: bool) -> None:
        line, unchanged = self._lines[name], text == self._texts.get(name)
        self._texts[name] = text
        if not other and name in self._wrong and unchanged:
            return
        # Spaces at the end, or a semicolon just typed, must not vanish under the fingers.
        if other or self._meaning(name, line.text()) != self._meaning(name, text):
            self._wrong.discard(name)
            line.setText(text)
            line.setCursorPosition(0)

    @staticmethod
    def _meaning(name: str, text: str) -> object:
        if name in _DATES:
            return read_date(text)
        return read_authors(text) if name == "authors" else text.strip()

    def _show_suggestion(self, draft: Draft, fixed: bool) -> None:
        suggested = draft.suggested_published.value if draft.published.value is None else None
        self.suggestion.setVisible(suggested is not None and not fixed)
        if suggested is not None:
            self.suggestion.setText(_("Use {}").format(date_text(suggested)))
            self.suggestion.setAccessibleDescription(draft.suggested_published.reason)
            if "published" not in self._wrong:
                self.fields["published"].set_hint(source_of_field(draft.suggested_published))

    # What is typed

    @Slot(str)
    def _typed(self, text: str) -> None:
        sender = self.sender()
        name = str(sender.property("field")) if sender is not None else ""
        change: Callable[[Draft], Draft]
        match name:
            case "title":
                change = lambda draft: review.retitle(draft, text)  # noqa: E731
            case "authors":
                change = lambda draft: review.set_authors(draft, read_authors(text))  # noqa: E731
            case "publisher":
                change = lambda draft: review.set_publisher(draft, text)  # noqa: E731
            case "place":
                change = lambda draft: review.set_place(draft, text)  # noqa: E731
            case _:
                self._typed_date(name, text)
                return
        self.edited.emit(name, change)

    def _typed_date(self, name: str, text: str) -> None:
        understood, date = read_date(text)
        if not understood:
            self._wrong.add(name)
            hint = _("Write it as 2025-10-15, 2025-10 or 2025.")
            self.fields[name].set_hint(hint, Ink.WARN)
            self.misread.emit()
            return
        was_wrong = name in self._wrong
        self._wrong.discard(name)
        setter = review.set_published if name == "published" else review.set_updated
        self.edited.emit(name, lambda draft: setter(draft, date))
        if was_wrong:
            self.misread.emit()

    @Slot(int)
    def _chosen(self, _number: int) -> None:
        if self.sender() is self.language:
            self._choose_language(str(self.language.currentData()))
            return
        kind, article_type = read_kind(str(self.kind.currentData()))

        def change(draft: Draft) -> Draft:
            changed = review.set_kind(draft, kind)
            return review.set_article_type(changed, article_type) if article_type else changed

        self.edited.emit("kind", change)

    def _choose_language(self, tag: str) -> None:
        def change(draft: Draft) -> Draft:
            others = tuple(each for each in draft.languages.value[1:] if each != tag)
            return review.set_languages(draft, (tag, *others))

        self.edited.emit("languages", change)

    @Slot()
    def _take_suggestion(self) -> None:
        self.edited.emit("suggestion", review.take_suggested_date)
        self._lines["published"].setFocus()

    # Focus and width

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which lines the field with the keyboard comes from."""
        if event.type() is QEvent.Type.FocusIn and self._draft is not None:
            name = str(watched.property("field"))
            lines: tuple[int, ...] = getattr(self._draft, name).lines
            if name == "published" and not lines:
                lines = self._draft.suggested_published.lines
            self.reached.emit(lines)
        elif event.type() is QEvent.Type.FocusOut:
            self.reached.emit(())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields stand below each other where they have no room beside."""
        self._arrange(2 if self.width() >= _BESIDE_FROM * Theme.current().factor else 1)
        super().resizeEvent(event)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        row = column = 0
        for name, whole in _ORDER:
            span = columns if whole else 1
            if column + span > columns:
                row, column = row + 1, 0
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(self.fields[name], row, column, 1, span, top)
            column += span
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


def _labels() -> dict[str, str]:
    return {
        "title": _("Title"),
        "authors": _("Authors"),
        "publisher": _("Publisher"),
        "published": _("Published"),
        "updated": _("Updated"),
        "kind": _("Kind"),
        "languages": _("Language"),
        "place": _("Place"),
    }
