"""A recovery code, shown once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.translation import _
from app.ui.guided_step import Step
from app.ui.tokens import Ground, Radius, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.choices import CheckBox
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface


class CodeStep(Step):
    """The code in large letters, and a check that it was written down.

    There is no button that prints it, and the step says why: the promise that nothing plain is left
    behind cannot be kept for a print queue.
    """

    def __init__(self) -> None:
        super().__init__()
        self.say(
            _(
                "This code opens the archive if the passphrase is forgotten. It is shown only "
                "now. Write it on paper by hand and keep it away from this computer."
            )
        )
        self.code = PlainLabel("", size=Size.RECORD, weight=600, tabular=True, wrap=True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = Surface(Ground.LIST, radius=Radius.CARD)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 18, 16, 18)
        inner.addWidget(self.code)
        self.column.addWidget(card)
        self.written = CheckBox(_("I wrote it down"))
        self.written.toggled.connect(self.ready_changed)
        self.column.addWidget(self.written)
        self.column.addWidget(
            Banner(
                "",
                _(
                    "Who holds the paper can open the archive. Letters O, I, L and U do not "
                    "occur. Satchel does not print it: a copy would stay in the print queue, and "
                    "often in the printer."
                ),
                tone=Tone.INFO,
            )
        )
        self.column.addStretch(1)

    def show_code(self, code: str) -> None:
        """Show it, in two lines of four groups."""
        groups = code.split("-")
        half = len(groups) // 2
        self.code.setText("  ".join(groups[:half]) + "\n" + "  ".join(groups[half:]))
        self.code.setAccessibleName(code)

    def forget(self) -> None:
        """Take it off the screen."""
        self.code.setText("")
        self.code.setAccessibleName("")

    def missing(self) -> str:
        """It is not written down."""
        return "" if self.written.isChecked() else _("Write the code down first.")

    def take_focus(self) -> None:
        """The check."""
        self.written.setFocus(Qt.FocusReason.OtherFocusReason)
