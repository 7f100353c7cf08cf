"""Steps of restoring and salvaging: which backup, and what opens it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.translation import _
from app.ui.credentials_form import CredentialsForm
from app.ui.guided_step import Step
from app.ui.jobs import Lanes
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.field import Field
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.text_input import LineInput


class BackupStep(Step):
    """Where the backup lies."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self.say(
            _(
                "The backup is read from end to end before anything is written. It stays as it "
                "is, and no archive is overwritten."
            )
        )
        self.where = LineInput("", hint=_("No backup chosen yet"))
        self.choose = secondary_button(_("Choose…"), icon="folder")
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.where, 1)
        row.addWidget(self.choose)
        self.column.addWidget(Field(_("Folder of the backup"), place))
        self.where.setAccessibleName(_("Folder of the backup"))
        self.choose.setAccessibleName(_("Choose the folder of the backup"))
        self.column.addStretch(1)
        self.where.textChanged.connect(self._typed)
        self.choose.clicked.connect(self._choose)

    def path(self) -> Path:
        """The backup's folder."""
        return Path(self.where.text().strip()).expanduser()

    def missing(self) -> str:
        """No folder is chosen, or it is not there."""
        if not self.where.text().strip():
            return _("Choose the folder of a backup.")
        return "" if self.path().is_dir() else _("This folder is not there.")

    def take_focus(self) -> None:
        """The button that chooses."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _typed(self) -> None:
        self.ready_changed.emit()

    @Slot()
    def _choose(self) -> None:
        start = self.path().parent if self.where.text().strip() else None
        picker = PlacePicker(self, self._lanes, _("Choose a backup"), Wanted.ARCHIVE, start=start)
        picker.picked.connect(self._chosen)
        picker.open()

    @Slot(object)
    def _chosen(self, paths: tuple[Path, ...]) -> None:
        self.where.setText(str(paths[0]))


class KeyStep(Step):
    """What opens the archive that the path begins from.

    Args:
        sentence: What is to be given here.
    """

    entered = Signal()
    """Enter was pressed in a field."""

    def __init__(self, lanes: Lanes, sentence: str) -> None:
        super().__init__()
        self.say(sentence)
        self.form = CredentialsForm(lanes)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.form.changed.connect(self.ready_changed)
        self.form.entered.connect(self.entered)

    def missing(self) -> str:
        """Nothing is given yet."""
        return "" if self.form.complete else _("Give what opens it.")

    def take_focus(self) -> None:
        """The field."""
        self.form.take_focus()

    def forget(self) -> None:
        """Let go of what was typed."""
        self.form.clear()
