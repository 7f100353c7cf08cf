"""The question before a key is removed: what follows stands in the sentence and in the button."""

from PySide6.QtWidgets import QWidget

from app.archive.keys import KeySlot
from app.translation import _
from app.ui.keys.slot_words import named_slot
from app.ui.widgets.dialog import Dialog, question_dialog

REMOVE = "remove"
"""The button's key."""


def removal_question(over: QWidget, slot: KeySlot) -> Dialog:
    """Ask whether a key is to open nothing any more. Not opened yet."""
    parts = [
        _("From then on it opens this archive no more. This cannot be undone."),
        _(
            "Whoever kept it with a copy of the key files can still open this archive with them, "
            "as it is then, and old copies of it, such as backups. If it got into wrong hands, "
            "make new keys for the whole archive afterwards."
        ),
    ]
    if slot.in_use:
        parts.insert(
            0,
            _(
                "You opened the archive with it. It stays open now; after the next lock you "
                "need another key."
            ),
        )
    name = named_slot(slot)
    return question_dialog(
        over,
        _("Remove {key}?").format(key=name),
        "\n\n".join(parts),
        act=_("Remove {key}").format(key=name),
        key=REMOVE,
        harm=True,
    )
