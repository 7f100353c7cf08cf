"""When something was, as one says it."""

from PySide6.QtCore import QDate, QDateTime, Qt

from app.translation import _
from app.ui.library.dates_in_words import date_in_words


def _local(utc: str) -> QDateTime:
    return QDateTime.fromString(utc, Qt.DateFormat.ISODateWithMs).toLocalTime()


def moment_in_words(utc: str, *, short: bool = False) -> str:
    """A moment (UTC, ISO 8601): "today 08:12", "yesterday 17:40", or day and time."""
    local = _local(utc)
    if not local.isValid():
        return utc
    time = local.time().toString("HH:mm")
    match local.date().daysTo(QDate.currentDate()):
        case 0:
            return _("today {time}").format(time=time)
        case 1:
            return _("yesterday {time}").format(time=time)
    day = date_in_words(local.date().toString(Qt.DateFormat.ISODate), short=short)
    return _("{day}, {time}").format(day=day, time=time)


def days_since(utc: str) -> int:
    """Whole days on the calendar since a moment; 0 where it cannot be read or lies ahead."""
    local = _local(utc)
    return max(0, local.date().daysTo(QDate.currentDate())) if local.isValid() else 0
