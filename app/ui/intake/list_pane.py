"""The left of the review: how many documents, the list, and the ways in."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.translation import _, ngettext
from app.ui.direction import joined, set_margins
from app.ui.intake.desk import ReviewDesk
from app.ui.intake.draft_list import DraftItem, DraftList, DraftListModel
from app.ui.intake.field_values import kind_word
from app.ui.intake.original_pane import HEAD_HEIGHT
from app.ui.intake.papers import PaperKey, PaperState
from app.ui.theme import Theme
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface


class ListPane(Surface):
    """The documents under review."""

    def __init__(self, desk: ReviewDesk, parent: QWidget | None = None) -> None:
        super().__init__(Ground.SIDE, parent, line="end")
        self._count = PlainLabel("", self, weight=600, tabular=True)
        self._files = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self.model = DraftListModel(partial(item_of, desk), self)
        self.list = DraftList(self.model, self)
        self.add_files = secondary_button(_("Add files…"), self, icon="plus")
        hint = PlainLabel(
            _("Or drop them anywhere, or paste text."),
            self,
            ink=Ink.TEXT2,
            size=Size.META,
            wrap=True,
        )
        head = Surface(Ground.SIDE, self, line="bottom")
        top = QHBoxLayout(head)
        set_margins(top, 16, 4, 12, 5)
        top.setSpacing(8)
        top.addWidget(self._count)
        top.addWidget(self._files)
        top.addStretch(1)
        head.setMinimumHeight(Theme.current().scaled(HEAD_HEIGHT))
        foot = QVBoxLayout()
        set_margins(foot, 14, 10, 14, 9)
        foot.setSpacing(6)
        foot.addWidget(self.add_files)
        foot.addWidget(hint)
        layout = QVBoxLayout(self)
        set_margins(layout, 0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def show_desk(self, desk: ReviewDesk) -> None:
        """Show what is on the desk."""
        keys = desk.keys
        # A row that goes takes the choice to its neighbour, which nobody asked for.
        before = self.list.blockSignals(True)
        self.model.show_keys(keys)
        self.list.blockSignals(before)
        self.list.choose(desk.current)
        drafts, files = sum(key.line > 0 for key in keys), len(desk.entries)
        self._count.setText(ngettext("{} draft", "{} drafts", drafts).format(drafts))
        self._files.setText(ngettext("from {} file", "from {} files", files).format(files))


def item_of(desk: ReviewDesk, key: PaperKey) -> DraftItem:
    """A document as a line of the list."""
    state, paper, entry = desk.state(key), desk.paper(key), desk.entry(key.entry)
    if entry is None:
        return DraftItem(key=key, title="", about="", state=state)
    if paper is None:
        return DraftItem(key=key, title=entry.name, about=entry.trouble, state=state)
    card = desk.card(key)
    kind, left_out = kind_word(paper.draft), len(paper.draft.left_out)
    match state:
        case PaperState.DONE if card is not None:
            about = joined(kind, _("added as {}").format(card.code))
        case PaperState.DISCARDED:
            about = joined(kind, _("discarded"))
        case PaperState.TO_DO | PaperState.NEEDS_LOOK if not desk.is_kept(key.entry):
            about = _("Kept only until you lock: accept or discard it")
        case PaperState.NEEDS_LOOK if paper.testimony and not paper.answers.complete:
            both = not paper.answers.basis_asked and paper.answers.risk is None
            about = joined(kind, _("two questions open") if both else _("one question open"))
        case PaperState.NEEDS_LOOK:
            about = joined(kind, _("title or date to check"))
        case _:
            lines = ngettext("{} line left out", "{} lines left out", left_out).format(left_out)
            about = joined(kind, lines if left_out else _("nothing left out"))
    return DraftItem(key=key, title=paper.draft.title.value or entry.name, about=about, state=state)
