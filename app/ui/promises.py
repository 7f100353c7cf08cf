"""What is promised and what is not, in the program itself: it works offline, help included."""

from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.plain_label import PlainLabel


def promised() -> tuple[str, ...]:
    """What the program promises."""
    return (
        _(
            "Whoever takes the computer, off or locked, sees sizes and times of files and the "
            "name given to the archive, nothing else."
        ),
        _("After locking, no process of the program holds anything of the archive."),
        _("The program opens no connection to any network, ever."),
        _("What was said to be saved survives a crash, a full disk and a power cut."),
    )


def not_promised() -> tuple[str, ...]:
    """What it does not promise."""
    return (
        _(
            "A computer that somebody else already controls while the archive is open: it can "
            "see the screen and the keys."
        ),
        _("A picture of the memory that is taken while the archive is open."),
        _(
            "Swap space and hibernation that are not encrypted: parts of the memory may be "
            "written there."
        ),
        _("What an input method learns from typing. Text fields ask it not to."),
        _("Denying that there is an archive: its folder can be seen."),
        _("A passphrase that can be guessed, or that somebody saw being typed."),
    )


class PromisesSheet(Dialog):
    """Two lists, in plain words."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, _("What is promised, and what is not"))
        self.body.setSpacing(8)
        for heading, sentences in (
            (_("Not promised"), not_promised()),
            (_("Promised"), promised()),
        ):
            self.body.addWidget(PlainLabel(heading, size=Size.TITLE, weight=600))
            for sentence in sentences:
                self.body.addWidget(PlainLabel(sentence, ink=Ink.TEXT2, size=Size.TITLE, wrap=True))
            self.body.addSpacing(8)
        self.add_button("close", _("Close"), ButtonKind.PRIMARY)
