"""Copying out is deliberate: marked as secret, and cleared after 30 seconds and on lock."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

CLEAR_AFTER_MS = 30_000

_MARKS = (
    # KDE's Klipper and others that followed it (KeePassXC's convention)
    ("x-kde-passwordManagerHint", b"secret"),
    # Windows clipboard history and cloud clipboard (learn.microsoft.com, "Clipboard Formats")
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', b"\0\0\0\0"),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', b"\0\0\0\0"),
    # macOS (nspasteboard.org)
    ("application/x-nspasteboard-concealed-type", b""),
)


def secret_text(text: str) -> QMimeData:
    """Text that clipboard managers are asked not to keep."""
    made = QMimeData()
    made.setText(text)
    for kind, value in _MARKS:
        made.setData(kind, QByteArray(value))
    return made


class ClipboardGuard(QObject):
    """Watches what this program puts on the clipboard, by whatever widget.

    Args:
        clear_after_ms: How long copied text stays.
        ours: Tells whether what is on the clipboard came from this program; by default Qt is
            asked, which cannot tell on every platform plugin.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        clear_after_ms: int = CLEAR_AFTER_MS,
        ours: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours = ours or self._clipboard.ownsClipboard
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(clear_after_ms)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._mark)

    def copy(self, text: str) -> None:
        """Put text on the clipboard, marked, for 30 seconds."""
        self._clipboard.setMimeData(secret_text(text))

    @Slot()
    def clear(self) -> None:
        """Empty the clipboard and the selection, where they hold something of ours."""
        self._timer.stop()
        if self._ours():
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    @Slot()
    def _mark(self) -> None:
        """A line edit's own Ctrl+C knows no marks: put them on afterwards."""
        if not self._ours():
            self._timer.stop()
            return
        held = self._clipboard.mimeData()
        if held is None or not held.hasText() or not held.text():
            return
        if not held.hasFormat(_MARKS[0][0]):
            self._clipboard.setMimeData(secret_text(held.text()))
            return
        self._timer.start()
