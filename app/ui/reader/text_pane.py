"""The text of a record: page, editor in it, column heads above, found words below."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.archive.reading import OpenedRecord
from app.archive.searching import RecordMarks
from app.records.text import Translation
from app.records.vocabularies import ReviewState, SegmentRole, TranslationMethod, label
from app.translation import _, ngettext
from app.ui.direction import joined, set_margins
from app.ui.library.language_names import language_name, own_name
from app.ui.reader.block import END, GUTTER, Beside, columns_for, reading_style
from app.ui.reader.passage import Passage, passages_of
from app.ui.reader.record_edits import RecordEdits
from app.ui.reader.segment_editor import AROUND, SegmentEditor
from app.ui.reader.text_page import TextPage
from app.ui.reader.unsaved_typing import Place
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import Button, ButtonKind, IconButton
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.surface import Surface

BESIDE_FROM = 820
"""From this width of the page in logical pixels on, a translation stands beside the original.

A window of 900 logical pixels with the rail leaves this much.
"""


class TextPane(QWidget):
    """Text for reading and editing in place."""

    def __init__(self, edits: RecordEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._opened: OpenedRecord | None = None
        self._marks: RecordMarks | None = None
        self._translation: Translation | None = None
        self._passages: tuple[Passage, ...] = ()
        self._editing: tuple[int, int] | None = None
        self._read_only = False
        self._beside = Beside.NOWHERE
        self.page = TextPage(self)
        self.editor = SegmentEditor(self.page.viewport())
        self._heads = _ColumnHeads(self)
        self.foot = _Foot(self)
        self._empty = EmptyState("file-text", _("This record has no text yet"), "", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._heads, self.page, self._empty, self.foot):
            layout.addWidget(widget)
        self._empty.hide()
        self.page.edit_wanted.connect(self.edit)
        self.page.scrolled.connect(self._place_editor)
        self.page.mark_visited.connect(self._show_found)
        self.foot.next.clicked.connect(self.page.next_mark)
        self.foot.previous.clicked.connect(self.page.previous_mark)
        self.foot.hidden.clicked.connect(self.show_hidden)
        self.editor.typed.connect(edits.typed)
        self.editor.finished.connect(self.finish)
        self.editor.height_changed.connect(self._make_room)
        edits.draft_saved.connect(self.editor.say_saved)
        edits.typing_kept_back.connect(self._open_again)
        self.page.viewport().installEventFilter(self)

    def show_record(
        self,
        opened: OpenedRecord,
        translation: Translation | None,
        *,
        keep_place: bool,
    ) -> None:
        """Show a record's text, with a translation beside or below it, or without."""
        same = self._opened is not None and self._opened.hash == opened.hash
        self._opened, self._translation = opened, translation
        if not same:
            self._marks = None
        if self._editing is not None and keep_place:
            # Somebody types: what they type stays, and shows the new state when they leave.
            return
        self._edits.leave()
        self.editor.hide()
        self._editing = None
        self._passages = passages_of(opened.record, translation, self._marks)
        self._lay(keep_place)

    def show_marks(self, marks: RecordMarks | None) -> None:
        """Mark found words in the record that is shown; None marks nothing."""
        if self._opened is None or self._editing is not None or self._read_only:
            return
        if marks == self._marks:
            return
        self._marks = marks
        self._passages = passages_of(self._opened.record, self._translation, marks)
        self.page.show_passages(self._passages, self._beside, keep_place=True)

    def _lay(self, keep_place: bool) -> None:
        self._beside = self._wanted_beside()
        empty = not self._passages
        self._empty.setVisible(empty)
        self.page.setVisible(not empty)
        self.foot.setVisible(not empty)
        if self._opened is not None:
            self._heads.show_languages(self._opened, self._translation, self._beside)
        self.page.show_passages(self._passages, self._beside, keep_place=keep_place)
        self.foot.show_hidden(self.page.hidden_count())

    def _wanted_beside(self) -> Beside:
        if self._translation is None:
            return Beside.NOWHERE
        return Beside.BESIDE if self.width() >= BESIDE_FROM else Beside.BELOW

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the page becomes narrow or wide, a translation goes below or beside."""
        if watched is self.page.viewport() and event.type() is QEvent.Type.Resize:
            if self._editing is None and self._wanted_beside() is not self._beside:
                self._lay(True)
            self._heads.set_page_width(self.page.viewport().width())
            self._place_editor()
        return super().eventFilter(watched, event)

    # Editing

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be edited, while an earlier state is shown."""
        self.finish()
        self._read_only = read_only

    @Slot(int, int)
    def edit(self, segment: int, column: int = 0) -> None:
        """Open a paragraph for editing, in place. Column 1 is the translation."""
        passage = next((each for each in self._passages if each.segment.id == segment), None)
        if passage is None or self._opened is None or self._read_only:
            return
        if self.page.is_hidden(segment):
            return
        self.finish()
        self._editing = (segment, column)
        code = self._opened.card.code
        text = passage.translated if column else passage.segment.text
        language = passage.translated_language if column else passage.language
        what = joined(language_name(language), _("paragraph {number}").format(number=segment))
        said = _("Changed paragraph {number} of {code}").format(number=segment, code=code)
        style = reading_style(passage, translated=bool(column))
        marks = passage.translated_marks if column else passage.marks
        tabs = passage.segment.role is SegmentRole.TABLE
        place = Place(
            record=self._opened.card.id, segment=segment, language=language if column else ""
        )
        unsaved = self._edits.begin(place, said)
        if unsaved is not None and unsaved != text:
            text, marks = unsaved, ()
        self.page.set_edited(segment, column, 10)
        self._place_editor()
        self.editor.open(text, style, marks, what, tabs=tabs)
        self._make_room(self.editor.wanted_height())
        self.editor.put_cursor(-1)
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _open_again(self, place: Place) -> None:
        """What could not be saved stands in the editor again, to be saved later."""
        if self._opened is None or self._opened.card.id != place.record or self.is_editing:
            return
        beside = self._translation.language if self._translation is not None else ""
        if place.language in ("", beside):
            self.edit(place.segment, 1 if place.language else 0)

    def edit_current(self) -> None:
        """Open the paragraph one is at, or the first in sight."""
        segment = self.page.current_segment() or self.page.reading_place()[0]
        if segment:
            self.page.show_hidden(segment)
            self.edit(segment)

    @property
    def is_editing(self) -> bool:
        """Whether a paragraph is open."""
        return self._editing is not None

    @Slot()
    def finish(self) -> None:
        """Close the editor; what was typed becomes one revision."""
        if self._editing is None:
            return
        (segment, column), text = self._editing, self.editor.text()
        self._editing = None
        had_focus = self.editor.isAncestorOf(self.focusWidget() or self)
        self._edits.leave()
        self._passages = tuple(
            _with_text(each, column, text) if each.segment.id == segment else each
            for each in self._passages
        )
        self.editor.hide()
        self.page.show_passages(self._passages, self._beside, keep_place=True)
        if had_focus:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(float)
    def _make_room(self, height: float) -> None:
        if self._editing is not None:
            segment, column = self._editing
            self.page.set_edited(segment, column, height - AROUND + 4)
            self._place_editor()

    @Slot()
    def _place_editor(self) -> None:
        place = self.page.editor_place() if self._editing is not None else None
        if place is not None:
            top, high = place.top() - AROUND + 2, self.editor.wanted_height()
            frame = QRectF(place.left() - AROUND, top, place.width() + 2 * AROUND, high)
            self.editor.setGeometry(frame.toRect())

    # Foot

    @Slot(int, int)
    def _show_found(self, number: int, total: int) -> None:
        self.foot.show_found(number, total)

    @Slot()
    def show_hidden(self) -> None:
        """Show every hidden passage until the record is left."""
        self.page.show_all_hidden()
        self.foot.show_hidden(0)


