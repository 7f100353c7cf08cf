"""What a reader says when it cannot read."""

from app.confined.forms import Trouble


class UnreadableError(Exception):
    """The file cannot be read.

    Attributes:
        trouble: Why.
    """

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble
