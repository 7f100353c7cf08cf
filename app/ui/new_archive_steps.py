"""The four steps of the path to a new archive."""

import secrets
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.archive.passphrases import generated_passphrase, passphrase_words
from app.translation import _
from app.ui.folder_listing import ARCHIVE_SUFFIX
from app.ui.jobs import Lanes
from app.ui.passphrase_field import PassphraseField
from app.ui.passphrase_strength import Strength, estimate
from app.ui.tokens import Ground, Ink, Radius, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.choices import CheckBox, RadioButton
from app.ui.widgets.field import Field
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface
from app.ui.widgets.text_input import LineInput


class Step(QWidget):
    """One step. `missing` says why one cannot go on yet."""

    ready_changed = Signal()
    """What is missing is different."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def missing(self) -> str:
        """A sentence on what is missing; empty when one can go on."""
        return ""

    def take_focus(self) -> None:
        """Put the keyboard where the step begins."""

    def say(self, sentence: str, ink: Ink = Ink.TEXT2) -> PlainLabel:
        """Add a sentence."""
        label = PlainLabel(sentence, ink=ink, wrap=True)
        self.column.addWidget(label)
        return label


class PlaceStep(Step):
    """Name and folder."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._folder = default_folder()
        self.name = LineInput(dull_name())
        self._choose = secondary_button(_("Choose…"), icon="folder")
        self._where = LineInput(str(self._folder))
        self._where.textChanged.connect(self._typed)
        self._name_field = Field(
            _("Name"),
            self.name,
            hint=_(
                "The name lies outside the encryption: whoever finds the folder can read it. "
                "Choose a dull one."
            ),
        )
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._where, 1)
        row.addWidget(self._choose)
        self._place_field = Field(_("Folder"), place)
        self._where.setAccessibleName(_("Folder"))
        self.column.addWidget(self._name_field)
        self.column.addWidget(self._place_field)
        self.column.addStretch(1)
        self.name.textChanged.connect(self._typed)
        self._choose.clicked.connect(self._choose_folder)
        self._typed()

    def path(self) -> Path:
        """The archive's folder."""
        return self._folder / f"{self.name.text().strip()}{ARCHIVE_SUFFIX}"

    def missing(self) -> str:
        """A name is missing or taken, or the folder is not there."""
        name = self.name.text().strip()
        if not name:
            return _("Give it a name.")
        if name.startswith(".") or any(letter in '/\\:*?"<>|\0' for letter in name):
            return _("The name holds a sign that not every disk can keep.")
        if len(name.encode()) > 200:
            return _("The name is too long for a folder.")
        if not self._folder.is_dir():
            return _("This folder is not there.")
        if self.path().exists():
            return _("There is an archive of this name already.")
        return ""

    def take_focus(self) -> None:
        """The name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    @Slot()
    def _typed(self) -> None:
        self._folder = Path(self._where.text()).expanduser()
        self._place_field.set_hint(str(self.path()))
        self.ready_changed.emit()

    @Slot()
    def _choose_folder(self) -> None:
        picker = PlacePicker(
            self, self._lanes, _("Choose a folder"), Wanted.FOLDER, start=self._folder
        )
        picker.picked.connect(self._chosen)
        picker.open()

    @Slot(object)
    def _chosen(self, paths: tuple[Path, ...]) -> None:
        self._where.setText(str(paths[0]))


class PassphraseStep(Step):
    """Six drawn words, or one's own."""

    def __init__(self) -> None:
        super().__init__()
        self._known = frozenset(passphrase_words())
        self._drawn_choice = RadioButton(_("Six words drawn by chance (recommended)"))
        self._own_choice = RadioButton(_("A passphrase of your own"))
        self._drawn_choice.setChecked(True)
        self._words = PlainLabel(generated_passphrase(), size=Size.READING, weight=600, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._learnt = CheckBox(_("I have learnt it or written it down"))
        self.own = PassphraseField(name=_("Passphrase"))
        self.again = PassphraseField(name=_("Passphrase again"))
        self._own_field = Field(_("Passphrase"), self.own)
        self._again_field = Field(_("Again"), self.again)
        self._build()

    def _build(self) -> None:
        card = Surface(Ground.LIST, radius=Radius.CARD)
        inner = QHBoxLayout(card)
        inner.setContentsMargins(16, 14, 12, 14)
        inner.addWidget(self._words, 1)
        self._another = quiet_button(_("Others"), icon="dices")
        inner.addWidget(self._another, 0, Qt.AlignmentFlag.AlignTop)
        self._card = card
        self.column.addWidget(self._drawn_choice)
        self.column.addWidget(card)
        self.column.addWidget(self._learnt)
        self.column.addWidget(self._own_choice)
        self.column.addWidget(self._own_field)
        self.column.addWidget(self._again_field)
        self.say(
            _(
                "Nobody can open the archive without it or the recovery code, "
                "and nobody can send you a new one."
            ),
            Ink.TEXT3,
        )
        self.column.addStretch(1)
        self._drawn_choice.toggled.connect(self._look)
        self._learnt.toggled.connect(self._look)
        self.own.changed.connect(self._look)
        self.again.changed.connect(self._look)
        self._another.clicked.connect(self._draw)
        self._look()

    def passphrase(self) -> str:
        """What was chosen."""
        return self._words.text() if self._drawn_choice.isChecked() else self.own.text()

    def missing(self) -> str:
        """The words are not learnt, or the two fields differ."""
        if self._drawn_choice.isChecked():
            return "" if self._learnt.isChecked() else _("Learn the words or write them down.")
        if not self.own.text():
            return _("Type a passphrase.")
        return "" if self.own.text() == self.again.text() else _("The two fields differ.")

    def take_focus(self) -> None:
        """The choice in force."""
        chosen = self._drawn_choice if self._drawn_choice.isChecked() else self.own
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty everything."""
        self._words.setText("")
        self.own.clear()
        self.again.clear()

    @Slot()
    def _draw(self) -> None:
        self._words.setText(generated_passphrase())
        self._learnt.setChecked(False)

    @Slot()
    def _look(self) -> None:
        drawn = self._drawn_choice.isChecked()
        self._card.setVisible(drawn)
        self._learnt.setVisible(drawn)
        self._own_field.setVisible(not drawn)
        self._again_field.setVisible(not drawn)
        text = self.own.text()
        if text:
            found = estimate(text, self._known)
            ink = {Strength.EASY: Ink.BAD, Strength.MIDDLING: Ink.WARN, Strength.STRONG: Ink.OK}
            self._own_field.set_hint(
                _("{sentence} About {bits} bits.").format(
                    sentence=found.strength.sentence, bits=round(found.bits)
                ),
                ink[found.strength],
            )
        else:
            self._own_field.set_hint("")
        self.ready_changed.emit()


class CodeStep(Step):
    """The recovery code, shown once."""

    def __init__(self) -> None:
        super().__init__()
        self.say(
            _(
                "This code opens the archive if the passphrase is forgotten. It is shown only "
                "now. Write it on paper and keep it away from this computer."
            )
        )
        self.code = PlainLabel("", size=Size.RECORD, weight=600, tabular=True, wrap=True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = Surface(Ground.LIST, radius=Radius.CARD)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 18, 16, 18)
        inner.addWidget(self.code)
        self.column.addWidget(card)
        self.written = CheckBox(_("I wrote it down"))
        self.written.toggled.connect(self.ready_changed)
        self.column.addWidget(self.written)
        self.column.addWidget(
            Banner(
                "",
                _("Who holds the paper can open the archive. Letters O, I, L and U do not occur."),
                tone=Tone.INFO,
            )
        )
        self.column.addStretch(1)

    def show_code(self, code: str) -> None:
        """Show it, in two lines of four groups."""
        groups = code.split("-")
        half = len(groups) // 2
        self.code.setText("  ".join(groups[:half]) + "\n" + "  ".join(groups[half:]))
        self.code.setAccessibleName(code)

    def forget(self) -> None:
        """Take it off the screen."""
        self.code.setText("")
        self.code.setAccessibleName("")

    def missing(self) -> str:
        """It is not written down."""
        return "" if self.written.isChecked() else _("Write the code down first.")

    def take_focus(self) -> None:
        """The check."""
        self.written.setFocus(Qt.FocusReason.OtherFocusReason)


class BeginStep(Step):
    """Sample records, or empty."""

    def __init__(self) -> None:
        super().__init__()
        self._empty = RadioButton(_("Begin with an empty archive"))
        self._samples = RadioButton(_("Look around first, with invented records"))
        self._empty.setChecked(True)
        self.column.addWidget(self._empty)
        self.column.addWidget(self._samples)
        self.say(
            _("The invented records say that they are invented, and can be deleted together."),
            Ink.TEXT3,
        )
        self.column.addStretch(1)

    def with_samples(self) -> bool:
        """Whether sample records are wanted."""
        return self._samples.isChecked()

    def choose_samples(self) -> None:
        """Ask for the sample records."""
        self._samples.setChecked(True)

    def take_focus(self) -> None:
        """The first choice."""
        self._empty.setFocus(Qt.FocusReason.OtherFocusReason)


def dull_name() -> str:
    """A name for an archive that says nothing about what is in it."""
    names = (
        _("Blue notebook"),
        _("Receipts"),
        _("Allotment"),
        _("Recipes"),
        _("House papers"),
        _("Old letters"),
        _("Bicycle"),
        _("Garden notes"),
    )
    return secrets.choice(names)


def default_folder() -> Path:
    """Where a new archive is offered to lie."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
