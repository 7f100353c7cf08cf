"""The binding between Qt and Python is one that does not wear out."""

import sys

from PySide6.QtCore import QObject, Qt, Signal, Slot
from pytestqt.qtbot import QtBot


class Counter(QObject):
    """Counts what it is told."""

    told = Signal(bool, object)

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @Slot(bool, object)
    def take(self, _flag: bool, _value: object) -> None:
        """Count one."""
        self.count += 1


def test_ten_thousand_emissions_leave_python_whole(qtbot: QtBot) -> None:
    """No reference to True gets lost: PySide6 6.12.0 dropped one each time and then aborted."""
    counter, value = Counter(), object()
    counter.told.connect(counter.take)
    counter.told.connect(counter.take, Qt.ConnectionType.QueuedConnection)
    true_before, value_before = sys.getrefcount(True), sys.getrefcount(value)
    for _ in range(10_000):
        counter.told.emit(True, value)
    qtbot.waitUntil(lambda: counter.count == 20_000)
    assert abs(sys.getrefcount(True) - true_before) < 500
    assert abs(sys.getrefcount(value) - value_before) < 5
