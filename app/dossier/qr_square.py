"""A QR code on paper, drawn as squares: nothing in it is a picture (ISO/IEC 18004)."""

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from app.dossier.plain_pdf import PlainCanvas
from app.dossier.style import INK

_QUIET_ZONE = 4
"""Light squares on each side, which a reader needs to find the code; from the standard."""


class QrSquare:
    """One code, on a white ground.

    Args:
        text: What it says; capital letters and digits make the smallest one.
        side: Length of a side without its light margin, in points.

    Attributes:
        margin: How much has to be left free around it, in points.
    """

    def __init__(self, text: str, side: float) -> None:
        code = QRCode(None, QRErrorCorrectLevel.M)
        code.addData(text)
        code.make()
        self.side = side
        self.modules: tuple[tuple[bool, ...], ...] = tuple(
            tuple(bool(dark) for dark in row) for row in code.modules
        )
        self.margin = side / len(self.modules) * _QUIET_ZONE

    def draw(self, canvas: PlainCanvas, left: float, bottom: float) -> None:
        """Draw with the lower left corner at a place, in points."""
        step = self.side / len(self.modules)
        canvas.setFillColorRGB(*INK)
        for row, darks in enumerate(self.modules):
            y = bottom + self.side - (row + 1) * step
            for first, length in _runs(darks):
                x = left + first * step
                canvas.rect(x, y, length * step, step, stroke=0, fill=1)


def _runs(darks: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where dark squares begin in a row, and how many stand together: no hairlines between them."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(darks):
        if not dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
