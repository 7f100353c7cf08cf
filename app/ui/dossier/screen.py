"""The dossier screen: a basket of records, what may be shown of them, the pages, the file."""

from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.archive.consent import Decision
from app.dossier.making import DossierRequest
from app.errors import SatchelError
from app.records.stored import RecordCard
from app.translation import _, ngettext
from app.ui.clipboard import secret_text
from app.ui.direction import set_margins
from app.ui.dossier.actions import DossierActions
from app.ui.dossier.basket import Basket, from_text, to_text
from app.ui.dossier.basket_history import BasketHistory
from app.ui.dossier.basket_model import BasketRow
from app.ui.dossier.basket_pane import BasketPane
from app.ui.dossier.basket_steps import BasketSteps, may_include
from app.ui.dossier.export_flow import ExportFlow
from app.ui.dossier.head import Head
from app.ui.dossier.page_jobs import PageJobs
from app.ui.dossier.preview_pane import PreviewPane
from app.ui.dossier.work import Planned, finding, planning, request_of
from app.ui.jobs import Lane
from app.ui.screen import MenuAction, Screen
from app.ui.session import Changes, Session
from app.ui.theme import Theme
from app.ui.tokens import Grid
from app.ui.widgets.tabs import Tab, Tabs
from app.ui.widths import WidthClass, width_class

_PLAN_MILLISECONDS = 40
_RECORDS, _PREVIEW = "records", "preview"
_SMALLEST = QSize(240, 160)
_RECORDS_SHARE, _PREVIEW_SHARE = 45, 55


