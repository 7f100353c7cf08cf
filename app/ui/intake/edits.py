"""What a person does to a document under review, each as one step that can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.errors import SatchelError
from app.intake import review
from app.intake.draft import Draft, LineRole
from app.progress import Progress
from app.translation import _, ngettext
from app.ui.intake.desk import ReviewDesk
from app.ui.intake.original_pane import OriginalPane
from app.ui.intake.papers import Answers, Entry, PaperKey
from app.ui.intake.rows import Row, RowKind
from app.ui.jobs import Lane
from app.ui.session import Session

_ROLES = (
    LineRole.PARAGRAPH,
    LineRole.HEADING,
    LineRole.QUESTION,
    LineRole.ANSWER,
    LineRole.LIST_ITEM,
    LineRole.TABLE,
    LineRole.CAPTION,
    LineRole.PULL_QUOTE,
    LineRole.EDITOR_NOTE,
)
Recut = Callable[[Sequence[Draft]], Sequence[Draft]]


def role_word(role: LineRole) -> str:
    """What a person calls a role."""
    return {
        LineRole.PARAGRAPH: _("Paragraph"),
        LineRole.HEADING: _("Heading"),
        LineRole.QUESTION: _("Question"),
        LineRole.ANSWER: _("Answer"),
        LineRole.LIST_ITEM: _("List item"),
        LineRole.TABLE: _("Table"),
        LineRole.CAPTION: _("Caption"),
        LineRole.PULL_QUOTE: _("Pull quote"),
        LineRole.EDITOR_NOTE: _("Editor’s note"),
    }[role]


class Edits(QObject):
    """Turns what is asked for in the original and the form into steps of the desk."""

    recutting = Signal(bool)
    """Documents are being looked at anew, after a cut was made, moved or removed."""

    def __init__(self, session: Session, desk: ReviewDesk, pane: OriginalPane) -> None:
        super().__init__(pane)
        self._session, self._desk, self._pane = session, desk, pane
        self._recut: tuple[Entry, int, str] | None = None
        self._menu_line = 0
        view = pane.view
        view.toggle_requested.connect(self.toggle)
        view.menu_requested.connect(self._show_menu)
        view.cut_moved.connect(self.move_cut)
        view.join_requested.connect(self.join_at)
        pane.put_all_back.connect(self.put_all_back)

    # Lines

    @Slot(object)
    def toggle(self, lines: tuple[int, ...]) -> None:
        """Put lines back or leave them out, all the same way as the first."""
        first = self._row(lines[0]) if lines else None
        if first is None:
            return
        back = first.look.value == LineRole.LEFT_OUT.value
        act = review.put_back if back else review.leave_out
        count = len(lines)
        name = (
            ngettext("Put back {} line", "Put back {} lines", count)
            if back
            else ngettext("Leave out {} line", "Leave out {} lines", count)
        )
        self._change_lines(lines, act, name.format(count))

    @Slot()
    def toggle_chosen(self) -> None:
        """The same for what is chosen in the original."""
        self.toggle(self._pane.view.chosen_lines())

    @Slot()
    def put_all_back(self) -> None:
        """Put every left-out line of the document back."""
        self.change_draft(review.put_all_back, _("Put all back"))

    def set_role(self, lines: tuple[int, ...], role: LineRole) -> None:
        """Say what lines are."""

        def act(draft: Draft, line: int) -> Draft:
            return review.set_role(draft, line, role)

        self._change_lines(lines, act, _("Make it: {}").format(role_word(role).lower()))

    def use_as_title(self, line: int) -> None:
        """Take a line's words for the title."""

        def act(draft: Draft, number: int) -> Draft:
            marked = review.set_role(draft, number, LineRole.TITLE)
            return review.retitle(marked, marked.lines[number - draft.first_line].text)

        self._change_lines((line,), act, _("Use as the title"))

    def _change_lines(
        self, lines: tuple[int, ...], act: Callable[[Draft, int], Draft], name: str
    ) -> None:
        entry = self._desk.current_entry
        if entry is None:
            return
        locked, after, key = self._desk.locked(entry), entry, self._desk.current
        for line in lines:
            index = after.index_of(line)
            paper = after.papers[index] if index >= 0 else None
            if paper is None or paper.discarded or paper.draft.first_line in locked:
                continue
            after = after.with_paper(index, replace(paper, draft=act(paper.draft, line)))
            key = PaperKey(entry=entry.number, line=paper.draft.first_line)
        assert key is not None
        self._desk.change(after, name, key)

    # Fields and answers

    def change_draft(self, act: Callable[[Draft], Draft], name: str, *, field: str = "") -> None:
        """Change the document looked at, if it still can be."""
        entry, paper, key = self._desk.current_entry, self._desk.current_paper, self._desk.current
        if entry is None or paper is None or key is None:
            return
        if not paper.discarded and self._desk.card(key) is None:
            after = entry.with_paper(
                self._desk.index_of(key), replace(paper, draft=act(paper.draft))
            )
            self._desk.change(after, name, key, field=field)

    @Slot(str, object)
    def edit_field(self, name: str, act: Callable[[Draft], Draft]) -> None:
        """A field was typed in or chosen."""
        typed = name in ("title", "authors", "publisher", "place", "published", "updated")
        self.change_draft(act, _("Change a field"), field=name if typed else "")

    @Slot(object)
    def answer(self, answers: Answers) -> None:
        """Basis or risk were answered."""
        entry, paper, key = self._desk.current_entry, self._desk.current_paper, self._desk.current
        if entry is not None and paper is not None and key is not None:
            after = entry.with_paper(self._desk.index_of(key), replace(paper, answers=answers))
            self._desk.change(after, _("Answer"), key)

    @Slot()
    def discard(self) -> None:
        """Discard the document, take it up again, or take an unreadable file off the list."""
        entry, paper, key = self._desk.current_entry, self._desk.current_paper, self._desk.current
        if entry is None or key is None:
            return
        if paper is None:
            self._desk.remove(entry.number)
            return
        if self._desk.card(key) is None:
            name = _("Take it up again") if paper.discarded else _("Discard")
            changed = replace(paper, discarded=not paper.discarded)
            after = entry.with_paper(self._desk.index_of(key), changed)
            self._desk.change(after, name, key)

    # Cuts

    @Slot(int)
    def cut_at(self, line: int) -> None:
        """Begin a new document at a line."""
        self._cut_again(
            line, _("Begin a new document"), lambda drafts: review.cut_before(drafts, line)
        )

    @Slot()
    def cut_here(self) -> None:
        """The same at the keyboard's place."""
        row = self._pane.view.current_row()
        if row is not None and row.kind is RowKind.LINE and not row.locked:
            self.cut_at(row.line)

    @Slot(int)
    def join_at(self, line: int) -> None:
        """Remove the cut before a line."""
        entry = self._desk.current_entry
        index = entry.index_of(line) if entry else -1
        if index > 0:
            self._cut_again(line, _("Join"), lambda drafts: review.join(drafts, index - 1))

    @Slot()
    def join_here(self) -> None:
        """Join the document looked at with the one before it."""
        if self._desk.current is not None:
            self.join_at(self._desk.current.line)

    @Slot(int, int)
    def move_cut(self, line: int, target: int) -> None:
        """Move the cut before a line to another line."""
        entry = self._desk.current_entry
        index = entry.index_of(line) if entry else -1
        if entry is None or index < 1:
            return
        before, after = entry.papers[index - 1].draft, entry.papers[index].draft
        if before.first_line < target <= after.last_line:
            self._cut_again(
                target, _("Move the cut"), lambda drafts: review.move_cut(drafts, index, target)
            )

    def _cut_again(self, line: int, name: str, recut: Recut) -> None:
        """Look at the documents beside a cut anew, in the background: it takes a while."""
        entry = self._desk.current_entry
        if entry is None or self._recut is not None:
            return
        touched = entry.index_of(line)
        locked = self._desk.locked(entry)
        drafts = entry.drafts

        def work(_progress: Progress) -> tuple[Draft, ...]:
            return tuple(recut(drafts))

        if touched >= 0 and entry.papers[touched].draft.first_line in locked:
            return
        self._recut = (entry, line, name)
        self.recutting.emit(True)
        job = self._session.run(Lane.LONG, work, title=_("Looking at the documents anew"))
        job.finished.connect(self._recut_done)
        job.failed.connect(self._recut_failed)
        job.ended.connect(self._recut_over)

    @Slot(object)
    def _recut_done(self, drafts: tuple[Draft, ...]) -> None:
        if self._recut is None:
            return
        entry, line, name = self._recut
        now = self._desk.entry(entry.number)
        # Where something else was changed meanwhile, that counts; the cut can be made again.
        if now == entry:
            after = entry.with_drafts(drafts)
            index = max(0, after.index_of(line))
            key = PaperKey(entry=entry.number, line=after.papers[index].draft.first_line)
            self._desk.change(after, name, key)
            self._pane.view.place_at(line)
            self._pane.view.show_line(line)

    @Slot(object)
    def _recut_failed(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The documents could not be cut"), error)

    @Slot()
    def _recut_over(self) -> None:
        self._recut = None
        self.recutting.emit(False)

    # The menu of a line

    @Slot(int, QPoint)
    def _show_menu(self, line: int, at: QPoint) -> None:
        row = self._row(line)
        if row is None:
            return
        self._menu_line = line
        menu = QMenu(self._pane)
        left_out = row.look.value == LineRole.LEFT_OUT.value
        self._entry(menu, _("Put back") if left_out else _("Leave out"), "toggle")
        menu.addSeparator()
        if not left_out:
            for role in _ROLES:
                action = self._entry(menu, role_word(role), role.value)
                action.setCheckable(True)
                action.setChecked(row.look.value == role.value)
            self._entry(menu, _("Use as the title"), "title")
            menu.addSeparator()
        self._entry(menu, _("Begin a new document here"), "cut")
        menu.triggered.connect(self._menu_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    @staticmethod
    def _entry(menu: QMenu, text: str, key: str) -> QAction:
        action = QAction(text, menu)
        action.setData(key)
        menu.addAction(action)
        return action

    @Slot(QAction)
    def _menu_chosen(self, action: QAction) -> None:
        key, line = str(action.data()), self._menu_line
        chosen = self._pane.view.chosen_lines()
        lines = chosen if line in chosen else (line,)
        match key:
            case "toggle":
                self.toggle(lines)
            case "title":
                self.use_as_title(line)
            case "cut":
                self.cut_at(line)
            case _:
                self.set_role(lines, LineRole(key))

    def _row(self, line: int) -> Row | None:
        rows = self._pane.model.rows
        return next((row for row in rows if row.kind is RowKind.LINE and row.line == line), None)
