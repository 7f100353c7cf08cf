"""Pixels of a page as Qt wants them."""

from PySide6.QtGui import QImage

from app.dossier.preview import PagePicture


def image_of(picture: PagePicture) -> QImage:
    """A picture of a page as an image of its own."""
    image = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.width * 4,
        QImage.Format.Format_RGB32,
    )
    # Qt only borrows the bytes; the copy outlives them.
    return image.copy()
