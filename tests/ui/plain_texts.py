"""Looking for words that Qt would take for markup, wherever a window shows some."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTextEdit, QWidget

_TAG = re.compile(r"<[A-Za-z!?/]")  # wider than what Qt guesses by

HOSTILE = "<img src='//host/share/a.png'><b>Quill</b>"


def takes_markup(text: str) -> bool:
    """Whether Qt would guess that a text is markup, other than markup that shows plain words."""
    if text.startswith("<qt>") and text.endswith("</qt>"):
        return "<" in text[4:-5]
    return _TAG.search(text) is not None


def markup_in(top: QWidget) -> Iterator[str]:
    """What could be taken for markup in a widget and all that is in it, in words."""
    for widget in (top, *top.findChildren(QWidget)):
        name = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield f"{name}: guesses what {widget.text()!r} is"
        if isinstance(widget, QLabel) and widget.openExternalLinks():
            yield f"{name}: opens links"
        if isinstance(widget, QTextEdit) and widget.acceptRichText() and not widget.isReadOnly():
            yield f"{name}: takes what is pasted with its markup"
        for kind, text in (("tooltip", widget.toolTip()), ("what's this", widget.whatsThis())):
            if takes_markup(text):
                yield f"{name}: {kind} {text!r}"
        for action in widget.actions():
            for kind, text in (("tooltip", action.toolTip()), ("what's this", action.whatsThis())):
                if takes_markup(text):
                    yield f"{name}: {kind} of an action {text!r}"
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from (f"{name}: {each}" for each in _markup_in_model(widget.model()))


def _markup_in_model(model: QAbstractItemModel) -> Iterator[str]:
    """Every list here has one column."""
    for row in range(model.rowCount(QModelIndex())):
        index = model.index(row, 0, QModelIndex())
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole):
            text = model.data(index, role)
            if isinstance(text, str) and takes_markup(text):
                yield f"{role.name} {text!r}"
