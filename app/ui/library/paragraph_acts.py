"""Acts on the paragraph that one is at in the reader."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from app.records.text import Segment
from app.records.vocabularies import SegmentRole
from app.translation import _
from app.ui.library.actions import LibraryActions
from app.ui.library.name_dialog import NameDialog
from app.ui.reader.reader import Reader
from app.ui.reader.record_work import Change
from app.ui.reader.segment_changes import (
    added_after,
    joined_with_next,
    removed,
    with_distressing,
    with_role,
    with_speaker,
)


class ParagraphActs(QObject):
    """Connects the actions on paragraphs with the reader."""

    def __init__(self, reader: Reader, acts: LibraryActions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        acts.add_paragraph.triggered.connect(self._add)
        acts.join_paragraph.triggered.connect(self._join)
        acts.remove_paragraph.triggered.connect(self._remove)
        acts.hide_paragraph.triggered.connect(self._hide)
        acts.speaker.triggered.connect(self._ask_speaker)
        for action in acts.roles:
            action.triggered.connect(self._set_role)

    def _segment(self) -> Segment | None:
        """The paragraph one is at, as the archive has it."""
        opened = self._reader.opened
        if opened is None or not self._reader.may_edit:
            return None
        wanted = self._reader.text.page.current_segment()
        return next((each for each in opened.record.text.segments if each.id == wanted), None)

    def _change(self, change: Change, what: str) -> None:
        opened = self._reader.opened
        if opened is not None:
            self._reader.text.finish()
            self._reader.edits.change(opened.card.id, change, what.format(code=opened.card.code))

    @Slot()
    def _add(self) -> None:
        opened = self._reader.opened
        if opened is None or not self._reader.may_edit:
            return
        segments = opened.record.text.segments
        at = self._segment() or (segments[-1] if segments else None)
        after = at.id if at is not None else 0
        self._reader.edit_when_there(after)
        self._change(partial(added_after, after), _("Added a paragraph to {code}"))

    @Slot()
    def _join(self) -> None:
        at = self._segment()
        if at is not None:
            self._change(partial(joined_with_next, at.id), _("Joined two paragraphs of {code}"))

    @Slot()
    def _remove(self) -> None:
        at = self._segment()
        if at is not None:
            self._change(partial(removed, at.id), _("Removed a paragraph from {code}"))

    @Slot()
    def _hide(self) -> None:
        at = self._segment()
        if at is not None:
            what = _("Hid a paragraph of {code}")
            if at.distressing:
                what = _("A paragraph of {code} is no longer hidden")
            self._change(partial(with_distressing, at.id, not at.distressing), what)

    @Slot()
    def _set_role(self) -> None:
        action, at = self.sender(), self._segment()
        if isinstance(action, QAction) and at is not None:
            role = SegmentRole(str(action.data()))
            self._change(partial(with_role, at.id, role), _("Changed a paragraph of {code}"))

    @Slot()
    def _ask_speaker(self) -> None:
        at, opened = self._segment(), self._reader.opened
        if at is None or opened is None:
            return
        speakers = (each.speaker for each in opened.record.text.segments if each.speaker)
        dialog = NameDialog(
            self._reader,
            _("Who speaks here"),
            _("Set"),
            text=at.speaker,
            told=_("A role or a pseudonym, never a real name."),
            known=list(dict.fromkeys(speakers)),
            empty_allowed=True,
        )
        dialog.named.connect(self._set_speaker)
        dialog.open()

    @Slot(str)
    def _set_speaker(self, name: str) -> None:
        at = self._segment()
        if at is not None:
            self._change(partial(with_speaker, at.id, name), _("Changed a paragraph of {code}"))
