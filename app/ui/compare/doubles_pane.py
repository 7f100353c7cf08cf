"""Two near-doubles: which they are, how they differ, and the three things that can be done."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.archive.difference import Comparison
from app.records.stored import RecordCard
from app.records.vocabularies import Kind
from app.translation import _
from app.ui.compare.difference_view import DifferenceView
from app.ui.direction import isolated, joined, set_margins
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import (
    IconButton,
    link_button,
    primary_button,
    quiet_button,
    secondary_button,
)
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface


class SideHead(QWidget):
    """Title, code, publisher and date of one of two texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", self, weight=600, wrap=True)
        self._about = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addStretch(1)

    def show_text(self, title: str, about: str) -> None:
        """Show another text's."""
        self._title.setText(title)
        self._about.setText(about)

    def show_card(self, card: RecordCard) -> None:
        """Show a record's."""
        self.show_text(card.title, joined(card.code, card.line, card.date or ""))


class DoublesPane(Surface):
    """Shows a comparison; what is to be done goes out by signals.

    The second one is what may be a republication of the first, and what is merged into it.
    """

    link_wanted = Signal()
    merge_wanted = Signal()
    keep_wanted = Signal()
    swap_wanted = Signal()
    """The sides are to be the other way round."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PAGE, parent)
        self.first, self.second = SideHead(self), SideHead(self)
        self.view = DifferenceView(self)
        self.swap = IconButton("arrow-right", _("Swap the sides"), self)
        self.unhide = link_button(_("Show hidden paragraphs"), self)
        self.keep = quiet_button(_("Keep both"), self)
        self.link = secondary_button("", self, icon="link")
        self.merge = primary_button("", self, icon="layers")
        self._percent = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True, wrap=True)
        self._why = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, wrap=True)
        self._build()
        for button, signal in (
            (self.link, self.link_wanted),
            (self.merge, self.merge_wanted),
            (self.keep, self.keep_wanted),
            (self.swap, self.swap_wanted),
        ):
            button.clicked.connect(signal)
        self.unhide.clicked.connect(self._unhide)

    def _build(self) -> None:
        heads = QHBoxLayout()
        set_margins(heads, 16, 12, 16, 10)
        heads.setSpacing(8)
        heads.addWidget(self.first, 1)
        heads.addWidget(self.swap)
        heads.addWidget(self.second, 1)
        head = Surface(Ground.PAGE, self, line="bottom")
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(heads)
        told = QHBoxLayout()
        set_margins(told, 16, 0, 16, 0)
        told.addWidget(self._percent, 1)
        told.addWidget(self.unhide)
        foot = Surface(Ground.LIST, self, line="top")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.keep)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.link)
        self.buttons.addWidget(self.merge)
        end = QVBoxLayout(foot)
        set_margins(end, 8, 10, 16, 10)
        end.setSpacing(6)
        why = QHBoxLayout()
        set_margins(why, 8, 0, 0, 0)
        why.addWidget(self._why)
        end.addLayout(why)
        end.addLayout(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(head)
        layout.addLayout(told)
        layout.addWidget(self.view, 1)
        layout.addWidget(foot)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show two records side by side."""
        first, second = comparison.first, comparison.second
        self.first.show_card(first)
        self.second.show_card(second)
        self.show_rows(comparison)
        self.name_sides(first.code, second.code, article=second.kind == Kind.ARTICLE)

    def show_rows(self, comparison: Comparison) -> None:
        """Show how alike they are, and how they differ."""
        self._percent.setText(
            _("{} % alike · struck: only in the first · underlined: only in the second").format(
                int(comparison.similarity * 100)
            )
        )
        self.view.show_rows(comparison.rows)
        self.unhide.setVisible(self.view.rows.hides)

    def name_sides(self, first: str, second: str, *, article: bool) -> None:
        """Say on the buttons what would be done with which.

        Args:
            article: The second one is an article, which alone can be a republication.
        """
        names = {"first": isolated(first), "second": isolated(second)}
        self.link.setText(_("{second} repeats {first}").format(**names))
        self.link.setToolTip(_("Link it as a republication: both count as one origin"))
        self.merge.setText(_("Merge into {first}").format(**names))
        self.link.setEnabled(article)
        told = _(
            "Merging keeps {first}, gives it files, tags and collections of {second}, and moves"
            " {second} to the bin. All of it can be undone."
        )
        no_link = _("{second} is a testimony: only an article can repeat another record.")
        self._why.setText((told if article else told + " " + no_link).format(**names))

    @Slot()
    def _unhide(self) -> None:
        self.view.unhide()
        self.unhide.hide()
