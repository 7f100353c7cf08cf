"""New keys for the whole archive: when that is needed, what it does, what it does not do."""

from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.tokens import Ink
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog

REKEY = "rekey"
"""The button's key."""


class RekeyDialog(Dialog):
    """Explains before anything begins; the answer comes as `chosen` with `REKEY`."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, _("New keys for the whole archive"))
        self.add_section(
            "circle-question-mark",
            Ink.ACCENT,
            _("When it is needed"),
            _(
                "When somebody who must not read on knew a passphrase or a code, or held enough "
                "shares, and may have copied the key files. A removed or changed key stays good "
                "for an old copy of the key files, and with that for the archive as it is today."
            ),
        )
        self.add_section(
            "key-round",
            Ink.ACCENT,
            _("What it does"),
            _(
                "Everything is encrypted anew under new keys. Passphrases, key files, codes and "
                "shares stay what they are. It takes about as long as a backup and needs free "
                "room for a second copy of the archive. Meanwhile you can read; what you write "
                "is saved once it is done. Stopped before the end, it leaves everything as before."
            ),
        )
        self.add_section(
            "triangle-alert",
            Ink.WARN,
            _("What it does not do"),
            _(
                "Old copies of the key files still open old copies of the archive. Make a new "
                "backup afterwards, and destroy the old ones."
            ),
        )
        self.add_button("cancel", _("Cancel"))
        self.add_button(REKEY, _("Make new keys"), ButtonKind.PRIMARY)
