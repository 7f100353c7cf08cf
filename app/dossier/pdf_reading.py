"""One door to PDFium, which must never be entered by two threads at once.

Only files that this room has written itself are opened here; what others made is opened in the
confined worker process.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

# PDFium keeps global state, and ctypes lets other threads run during a call.
PDFIUM = threading.Lock()


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A document for reading. Hold `PDFIUM` around every call on it.

    Args:
        pdf: A file that Satchel itself wrote.
    """
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        with PDFIUM:
            document.close()
