"""Choosing a passphrase: words drawn by chance, or one's own, typed twice."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.archive.passphrases import generated_passphrase, passphrase_words
from app.translation import _
from app.ui.hint_line import HintLine
from app.ui.passphrase_field import PassphraseField
from app.ui.passphrase_strength import Strength, estimate
from app.ui.tokens import Ground, Ink, Radius, Size
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.choices import CheckBox, RadioButton
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface

_FEW, _MANY = 6, 7
_INKS = {Strength.EASY: Ink.BAD, Strength.MIDDLING: Ink.WARN, Strength.STRONG: Ink.OK}


class PassphraseChoice(QWidget):
    """Six or seven drawn words, or one's own passphrase with an honest word on its strength.

    Args:
        names: What an attacker knows: the archive's name, the person's.
    """

    changed = Signal()
    """What is chosen, or what is missing, is different."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__()
        self._known = frozenset(passphrase_words())
        self._names = tuple(names)
        self._count = _FEW
        self.drawn_choice = RadioButton(_("Words drawn by chance (recommended)"))
        self.own_choice = RadioButton(_("A passphrase of your own"))
        self.drawn_choice.setChecked(True)
        self.words = PlainLabel(
            generated_passphrase(_FEW), size=Size.READING, weight=600, wrap=True
        )
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.words.setAccessibleDescription(_("Passphrase"))
        self.others = quiet_button(_("Others"), icon="dices")
        self.longer = quiet_button("")
        self.learnt = CheckBox(_("I have learnt it or written it down"))
        self.own = PassphraseField(name=_("Passphrase"))
        self.again = PassphraseField(name=_("Passphrase again"))
        self._own_field = Field(_("Passphrase"), self.own)
        self._again_field = Field(_("Again"), self.again)
        self._hints = HintLine(self.own, self.again)
        self._build()
        self.drawn_choice.toggled.connect(self._look)
        self.learnt.toggled.connect(self._look)
        self.own.changed.connect(self._look)
        self.again.changed.connect(self._look)
        self.others.clicked.connect(self._draw)
        self.longer.clicked.connect(self._change_length)
        self._look()

    def _build(self) -> None:
        self._card = Surface(Ground.LIST, radius=Radius.CARD)
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(16, 14, 12, 8)
        inner.setSpacing(6)
        inner.addWidget(self.words)
        acts = QHBoxLayout()
        acts.setSpacing(4)
        acts.addStretch(1)
        acts.addWidget(self.longer)
        acts.addWidget(self.others)
        inner.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (
            self.drawn_choice,
            self._card,
            self.learnt,
            self.own_choice,
            self._own_field,
            self._again_field,
            self._hints,
        ):
            column.addWidget(widget)

    def passphrase(self) -> str:
        """What was chosen."""
        return self.words.text() if self.drawn_choice.isChecked() else self.own.text()

    def missing(self) -> str:
        """The words are not learnt, or the two fields differ."""
        if self.drawn_choice.isChecked():
            return "" if self.learnt.isChecked() else _("Learn the words or write them down.")
        if not self.own.text():
            return _("Type a passphrase.")
        return "" if self.own.text() == self.again.text() else _("The two fields differ.")

    def take_focus(self) -> None:
        """The choice in force."""
        chosen: QWidget = self.drawn_choice if self.drawn_choice.isChecked() else self.own
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def know(self, names: Iterable[str]) -> None:
        """More names that a passphrase should not be made of."""
        self._names = tuple(names)
        self._look()

    def forget(self) -> None:
        """Empty everything."""
        self.words.setText("")
        self.own.clear()
        self.again.clear()

    def begin_anew(self) -> None:
        """Offer new words, for somebody else."""
        self.own.clear()
        self.again.clear()
        self.drawn_choice.setChecked(True)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.words.setText(generated_passphrase(self._count))
        self.learnt.setChecked(False)
        self._look()

    @Slot()
    def _change_length(self) -> None:
        self._count = _MANY if self._count == _FEW else _FEW
        self._draw()

    @Slot()
    def _look(self) -> None:
        drawn = self.drawn_choice.isChecked()
        self.longer.setText(_("Seven words") if self._count == _FEW else _("Six words"))
        self._card.setVisible(drawn)
        self.learnt.setVisible(drawn)
        self._own_field.setVisible(not drawn)
        self._again_field.setVisible(not drawn)
        self._hints.allow(not drawn)
        self._say_strength()
        self.changed.emit()

    def _say_strength(self) -> None:
        text = self.own.text()
        if not text:
            self._own_field.set_hint("")
            return
        found = estimate(text, self._known, self._names)
        said = _("{sentence} About {bits} bits.").format(
            sentence=found.strength.sentence, bits=round(found.bits)
        )
        self._own_field.set_hint(f"{said} {found.remark}".strip(), _INKS[found.strength])
