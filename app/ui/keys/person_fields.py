"""A person's name and initials. Both stand inside the encryption, and both may be left out."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.translation import _
from app.ui.tokens import Ink, Size
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput

LONGEST_NAME, LONGEST_INITIALS = 80, 8
_INITIALS_WIDTH = 120


def initials_of(name: str) -> str:
    """The first letters of the words of a name, three at most; empty where it has one word only.

    One word alone, as names are written in Chinese or Korean, has no initials that anybody uses:
    the person says what they want to be shown as.
    """
    words = name.replace("-", " ").split()
    return "".join(word[0].upper() for word in words[:3]) if len(words) > 1 else ""


class PersonFields(QWidget):
    """Name and initials side by side; initials are offered until somebody types their own.

    Args:
        hint: A sentence below both.
    """

    changed = Signal()
    """Either is different."""

    def __init__(self, hint: str, *, person: str = "", initials: str = "") -> None:
        super().__init__()
        self.person = LineInput(person)
        self.person.setMaxLength(LONGEST_NAME)
        self.initials = LineInput(initials)
        self.initials.setMaxLength(LONGEST_INITIALS)
        self._offered = initials if initials == initials_of(person) else None
        short = Field(_("Initials"), self.initials)
        short.setMaximumWidth(_INITIALS_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(_("Name"), self.person), 1)
        row.addWidget(short)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(PlainLabel(hint, ink=Ink.TEXT3, size=Size.META, wrap=True))
        self.person.setAccessibleDescription(hint)
        self.person.textChanged.connect(self._offer)
        self.initials.textEdited.connect(self._typed)
        self.initials.textChanged.connect(self.changed)

    def answer(self) -> tuple[str, str]:
        """Name and initials, without spaces around them."""
        name = " ".join(self.person.text().split())
        return name, "".join(self.initials.text().split())

    def take_focus(self) -> None:
        """The name."""
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Empty both."""
        self._offered = ""
        self.person.clear()
        self.initials.clear()

    @Slot(str)
    def _offer(self, name: str) -> None:
        if self._offered is not None:
            self._offered = initials_of(name)
            self.initials.setText(self._offered)
        self.changed.emit()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._offered = None if text else ""
