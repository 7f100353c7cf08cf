"""How to search: each sign with an example from the open archive that one press tries."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.archive.search_examples import Example, ExampleKind
from app.translation import _
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import Button, ButtonKind, link_button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.plain_label import PlainLabel

_WIDTH = 640


def explained() -> dict[ExampleKind, tuple[str, str]]:
    """What each kind of example finds, and how it is typed where the archive has none."""
    return {
        ExampleKind.WORD: (_("the word in every form"), "ferry"),
        ExampleKind.WORDS: (_("records with both words"), "ferry guard"),
        ExampleKind.PHRASE: (_("exactly these words, in this order"), '"forced return"'),
        ExampleKind.EITHER: (_("either word"), "ferry OR boat"),
        ExampleKind.WITHOUT: (_("the first without the second"), "ferry -guard"),
        ExampleKind.BEGINNING: (_("words that begin like this"), "repatriat*"),
        ExampleKind.NEARLY: (_("words that are written nearly so"), "repatriaton~"),
        ExampleKind.TITLE: (_("in titles only; text: and source: likewise"), "title:ferry"),
        ExampleKind.TAG: (_("with this tag"), "tag:river"),
        ExampleKind.PLACE: (_("this place"), 'place:"Sarn valley"'),
        ExampleKind.PERSON: (_("this person, by pseudonym"), "person:Juniper"),
        ExampleKind.PROPERTY: (_("this kind; status:, risk: likewise"), "kind:testimony"),
        ExampleKind.LANGUAGE: (_("in this language"), "lang:ko"),
        ExampleKind.YEARS: (_("whose date may fall in that span"), "date:[2019 TO 2021-06]"),
    }


class SearchHelp(Dialog):
    """A table of what can be typed. Examples that find something here can be pressed.

    Args:
        over: A widget of the window to cover.
        examples: Of this archive; of a kind without one the table shows how it is typed.
    """

    tried = Signal(str)
    """The question of the example that was pressed."""
    builder_wanted = Signal()
    """Rows are liked better than signs."""

    def __init__(self, over: QWidget, examples: Sequence[Example]) -> None:
        super().__init__(over, _("How to search"), width=_WIDTH)
        self.buttons: list[Button] = []
        told = (
            _("These find something in this archive; press one to try it.")
            if examples
            else _("The archive has nothing to find yet. This is how questions are typed.")
        )
        self.body.addWidget(PlainLabel(told, self.card, ink=Ink.TEXT2, wrap=True))
        self._table = QWidget(self.card)
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self._table)
        self._fill(examples)
        self.add_button("rows", _("Build a question…"), ButtonKind.QUIET)
        self.add_button("close", _("Close"), ButtonKind.PRIMARY)
        self.chosen.connect(self._chosen)

    def _fill(self, examples: Sequence[Example]) -> None:
        """Where the archive has no example, the sign is shown without a link."""
        known = {each.kind: each for each in examples}
        for at, (kind, (meaning, otherwise)) in enumerate(explained().items()):
            example = known.get(kind)
            if example is not None:
                self._grid.addWidget(
                    self._link(example, meaning), at, 0, Qt.AlignmentFlag.AlignLeading
                )
            else:
                self._grid.addWidget(PlainLabel(otherwise, self._table, ink=Ink.TEXT2), at, 0)
            self._grid.addWidget(PlainLabel(meaning, self._table, wrap=True), at, 1)
            if example is not None:
                found = _("{count} found").format(count=f"{example.count:,}")
                label = PlainLabel(found, self._table, ink=Ink.TEXT3, size=Size.META, tabular=True)
                self._grid.addWidget(label, at, 2, Qt.AlignmentFlag.AlignTrailing)

    def _link(self, example: Example, meaning: str) -> Button:
        button = link_button(example.text.replace("&", "&&"), self._table)
        button.setProperty("question", example.text)
        button.setAccessibleDescription(meaning)
        button.clicked.connect(self._try)
        self.buttons.append(button)
        return button

    @Slot()
    def _try(self) -> None:
        button = self.sender()
        text = str(button.property("question")) if button is not None else ""
        self.close_sheet()
        self.tried.emit(text)

    @Slot(str)
    def _chosen(self, key: str) -> None:
        if key == "rows":
            self.builder_wanted.emit()
