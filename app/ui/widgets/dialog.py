"""Dialogs: what happened, what is safe, what you can do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import SatchelError
from app.translation import _
from app.ui.direction import set_margins
from app.ui.tokens import Grid, IconSize, Ink, Size
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.fitting_area import FittingArea
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.sheet import Sheet


class Dialog(Sheet):
    """A titled card with a row of buttons. Fill `body`, add buttons, `open`.

    Args:
        over: A widget of the window to cover.
        title: What it is about, in sentence case.
        width: In logical pixels.
    """

    chosen = Signal(str)
    """The key of the button pressed; the dialog has closed."""

    def __init__(
        self, over: QWidget, title: str, *, width: int = Grid.DIALOG_WIDTH, closable: bool = True
    ) -> None:
        super().__init__(over, width=width, closable=closable)
        self.title = PlainLabel(title, self.card, size=Size.DIALOG, weight=600, wrap=True)
        self.card.setWindowTitle(title)
        self.card.setAccessibleName(title)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(14)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        layout = QVBoxLayout(self.card)
        set_margins(layout, 28, 24, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        self.area = FittingArea(content, self.card)
        layout.addWidget(self.area, 1)
        layout.addLayout(self._foot)
        self._primary: Button | None = None

    def add_section(self, icon: str, ink: Ink, heading: str, sentence: str) -> None:
        """Add an icon with a heading and a sentence; an empty sentence adds nothing."""
        if not sentence:
            return
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(PlainLabel(heading, self.card, size=Size.TITLE, weight=600))
        words.addWidget(PlainLabel(sentence, self.card, ink=Ink.TEXT2, size=Size.TITLE, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        mark = IconMark(icon, self.card, ink=ink, size=IconSize.RAIL)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def add_button(
        self, key: str, text: str, kind: ButtonKind = ButtonKind.SECONDARY, *, icon: str = ""
    ) -> Button:
        """Add a button; the primary one answers Enter and has the keyboard at first.

        Args:
            key: Comes with `chosen`.
            text: A verb, with the real consequence where something is destroyed.
        """
        button = Button(text, self.card, kind=kind, icon=icon)
        button.setProperty("key", key)
        button.clicked.connect(self._choose)
        if kind is ButtonKind.QUIET:
            self._foot.insertWidget(0, button)
        else:
            self._foot.addWidget(button)
        if kind is ButtonKind.PRIMARY:
            button.setDefault(True)
            self._primary = button
        return button

    def fit(self) -> None:
        """What is in `body` grew or shrank."""
        self.body.activate()
        self.area.updateGeometry()
        super().fit()

    def first_focus(self) -> QWidget | None:
        """The primary button, where there is one."""
        return self._primary if self._primary is not None else super().first_focus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Bring into sight what Tab has reached, also from the buttons below."""
        moved = super().focusNextPrevChild(forward)
        reached = QApplication.focusWidget()
        if reached is not None and self.area.isAncestorOf(reached):
            self.area.ensureWidgetVisible(reached)
        return moved

    def _choose(self) -> None:
        button = self.sender()
        key = str(button.property("key")) if button is not None else ""
        self.close_sheet()
        self.chosen.emit(key)


def trouble_dialog(
    over: QWidget, title: str, *, happened: str, safe: str, advice: str, again: str = ""
) -> Dialog:
    """What happened, what is safe, what you can do. Not opened yet; more buttons may be added.

    Args:
        title: What could not be done.
        happened: One sentence.
        safe: What did not change.
        advice: One sentence on what to do; may be empty.
        again: The word of the primary button with the key `again`; without it, Close is primary.
    """
    made = Dialog(over, title)
    made.add_section("circle-alert", Ink.BAD, _("What happened"), happened)
    made.add_section("shield-check", Ink.OK, _("What is safe"), safe)
    made.add_section("arrow-right", Ink.ACCENT, _("What you can do"), advice)
    made.add_button("close", _("Close"), ButtonKind.SECONDARY if again else ButtonKind.PRIMARY)
    if again:
        made.add_button("again", again, ButtonKind.PRIMARY)
    return made


def error_dialog(over: QWidget, title: str, error: SatchelError, *, safe: str = "") -> Dialog:
    """A dialog for an error that a person can act on."""
    return trouble_dialog(
        over,
        title,
        happened=error.happened,
        safe=safe or _("Nothing in the archive was changed."),
        advice=error.advice,
    )


def question_dialog(
    over: QWidget, title: str, sentence: str, *, act: str, key: str = "act", harm: bool = False
) -> Dialog:
    """A question whose button says the consequence ("Destroy 3 records").

    Args:
        act: The word of the button that does it; its key is `key`.
        harm: It cannot be undone: Cancel is primary then.
    """
    made = Dialog(over, title)
    made.body.addWidget(PlainLabel(sentence, made.card, ink=Ink.TEXT2, size=Size.TITLE, wrap=True))
    if harm:
        made.add_button(key, act, ButtonKind.HARM)
        made.add_button("cancel", _("Cancel"), ButtonKind.PRIMARY)
    else:
        made.add_button("cancel", _("Cancel"))
        made.add_button(key, act, ButtonKind.PRIMARY)
    return made
