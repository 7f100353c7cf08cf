"""What opens an archive, asked for on the lock screen, for a backup, for salvaging."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.translation import _
from app.ui.hint_line import HintLine
from app.ui.jobs import Lanes
from app.ui.keys.share_collector import ShareCollector
from app.ui.lock_ways import Attempt, KeyFileRow, Way
from app.ui.passphrase_field import PassphraseField
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import link_button
from app.ui.widgets.centred_rows import CentredRows
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput


class CredentialsForm(QWidget):
    """One way at a time; links lead to the others.

    Args:
        lanes: Reads folders and key files.
        links: Whether links lead to the other ways; without them somebody calls `show_way`.
    """

    changed = Signal()
    """Something was typed or chosen."""
    entered = Signal()
    """Enter was pressed in a field."""
    completed = Signal()
    """The last share that is needed was added."""

    def __init__(self, lanes: Lanes, parent: QWidget | None = None, *, links: bool = True) -> None:
        super().__init__(parent)
        self.way = Way.PASSPHRASE
        self._label = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META)
        self.passphrase = PassphraseField(self)
        self.hints = HintLine(self.passphrase)
        self.key_file = KeyFileRow(lanes)
        self.code = LineInput("", self, name=_("Recovery code"), hint="XXXX-XXXX-XXXX-XXXX-…")
        self.shares = ShareCollector(lanes)
        self.links = {way: link_button(way.link, self) for way in Way}
        for way, link in self.links.items():
            link.setAccessibleName(way.spoken)
            link.setProperty("way", way.value)
            link.clicked.connect(self._link_pressed)
        self._others = CentredRows(tuple(self.links.values()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            self._label,
            self.passphrase,
            self.hints,
            self.key_file,
            self.code,
            self.shares,
            self._others,
        ):
            column.addWidget(widget)
        self._others.setVisible(links)
        for signal in (
            self.passphrase.changed,
            self.key_file.changed,
            self.code.textChanged,
            self.shares.changed,
        ):
            signal.connect(self._tell)
        self.shares.completed.connect(self.completed)
        self.passphrase.entered.connect(self.entered)
        self.code.returnPressed.connect(self.entered)
        self.show_way(Way.PASSPHRASE)

    def show_way(self, way: Way) -> None:
        """Ask for something else; what was typed for the old way is let go of."""
        self.way = way
        self.clear()
        self._label.setText(way.label)
        self.passphrase.setVisible(way in (Way.PASSPHRASE, Way.KEY_FILE))
        self.key_file.setVisible(way is Way.KEY_FILE)
        self.hints.allow(way in (Way.PASSPHRASE, Way.KEY_FILE))
        self.code.setVisible(way is Way.CODE)
        self.shares.setVisible(way is Way.SHARES)
        for each, link in self.links.items():
            link.setVisible(each is not way)
        self._others.arrange()
        self.take_focus()
        self.changed.emit()

    @property
    def complete(self) -> bool:
        """Whether all that the way needs is there."""
        return {
            Way.PASSPHRASE: bool(self.passphrase.text()),
            Way.KEY_FILE: bool(self.passphrase.text()) and self.key_file.path is not None,
            Way.CODE: bool(self.code.text().strip()),
            Way.SHARES: self.shares.complete,
        }[self.way]

    def attempt(self) -> Attempt:
        """What is given; shown nowhere."""
        return Attempt(
            way=self.way,
            passphrase=self.passphrase.text(),
            key_file=self.key_file.path,
            code=self.code.text(),
            shares=self.shares.shares(),
        )

    def clear(self) -> None:
        """Let go of everything that was given."""
        self.passphrase.clear()
        self.key_file.take(None)
        self.code.setText("")  # unlike `clear`, this cannot be undone
        self.shares.clear()

    def take_focus(self) -> None:
        """Put the keyboard where the way begins."""
        match self.way:
            case Way.SHARES:
                self.shares.take_focus()
            case Way.CODE:
                self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            case Way.KEY_FILE if self.key_file.path is None:
                self.key_file.take_focus()
            case _:
                self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _link_pressed(self) -> None:
        link = self.sender()
        self.show_way(Way(str(link.property("way"))))

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
