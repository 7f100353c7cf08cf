"""The rows of a folder, and how they are drawn."""

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.translation import _
from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.folder_listing import Entry, Listing
from app.ui.painting import fill, focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize, Radius, Size

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FolderModel(QAbstractListModel):
    """Entries of one folder.

    Args:
        files: Whether files are listed, or folders only.
    """

    def __init__(self, *, files: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._entries: tuple[Entry, ...] = ()

    def show_listing(self, listing: Listing) -> None:
        """List another folder."""
        self.beginResetModel()
        self._entries = tuple(entry for entry in listing.entries if entry.folder or self._files)
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """The entry of a row."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        return self._entries[index.row()]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many entries."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The name, and what is spoken."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.path.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = _("archive") if entry.archive else _("folder") if entry.folder else _("file")
            return f"{entry.path.name}, {kind}"
        return None


class FolderDelegate(QStyledItemDelegate):
    """Icon, name, size."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A plain row."""
        return QSize(200, Theme.current().scaled(Grid.FACET_ROW + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model = index.model()
        entry = model.entry(index) if isinstance(model, FolderModel) else None
        if entry is None:
            return
        theme, tokens = Theme.current(), Theme.current().tokens
        whole, direction = QRectF(option.rect), option.direction
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            fill(painter, whole, Radius.MARK, tokens.sel)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill(painter, whole, Radius.MARK, tokens.hover)
        icon = "archive" if entry.archive else "folder" if entry.folder else "file-text"
        size = IconSize.ROW
        place = QRectF(whole.left() + 8, whole.center().y() - size / 2, size, size)
        colour = tokens.accent if entry.archive else tokens.text2
        icons.draw(painter, icon, mirrored_f(place, whole, direction), colour)
        told = "" if entry.folder else QLocale().formattedDataSize(entry.size, 1)
        small = theme.font(Size.META, tabular=True)
        wide = QFontMetrics(small).horizontalAdvance(told) + 12
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(small)
        painter.setPen(QColor(tokens.text3))
        end = QRectF(whole.right() - wide, whole.top(), wide - 8, whole.height())
        trailing = int(Qt.AlignmentFlag.AlignTrailing)
        painter.drawText(mirrored_f(end, whole, direction), middle | trailing, told)
        font = theme.font(weight=600 if entry.archive else 400)
        room = QRectF(whole.left() + 32, whole.top(), whole.width() - 36 - wide, whole.height())
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        name = QFontMetrics(font).elidedText(
            " ".join(entry.path.name.split()), Qt.TextElideMode.ElideMiddle, int(room.width())
        )
        leading = int(Qt.AlignmentFlag.AlignLeading)
        painter.drawText(mirrored_f(room, whole, direction), middle | leading, name)
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, whole, Radius.MARK, tokens.accent)
        painter.restore()