def _with_text(passage: Passage, column: int, text: str) -> Passage:
    """The passage as it was left, until the archive has answered; its marks may not fit now."""
    if column:
        return (
            passage
            if passage.translated == text
            else replace(passage, translated=text, translated_marks=())
        )
    if passage.segment.text == text:
        return passage
    return replace(passage, segment=replace(passage.segment, text=text), marks=())


class _ColumnHeads(Surface):
    """Which language stands in which column, by whom, and how far it was reviewed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Ground.LIST, parent, line="bottom")
        self._names = [PlainLabel("", self, weight=600) for _each in range(2)]
        self._facts = [ElidedLabel("", self, ink=Ink.TEXT2, size=Size.META) for _each in range(2)]
        self._halves = [QWidget(self), QWidget(self)]
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        for half, name, facts in zip(self._halves, self._names, self._facts, strict=True):
            inner = QHBoxLayout(half)
            inner.setContentsMargins(0, 7, 0, 7)
            inner.setSpacing(8)
            inner.addWidget(name)
            inner.addWidget(facts, 1)
            self._row.addWidget(half)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_languages(
        self, opened: OpenedRecord, translation: Translation | None, beside: Beside
    ) -> None:
        """Name the columns; hidden where there is only the original."""
        self.setVisible(translation is not None)
        self._halves[1].setVisible(beside is Beside.BESIDE)
        if translation is None:
            return
        segments = len(opened.record.text.segments)
        count = ngettext("{count} paragraph", "{count} paragraphs", segments)
        self._names[0].setText(own_name(opened.record.language))
        self._facts[0].setText(joined(_("original"), count.format(count=segments), between=", "))
        self._names[1].setText(own_name(translation.language))
        facts = translation_facts(translation, segments)
        self._facts[1].setText(facts)
        if beside is Beside.BELOW:
            self._facts[0].setText(
                joined(_("original"), own_name(translation.language), facts, between=", ")
            )
        self.set_page_width(self.width())

    def set_page_width(self, page: int) -> None:
        """Stand above the columns of a page of this width."""
        if self.isHidden():
            return
        beside = Beside.BELOW if self._halves[1].isHidden() else Beside.BESIDE
        columns = columns_for(page, beside)
        set_margins(self._row, round(columns.left), 0, round(END), 0)
        step = columns.second - columns.left if beside is Beside.BESIDE else columns.width
        self._halves[0].setFixedWidth(round(step))
        self._halves[1].setFixedWidth(round(columns.width))


class _Foot(Surface):
    """Where one is among the found words, and what is hidden."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Ground.PAGE, parent, line="top")
        self._words = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self.previous = IconButton("arrow-up", _("Previous found word"), self)
        self.next = IconButton("arrow-down", _("Next found word"), self)
        self.hidden = Button("", self, kind=ButtonKind.QUIET, icon="eye-off", size=Size.META)
        layout = QHBoxLayout(self)
        set_margins(layout, round(GUTTER / 2), 2, 8, 2)
        layout.setSpacing(8)
        for widget in (self._words, self.previous, self.next):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.hidden)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._found, self._hidden = 0, 0

    def show_found(self, number: int, total: int) -> None:
        """Show which found word is visited; 0 for none yet."""
        self._found = total
        if number:
            words = _("{number} of {total} in this record").format(number=number, total=total)
        else:
            words = _("{total} in this record").format(total=total)
        self._words.setText(words)
        for widget in (self._words, self.previous, self.next):
            widget.setVisible(total > 0)
        self.setVisible(bool(self._found or self._hidden))

    def show_hidden(self, count: int) -> None:
        """Offer to show what is hidden."""
        self._hidden = count
        many = ngettext("Show {count} hidden passage", "Show {count} hidden passages", count)
        self.hidden.setText(many.format(count=count))
        self.hidden.setVisible(count > 0)
        self.setVisible(bool(self._found or self._hidden))


def translation_facts(translation: Translation, segments: int) -> str:
    """Who translated, and how far it goes and was reviewed."""
    done = sum(bool(each.text.strip()) for each in translation.segments)
    who = (
        _("by {name}").format(name=translation.translator)
        if translation.translator
        else label(translation.method)
    )
    machine = translation.method is TranslationMethod.MACHINE and translation.translator
    reviewed = (
        label(ReviewState.REVIEWED).lower()
        if translation.review is ReviewState.REVIEWED
        else label(ReviewState.UNREVIEWED).lower()
    )
    part = (
        _("{done} of {count} paragraphs").format(done=done, count=segments)
        if done < segments
        else ""
    )
    return joined(who, label(translation.method) if machine else "", reviewed, part, between=", ")