class DossierScreen(Screen):
    """Put records together and hand them over as a PDF."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            parent,
            key="dossier",
            title=_("Dossier"),
            icon="file-text",
            shortcut="Ctrl+3",
        )
        self.history = BasketHistory(self)
        self.head = Head(self)
        self.records = BasketPane(self)
        self.preview = PreviewPane(self)
        self.acts = DossierActions(self)
        self.steps = BasketSteps(self.history, self.records)
        self.pages = PageJobs(session, self.preview)
        self.export_flow = ExportFlow(session, self.records.check)
        # Panes go before the window would have to be wider than the screen it is on.
        self.setMinimumSize(_SMALLEST)
        self._planned: Planned | None = None
        self._plan = QTimer(self)
        self._plan.setSingleShot(True)
        self._plan.setInterval(_PLAN_MILLISECONDS)
        self._build()
        self._connect()
        self.history.start(Basket(day=date.today().isoformat()))
        self._basket_changed()

    def _build(self) -> None:
        self.switch = Tabs(
            (Tab(key=_RECORDS, label=_("Records")), Tab(key=_PREVIEW, label=_("Preview"))),
            self,
            name=_("Shown at present"),
        )
        halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        halves.setSpacing(0)
        halves.addWidget(self.records, _RECORDS_SHARE)
        halves.addWidget(self.preview, _PREVIEW_SHARE)
        layout = QVBoxLayout(self)
        set_margins(layout, 0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.switch)
        layout.addLayout(halves, 1)
        self._arrange()

    def _connect(self) -> None:
        stack, acts, steps = self.history.stack, self.acts, self.steps
        self.session.widths.changed.connect(self._arrange)
        self.session.changed.connect(self._archive_changed)
        self.switch.chosen.connect(self._arrange)
        self.history.changed.connect(self._basket_changed)
        stack.indexChanged.connect(self._refresh_actions)
        self.head.titled.connect(steps.title)
        steps.open_requested.connect(self._open)
        self.records.picker.asked.connect(self._find)
        self.records.view.selectionModel().selectionChanged.connect(self._refresh_actions)
        self.records.check.copy_requested.connect(self._copy)
        self.records.check.closed.connect(self.records.check.hide)
        self.export_flow.about_to_run.connect(self.pages.stop)
        self.export_flow.running_changed.connect(self._export_changed)
        self._plan.timeout.connect(self._ask_verdicts)
        for action, slot in (
            (acts.undo, stack.undo),
            (acts.redo, stack.redo),
            (acts.export, self.export),
            (acts.add, self._to_picker),
            (acts.remove, steps.remove_chosen),
            (acts.up, steps.up),
            (acts.down, steps.down),
            (acts.open, steps.open_chosen),
            (acts.include, steps.include_chosen),
            (acts.leave_out, steps.leave_out_chosen),
            (acts.take_back, steps.take_back_chosen),
            (acts.empty, steps.begin_anew),
            (acts.next_page, self.preview.page_forth),
            (acts.page_before, self.preview.page_back),
            (acts.larger, self.preview.zoom_in),
            (acts.smaller, self.preview.zoom_out),
            (acts.fit, self.preview.view.fit),
            (acts.switch, self._switch_half),
        ):
            action.triggered.connect(slot)
        view = self.records.view
        view.addActions(
            [acts.open, acts.include, acts.leave_out, acts.take_back, acts.up, acts.down]
        )
        view.addAction(acts.remove)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.head.export.clicked.connect(self.export)
        self.head.undo.clicked.connect(stack.undo)
        self.head.redo.clicked.connect(stack.redo)

    # The Screen protocol

    def menu_actions(self) -> list[MenuAction]:
        """Every action of the screen."""
        return self.acts.all

    def place(self) -> str:
        """The basket, so that a lock loses nothing."""
        return to_text(self.history.basket)

    def restore(self, place: str) -> None:
        """Take up the basket that was remembered."""
        basket = from_text(place)
        if basket is not None:
            self.history.start(basket)

    def arrive(self, argument: str) -> None:
        """Shown; an argument names records to add, by their ids with spaces between."""
        if argument:
            self.add_records(tuple(argument.split()))
        self._plan.start()

    # What others ask for

    @Slot(object)
    def add_records(self, ids: tuple[str, ...]) -> None:
        """Put records into the basket, at its end; those already inside stay where they are."""
        self.steps.add(tuple(ids))

    @Slot()
    def export(self) -> None:
        """Ask where the file goes, and write it."""
        request = self._request()
        if request is not None and not self._why_not():
            self.export_flow.begin(request)

    # Verdicts

    @Slot()
    def _basket_changed(self) -> None:
        basket = self.history.basket
        self.head.show_title(basket.title)
        self.records.form.show_basket(basket)
        self._show_rows()
        self._plan.start()

    def _show_rows(self) -> None:
        """Show the basket at once, with the verdicts as far as they are known."""
        basket, planned = self.history.basket, self._planned
        known = {row.item.id: row for row in planned.rows} if planned else {}
        same = planned is not None and (planned.basket.purpose, planned.basket.day) == (
            basket.purpose,
            basket.day,
        )
        rows = []
        for item in basket.items:
            old = known.get(item.id)
            keeps = same and old is not None and old.item.reason == item.reason
            rows.append(
                BasketRow(
                    item=item,
                    card=old.card if old else None,
                    verdict=old.verdict if old and keeps else None,
                )
            )
        self.records.show_rows(tuple(rows))
        self._refresh_actions()
        self._refresh_preview()

    @Slot()
    def _ask_verdicts(self) -> None:
        job = self.session.run(
            Lane.BROWSE,
            planning(self.session.archive, self.history.basket, self._language()),
            topic="dossier-plan",
        )
        job.finished.connect(self._take_verdicts)

    @Slot(object)
    def _take_verdicts(self, planned: Planned) -> None:
        self._planned = planned
        self._show_rows()

    @Slot(object)
    def _archive_changed(self, changes: Changes) -> None:
        if changes.records & set(self.history.basket.ids):
            self._plan.start()
            self.pages.refresh()

    def _language(self) -> str:
        return Theme.current().settings.language or "en"

    def _request(self) -> DossierRequest | None:
        return request_of(self.history.basket, self._language())

    # Export and preview

    def _why_not(self) -> str:
        """Why there can be no export at the moment; empty if there can."""
        basket, rows = self.history.basket, self.records.model.rows
        waiting = sum(row.waits for row in rows)
        if self.export_flow.running:
            return _("The dossier is being written")
        if not rows:
            return _("Add records first")
        if basket.date is None:
            return _("Write the date as year-month-day")
        if any(row.verdict is None and not row.item.left_out for row in rows):
            return _("Asking what may be shown")
        if waiting:
            return ngettext(
                "Export waits for one decision", "Export waits for {} decisions", waiting
            ).format(waiting)
        if all(row.decision is Decision.LEFT_OUT for row in rows):
            return _("Every record is withheld for this purpose")
        return "" if basket.title.strip() else _("Give the dossier a title")

    def _refresh_preview(self) -> None:
        rows, request = self.records.model.rows, self._request()
        if not rows:
            self.pages.want(None, _("The pages appear here as records are added."))
        elif request is None:
            self.pages.want(None, self._why_not())
        elif all(row.decision is Decision.LEFT_OUT for row in rows):
            self.pages.want(None, _("Every record is withheld for this purpose."))
        elif self._planned is not None and self._planned.basket == self.history.basket:
            self.pages.want(request, "")

    @Slot()
    def _refresh_actions(self) -> None:
        stack, acts, chosen = self.history.stack, self.acts, self.records.view.chosen
        why_not = self._why_not()
        self.head.allow_export(why_not)
        acts.export.setEnabled(not why_not)
        for able, action, button, name in (
            (stack.canUndo(), acts.undo, self.head.undo, _("Undo {}").format(stack.undoText())),
            (stack.canRedo(), acts.redo, self.head.redo, _("Redo {}").format(stack.redoText())),
        ):
            action.setEnabled(able)
            button.setEnabled(able)
            button.set_name(name.strip())
        for action in (acts.remove, acts.up, acts.down, acts.open, acts.leave_out):
            action.setEnabled(bool(chosen))
        row = self.steps.current
        acts.include.setEnabled(row is not None and may_include(row))
        acts.take_back.setEnabled(row is not None and (row.item.left_out or bool(row.item.reason)))
        self.session.badge.emit(self.key, len(self.history.basket.items))

    @Slot(bool)
    def _export_changed(self, running: bool) -> None:
        self._refresh_actions()
        if not running:
            self.pages.resume()

    # Small things

    @Slot(str)
    def _find(self, question: str) -> None:
        job = self.session.run(
            Lane.SEARCH, finding(self.session.archive, question), topic="dossier-picker"
        )
        job.finished.connect(self._found)
        job.failed.connect(self._not_found)

    @Slot(object)
    def _found(self, cards: tuple[RecordCard, ...]) -> None:
        self.records.picker.show_found(cards)

    @Slot(object)
    def _not_found(self, error: SatchelError) -> None:
        self.session.show_trouble(_("The records could not be searched"), error)

    @Slot(str)
    def _open(self, record: str) -> None:
        self.session.go_to.emit("library", record)

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setMimeData(secret_text(text))

    @Slot()
    def _to_picker(self) -> None:
        self.switch.choose(_RECORDS)
        self.records.picker.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _switch_half(self) -> None:
        preview = self.preview.view
        if preview.hasFocus():
            self.switch.choose(_RECORDS)
            self.records.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.switch.choose(_PREVIEW)
            preview.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _one_pane(self) -> bool:
        """Whether only one half fits; large type needs more room for each."""
        factor = Theme.current().factor
        wide = round((self.width() + Grid.RAIL) / factor)
        large = factor > 1 and width_class(wide) is WidthClass.ONE
        return large or self.session.widths.now is WidthClass.ONE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type, one half goes earlier."""
        super().resizeEvent(event)
        if self._one_pane is not self._arranged_for:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where one half fits, Escape returns to the records."""
        if event.key() == Qt.Key.Key_Escape and self._one_pane:
            self.switch.choose(_RECORDS)
            self.records.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Set the pages that were put off."""
        super().showEvent(event)
        self.pages.resume()

    def hideEvent(self, event: QHideEvent) -> None:
        """Pages nobody looks at make way for other long work."""
        super().hideEvent(event)
        self.pages.stop()

    @Slot()
    def _arrange(self) -> None:
        """Both halves beside each other, or one of them."""
        one = self._one_pane
        self._arranged_for = one
        self.switch.setVisible(one)
        self.records.setVisible(not one or self.switch.current == _RECORDS)
        self.preview.setVisible(not one or self.switch.current == _PREVIEW)
        self.pages.resume()
