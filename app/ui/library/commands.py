"""What the library's actions do, and when they can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.archive.collections import Collection
from app.records.postings import FacetName
from app.records.stored import RecordCard
from app.records.vocabularies import Kind
from app.translation import _, ngettext
from app.ui.clipboard import secret_text
from app.ui.jobs import Lane
from app.ui.library.hit_model import THE_SELECTION
from app.ui.library.name_dialog import NameDialog
from app.ui.library.record_work import ids_of_rows
from app.ui.reader.pop_up import pop_up
from app.ui.widgets.dialog import question_dialog

if TYPE_CHECKING:
    from app.ui.library.screen import LibraryScreen

Ids = tuple[str, ...]
Act = Callable[[Ids], None]


class Commands(QObject):
    """Connects the actions with the parts of the screen."""

    def __init__(self, screen: LibraryScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._collections: tuple[Collection, ...] = ()
        self._meant: Collection | None = None
        self._waiting: Act | None = None
        self._connect_actions()
        self._connect_parts()
        self.refresh()

    def _connect_actions(self) -> None:
        screen, acts, page = self._screen, self._screen.acts, self._screen.reader.text.page
        head = screen.results.head
        for action, slot in (
            (acts.add_files, screen.add_files),
            (acts.paste, screen.paste_text),
            (acts.new_testimony, self._new_testimony),
            (acts.new_article, self._new_article),
            (acts.undo, self._undo),
            (acts.redo, screen.log.redo),
            (acts.copy, self._copy),
            (acts.find, self._find),
            (acts.next_mark, screen.reader.next_mark),
            (acts.previous_mark, screen.reader.previous_mark),
            (acts.as_table, self._turn_table),
            (acts.filters, self._filters),
            (acts.beside, screen.reader.toggle_beside),
            (acts.wide, self._turn_wide),
            (acts.show_hidden, screen.reader.text.show_hidden),
            (acts.next_record, self._next),
            (acts.previous_record, self._previous),
            (acts.go_bin, self._go_bin),
            (acts.edit, screen.reader.edit_current),
            (acts.to_dossier, self._to_dossier),
            (acts.into_collection, self._ask_collection),
            (acts.out_of_collection, self._out_of_collection),
            (acts.to_bin, self._to_bin),
            (acts.from_bin, self._from_bin),
            (acts.destroy, self._destroy),
            (acts.show_log, self._show_log),
            (acts.empty_bin, screen.destroying.ask_all),
            (acts.new_collection, self._ask_new_collection),
        ):
            action.triggered.connect(slot)
        head.view_chosen.connect(self._view_chosen)
        page.copy_changed.connect(acts.copy.setEnabled)
        screen.log.moved.connect(self._log_moved)

    def _connect_parts(self) -> None:
        screen = self._screen
        screen.results.selection_changed.connect(self.refresh)
        screen.results.menu_wanted.connect(self._show_menu)
        screen.results.bin.restore_wanted.connect(self._from_bin)
        screen.results.bin.destroy_wanted.connect(self._destroy)
        screen.results.bin.empty_wanted.connect(screen.destroying.ask_all)
        screen.reader.more_button.clicked.connect(self._show_more)
        screen.reader.text.page.menu_wanted.connect(self._show_paragraph_menu)
        screen.side.collection_wanted.connect(self._ask_new_collection)
        screen.side.rename_wanted.connect(self._ask_rename)
        screen.side.remove_wanted.connect(self._ask_remove)
        screen.side.records_dropped.connect(self._dropped)
        screen.side.binned_dropped.connect(self._dropped_on_bin)
        screen.record_acts.created.connect(self._created)

    @Slot()
    def refresh(self) -> None:
        """Switch off what cannot be done now."""
        screen = self._screen
        acts, opened = screen.acts, screen.reader.opened
        selected = screen.results.has_selection
        binned = screen.question.binned if selected else bool(opened and opened.card.binned)
        meant = selected or opened is not None
        acts.to_bin.setEnabled(meant and not binned)
        acts.from_bin.setEnabled(meant and binned)
        acts.destroy.setEnabled(meant and binned)
        for action in (acts.to_dossier, acts.into_collection):
            action.setEnabled(meant and not binned)
        inside = bool(screen.question.values(FacetName.COLLECTION))
        acts.out_of_collection.setEnabled(meant and inside)
        acts.show_log.setEnabled(opened is not None)
        acts.similar.setEnabled(opened is not None)
        for action in (acts.edit, acts.wide, acts.show_hidden, acts.add_paragraph, *acts.roles):
            action.setEnabled(opened is not None)
        for action in (
            acts.join_paragraph,
            acts.remove_paragraph,
            acts.hide_paragraph,
            acts.speaker,
        ):
            action.setEnabled(opened is not None)
        acts.beside.setEnabled(opened is not None and bool(opened.record.text.translations))
        acts.copy.setEnabled(bool(self._screen.reader.text.page.selected_text()))

    def show_collections(self, collections: Sequence[Collection]) -> None:
        """Know the collections that records can be put into."""
        self._collections = tuple(collections)

    def _with_ids(self, act: Act) -> None:
        """Do something with the records that are meant: those selected, or the one being read."""
        screen = self._screen
        if not screen.results.has_selection:
            opened = screen.reader.opened
            if opened is not None:
                act((opened.card.id,))
            return
        ids = screen.results.selected_ids()
        if ids is not None:
            act(ids)
            return
        # Some pages of the selection are not here: ask for the ids before anything happens.
        self._waiting = act
        rows = screen.results.selected_rows()
        job = screen.session.run(
            Lane.SEARCH,
            partial(ids_of_rows, screen.session.archive, screen.question, rows),
            title=_("Gathering the selected records"),
            topic="library selection",
        )
        job.finished.connect(self._ids_came)

    @Slot(object)
    def _ids_came(self, ids: Ids) -> None:
        act, self._waiting = self._waiting, None
        if act is not None and ids:
            act(ids)

    # Records

    @Slot()
    def _to_bin(self) -> None:
        self._with_ids(self._screen.record_acts.bin)

    @Slot()
    def _from_bin(self) -> None:
        self._with_ids(self._screen.record_acts.unbin)

    @Slot()
    def _show_log(self) -> None:
        opened = self._screen.reader.opened
        if opened is not None:
            self._screen.session.go_to.emit("health", opened.card.code)

    @Slot()
    def _destroy(self) -> None:
        self._with_ids(self._screen.destroying.ask)

    @Slot()
    def _to_dossier(self) -> None:
        self._with_ids(self._tell_dossier)

    def _tell_dossier(self, ids: Ids) -> None:
        self._screen.add_to_dossier.emit(ids)
        one = ngettext(
            "Added {count} record to the dossier", "Added {count} records to the dossier", len(ids)
        )
        self._screen.session.say(one.format(count=f"{len(ids):,}"))

    @Slot()
    def _new_testimony(self) -> None:
        self._screen.record_acts.create(Kind.TESTIMONY)

    @Slot()
    def _new_article(self) -> None:
        self._screen.record_acts.create(Kind.ARTICLE)

    @Slot(object)
    def _created(self, card: RecordCard) -> None:
        """Begin with the title; the text is one key away."""
        self._screen.open_record(card.id)
        self._screen.reader.edit_title_when_there()

    # Collections

    @Slot()
    def _ask_collection(self) -> None:
        dialog = NameDialog(
            self._screen,
            _("Put into a collection"),
            _("Put in"),
            told=_("Type a name, or press one. A new name makes a new collection."),
            known=[each.name for each in self._collections],
        )
        dialog.named.connect(self._put)
        dialog.open()

    @Slot(str)
    def _put(self, name: str) -> None:
        if name:
            self._with_ids(partial(self._screen.record_acts.put, name))

    @Slot()
    def _out_of_collection(self) -> None:
        names = self._screen.question.values(FacetName.COLLECTION)
        if names:
            self._with_ids(partial(self._screen.record_acts.take_out, names[0]))

    @Slot()
    def _ask_new_collection(self) -> None:
        dialog = NameDialog(self._screen, _("New collection"), _("Make"))
        dialog.named.connect(self._screen.record_acts.make_collection)
        dialog.open()

    @Slot(object)
    def _ask_rename(self, collection: Collection) -> None:
        self._meant = collection
        dialog = NameDialog(
            self._screen, _("Rename the collection"), _("Rename"), text=collection.name
        )
        dialog.named.connect(self._rename)
        dialog.open()

    @Slot(str)
    def _rename(self, name: str) -> None:
        if self._meant is not None and name and name != self._meant.name:
            self._screen.record_acts.rename_collection(self._meant, name)

    @Slot(object)
    def _ask_remove(self, collection: Collection) -> None:
        self._meant = collection
        told = ngettext(
            "Its {count} record stays in the archive. Which record was in it is forgotten.",
            "Its {count} records stay in the archive. Which records were in it is forgotten.",
            collection.count,
        )
        dialog = question_dialog(
            self._screen,
            _("Remove the collection “{name}”").format(name=collection.name),
            told.format(count=collection.count),
            act=_("Remove the collection"),
            harm=True,
        )
        dialog.chosen.connect(self._remove)
        dialog.open()

    @Slot(str)
    def _remove(self, key: str) -> None:
        if key == "act" and self._meant is not None:
            self._screen.record_acts.remove_collection(self._meant)
            self._screen.ask(self._screen.question.with_values(FacetName.COLLECTION, ()))

    @Slot(object, list)
    def _dropped(self, collection: Collection, ids: list[str]) -> None:
        put = partial(self._screen.record_acts.put, collection.name)
        if ids == [THE_SELECTION]:
            self._with_ids(put)
        elif ids:
            put(tuple(ids))

    @Slot(list)
    def _dropped_on_bin(self, ids: list[str]) -> None:
        if ids == [THE_SELECTION]:
            self._with_ids(self._screen.record_acts.bin)
        elif ids:
            self._screen.record_acts.bin(tuple(ids))

    # Going about

    @Slot()
    def _undo(self) -> None:
        self._screen.reader.flush()
        self._screen.log.undo()

    @Slot(str, str)
    def _log_moved(self, undo: str, redo: str) -> None:
        self._screen.acts.undo.setStatusTip(undo)
        self._screen.acts.redo.setStatusTip(redo)

    @Slot()
    def _copy(self) -> None:
        text = self._screen.reader.text.page.selected_text()
        if text:
            QGuiApplication.clipboard().setMimeData(secret_text(text))
            self._screen.session.say(_("Copied; the clipboard is cleared after 30 seconds"))

    @Slot()
    def _find(self) -> None:
        if self._screen.panes.is_wide:
            self._screen.show_results()
        line = self._screen.results.head.line.line
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    @Slot()
    def _turn_table(self) -> None:
        self._screen.results.head.views.choose(
            "table" if self._screen.acts.as_table.isChecked() else "list"
        )

    @Slot(str)
    def _view_chosen(self, key: str) -> None:
        self._screen.acts.as_table.setChecked(key == "table")

    @Slot()
    def _filters(self) -> None:
        self._screen.panes.toggle_drawer()
        self._screen.side.focus_first()

    @Slot()
    def _turn_wide(self) -> None:
        if self._screen.panes.is_wide:
            self._screen.show_results()
        else:
            self._screen.show_wide()

    @Slot()
    def _next(self) -> None:
        self._screen.step_record(1)

    @Slot()
    def _previous(self) -> None:
        self._screen.step_record(-1)

    @Slot()
    def _go_bin(self) -> None:
        question = self._screen.question
        self._screen.ask(replace(question, binned=not question.binned))

    # Menus where the pointer is

    @Slot(object)
    def _show_menu(self, place: QPoint) -> None:
        acts, menu = self._screen.acts, QMenu(self._screen)
        menu.addActions([acts.wide, acts.similar, acts.to_dossier, acts.into_collection])
        if acts.out_of_collection.isEnabled():
            menu.addAction(acts.out_of_collection)
        menu.addSeparator()
        binned = acts.from_bin.isEnabled()
        menu.addActions([acts.from_bin, acts.destroy] if binned else [acts.to_bin])
        pop_up(menu, place)

    @Slot()
    def _show_more(self) -> None:
        button = self._screen.reader.more_button
        self._show_menu(button.mapToGlobal(button.rect().bottomLeft()))

    @Slot(object)
    def _show_paragraph_menu(self, place: QPoint) -> None:
        acts, menu = self._screen.acts, QMenu(self._screen)
        menu.addActions([acts.copy, acts.edit])
        menu.addSeparator()
        menu.addActions([acts.add_paragraph, acts.join_paragraph, acts.speaker])
        roles = menu.addMenu(_("Paragraph is"))
        roles.addActions(acts.roles)
        menu.addAction(acts.hide_paragraph)
        menu.addSeparator()
        menu.addAction(acts.remove_paragraph)
        pop_up(menu, place)
