"""Sizes of files as one says them."""

from PySide6.QtCore import QLocale


def size_in_words(count: int) -> str:
    """Bytes in decimal units, as disks are sold: "1.2 MB"."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
