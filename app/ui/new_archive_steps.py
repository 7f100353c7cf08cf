"""The steps of the path to a new archive: where, the passphrase, what to begin with."""

import secrets
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.store.synced_folder import synced_by
from app.translation import _
from app.ui.folder_listing import ARCHIVE_SUFFIX
from app.ui.guided_step import Step
from app.ui.jobs import Lane, Lanes
from app.ui.keys.person_fields import PersonFields
from app.ui.passphrase_choice import PassphraseChoice
from app.ui.tokens import Ink, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.choices import RadioButton
from app.ui.widgets.field import Field
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.rule import Rule
from app.ui.widgets.text_input import LineInput


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
        self.cloud = Banner(tone=Tone.WARN)
        self.cloud.hide()
        self.column.addWidget(self._place_field)
        self.column.addWidget(self.cloud)
        self.column.addStretch(1)
        self.name.textChanged.connect(self._typed)
        self._choose.clicked.connect(self._choose_folder)
        self._where.textChanged.connect(self._look_for_cloud)
        self._typed()
        self._look_for_cloud()

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
    def _look_for_cloud(self) -> None:
        folder = self._folder
        job = self._lanes.submit(
            Lane.BROWSE, lambda _progress: synced_by(folder) or "", topic="place-cloud"
        )
        job.finished.connect(self._show_cloud)

    @Slot(object)
    def _show_cloud(self, service: str) -> None:
        if service:
            self.cloud.say(
                _("{service} copies this folder to other computers").format(service=service),
                _(
                    "The copies are encrypted, but keep what you destroy here, and two computers "
                    "that write at once harm the archive. Another folder is safer."
                ),
                tone=Tone.WARN,
            )
        self.cloud.setVisible(bool(service))

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
    """Drawn words, or one's own."""

    def __init__(self) -> None:
        super().__init__()
        self.choice = PassphraseChoice()
        self.column.addWidget(self.choice)
        self.say(
            _(
                "Nobody can open the archive without it or the recovery code, "
                "and nobody can send you a new one."
            ),
            Ink.TEXT3,
        )
        self.column.addStretch(1)
        self.choice.changed.connect(self.ready_changed)
        self._learnt, self._words = self.choice.learnt, self.choice.words
        self._own_choice = self.choice.own_choice
        self.own, self.again = self.choice.own, self.choice.again

    def passphrase(self) -> str:
        """What was chosen."""
        return self.choice.passphrase()

    def missing(self) -> str:
        """The words are not learnt, or the two fields differ."""
        return self.choice.missing()

    def take_focus(self) -> None:
        """The choice in force."""
        self.choice.take_focus()

    def forget(self) -> None:
        """Empty everything."""
        self.choice.forget()


class BeginStep(Step):
    """Who works here, if they want to say; sample records, or empty."""

    def __init__(self) -> None:
        super().__init__()
        self.person = PersonFields(
            _(
                "Both are optional and lie inside the encryption. History and the audit log show "
                "the initials beside what you do."
            )
        )
        self.column.addWidget(self.person)
        self.column.addWidget(Rule())
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
