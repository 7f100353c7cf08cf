"""Steps that several paths share: a sentence, a passphrase, a place for a file."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Slot

from app.translation import _
from app.ui.guided_step import Step
from app.ui.jobs import Lanes
from app.ui.keys.stick_picker import StickPicker
from app.ui.passphrase_choice import PassphraseChoice
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput


class PassphraseStep(Step):
    """A new passphrase, drawn or one's own.

    Args:
        sentence: Said above; may be changed with `told`.
        names: What an attacker knows: the archive's name, the person's.
    """

    def __init__(self, sentence: str, names: Iterable[str] = ()) -> None:
        super().__init__()
        self.told = self.say(sentence)
        self.choice = PassphraseChoice(names)
        self.column.addWidget(self.choice)
        self.choice.changed.connect(self.ready_changed)

    def missing(self) -> str:
        """The words are not learnt, or the two fields differ."""
        return self.choice.missing()

    def take_focus(self) -> None:
        """The choice in force."""
        self.choice.take_focus()

    def forget(self) -> None:
        """Empty everything."""
        self.choice.forget()


class HandOverStep(Step):
    """Nothing secret is shown: the next person sits down, the others look away."""

    def __init__(self) -> None:
        super().__init__()
        self.who = PlainLabel("", size=Size.READING, weight=600, wrap=True)
        self.column.addWidget(self.who)
        self.told = self.say("")

    def ask_for(self, who: str, what: str) -> None:
        """Say whose turn it is, and what comes."""
        self.who.setText(who)
        self.told.setText(what)


class FileStep(Step):
    """A place for one file that is to be written.

    Args:
        lanes: Reads folders.
        sentence: What the file is, and where it is best kept.
        name: The name offered; a dull one.
    """

    def __init__(self, lanes: Lanes, sentence: str, name: str) -> None:
        super().__init__()
        self._lanes, self._name = lanes, name
        self._path: Path | None = None
        self.told = self.say(sentence)
        self.where = LineInput(hint=_("No place chosen yet"))
        self.where.setReadOnly(True)
        self.choose = secondary_button(_("Choose a place…"), icon="folder")
        self.column.addWidget(Field(_("Key file"), self.where))
        self.column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(
            Banner(
                "",
                _("Without this file the passphrase opens nothing. Keep a second copy elsewhere."),
                tone=Tone.WARN,
            )
        )
        self.choose.clicked.connect(self._choose)

    @property
    def path(self) -> Path | None:
        """The file, once a place was chosen."""
        return self._path

    def missing(self) -> str:
        """No place was chosen."""
        return "" if self._path is not None else _("Choose where the file is to lie.")

    def take_focus(self) -> None:
        """The button that chooses."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def put_at(self, path: Path) -> None:
        """A place was chosen."""
        self._path = path
        self.where.setText(str(path))
        self.ready_changed.emit()

    @Slot()
    def _choose(self) -> None:
        picker = StickPicker(
            self.window(), self._lanes, _("Where the key file is to lie"), self._name
        )
        picker.placed.connect(self.put_at)
        picker.open()


def quiet(sentence: str) -> PlainLabel:
    """A sentence that recedes."""
    return PlainLabel(sentence, ink=Ink.TEXT3, size=Size.META, wrap=True)
