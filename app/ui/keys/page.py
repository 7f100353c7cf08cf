"""The page of keys: every key as a card, then what can be added, then new keys for everything."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import SatchelError
from app.translation import _
from app.ui.direction import set_margins
from app.ui.keys.actions import KeyActions
from app.ui.keys.slot_card import SlotCard
from app.ui.keys.work import KeyState
from app.ui.theme import Theme
from app.ui.tokens import Ground, Ink, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.empty_state import ActionCard
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.section_header import SectionHeader
from app.ui.widgets.surface import Surface

_MEASURE = 720
_SMALLEST = QSize(240, 120)


class _Area(QScrollArea):
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(event.rect(), QColor(Theme.current().tokens.page))
        super().paintEvent(event)


class KeysPage(QWidget):
    """Shows a `KeyState`; the cards' wishes are passed on."""

    change_wanted = Signal(object)
    """A new passphrase for this `KeySlot`."""
    name_wanted = Signal(object)
    """Another name for this `KeySlot`."""
    practise_wanted = Signal(object)
    """Try the shares of this `KeySlot`."""
    remove_wanted = Signal(object)
    """This `KeySlot` is to open nothing any more."""
    go_on_wanted = Signal()
    """The unfinished change of all keys is to go on."""
    again_wanted = Signal()
    """The keys could not be read; look again."""

    def __init__(self, acts: KeyActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[SlotCard] = []
        self._ways: list[ActionCard] = []
        self.notice = Banner(parent=self)
        self.notice.hide()
        self._failed = False
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        body = Surface(Ground.PAGE)
        body.setMinimumSize(_SMALLEST)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(
            PlainLabel(
                _(
                    "Each of these opens the archive. Whoever works here best has a passphrase "
                    "of their own: history and the audit log then name them."
                ),
                ink=Ink.TEXT2,
                wrap=True,
            )
        )
        column.addLayout(self._list)
        column.addSpacing(8)
        column.addWidget(SectionHeader(_("More ways to open it")))
        for action, icon in (
            (acts.add_person, "user"),
            (acts.add_code, "file-text"),
            (acts.add_shares, "users"),
        ):
            column.addWidget(self._card(action, icon))
        column.addSpacing(8)
        column.addWidget(SectionHeader(_("When a key got into wrong hands")))
        column.addWidget(self._card(acts.rekey, "key-round"))
        column.addStretch(1)
        row = QHBoxLayout(body)
        set_margins(row, 24, 18, 24, 24)
        held = QWidget()
        held.setMaximumWidth(_MEASURE)
        column.setContentsMargins(0, 0, 0, 0)
        held.setLayout(column)
        row.addWidget(held, 1)
        row.addStretch(0)
        self.area = _Area(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.notice.acted.connect(self._notice_acted)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def _card(self, action: QAction, icon: str) -> ActionCard:
        card = ActionCard(action, action.statusTip(), icon)
        self._ways.append(card)
        card.setMaximumWidth(_MEASURE)
        return card

    def show_state(self, state: KeyState) -> None:
        """Show these keys. The keyboard stays with the key that it was on."""
        held = self._place_of_keyboard()
        for card in self.cards:
            self._list.removeWidget(card)
            card.deleteLater()
        self.cards = [SlotCard(slot, only=len(state.slots) == 1) for slot in state.slots]
        for card in self.cards:
            self._list.addWidget(card)
            card.change_wanted.connect(self.change_wanted)
            card.name_wanted.connect(self.name_wanted)
            card.practise_wanted.connect(self.practise_wanted)
            card.remove_wanted.connect(self.remove_wanted)
        self._order_tabs()
        if held is not None:
            self._put_keyboard(*held)
        self._failed = False
        if state.unfinished:
            self.notice.say(
                _("Making new keys was cut off."),
                _("Until it is finished, old copies of the key files still open this archive."),
                tone=Tone.WARN,
                action=_("Go on"),
            )
        self.notice.setVisible(state.unfinished)

    def _place_of_keyboard(self) -> tuple[int, int] | None:
        """Which card, counted from the top, and which of its acts; None where it is elsewhere."""
        focused = QApplication.focusWidget()
        for row, card in enumerate(self.cards):
            for column, act in enumerate(card.acts):
                if act is focused:
                    return row, column
        return None

    def _put_keyboard(self, row: int, column: int) -> None:
        if self.cards:
            acts = self.cards[min(row, len(self.cards) - 1)].acts
            acts[min(column, len(acts) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        """As one reads: Qt goes by the order in which widgets were made."""
        stops = [self.notice.action]
        stops += [act for card in self.cards for act in card.acts]
        for before, after in pairwise([*stops, *self._ways]):
            QWidget.setTabOrder(before, after)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _left: QWidget | None, reached: QWidget | None) -> None:
        """Bring into sight what the keyboard has reached."""
        if reached is not None and self.area.isAncestorOf(reached):
            self.area.ensureWidgetVisible(reached)

    def show_failure(self, error: SatchelError) -> None:
        """Say that the keys could not be read; what was shown before stays."""
        self._failed = True
        self.notice.say(error.happened, error.advice, tone=Tone.BAD, action=_("Look again"))
        self.notice.show()

    @Slot()
    def _notice_acted(self) -> None:
        (self.again_wanted if self._failed else self.go_on_wanted).emit()
