"""What a key slot is, as practitioners say it."""

from app.archive.keys import KeyKind, KeySlot
from app.translation import _
from app.ui.direction import joined
from app.ui.health.moments import moment_in_words

_ICONS = {
    KeyKind.PASSPHRASE: "key-round",
    KeyKind.KEY_FILE: "paperclip",
    KeyKind.RECOVERY_CODE: "file-text",
    KeyKind.SHARES: "users",
}

_MADE_WITH_THE_ARCHIVE = 2
"""The first passphrase and the first recovery code."""

TYPED = frozenset((KeyKind.PASSPHRASE, KeyKind.KEY_FILE))
"""Kinds that belong to one person, who can change the passphrase."""


def kind_icon(kind: KeyKind) -> str:
    """Name of the icon of a kind."""
    return _ICONS[kind]


def kind_words(slot: KeySlot) -> str:
    """What opens the slot: "Passphrase and key file", "Shares: 2 of 3 people together"."""
    if slot.kind is KeyKind.SHARES:
        return _("Shares: {needed} of {held} people together").format(
            needed=slot.needed, held=slot.held
        )
    return {
        KeyKind.PASSPHRASE: _("Passphrase"),
        KeyKind.KEY_FILE: _("Passphrase and key file"),
        KeyKind.RECOVERY_CODE: _("Recovery code on paper"),
    }[slot.kind]


def holder_words(slot: KeySlot) -> str:
    """Whose it is; where nobody was named, what it is."""
    if slot.person or slot.initials:
        return slot.person or slot.initials
    return kind_words(slot)


def about_words(slot: KeySlot) -> str:
    """The second line: what opens it and since when."""
    named = bool(slot.person or slot.initials)
    since = ""
    if slot.added_at:
        words = _("added {moment}") if named else _("Added {moment}")
        since = words.format(moment=moment_in_words(slot.added_at, short=True))
    elif slot.number <= _MADE_WITH_THE_ARCHIVE:
        since = _("made with the archive") if named else _("Made with the archive")
    return joined(kind_words(slot), since) if named else since


def named_slot(slot: KeySlot) -> str:
    """The slot within a sentence: "the passphrase of N. Karim"."""
    if not (slot.person or slot.initials):
        return {
            KeyKind.PASSPHRASE: _("this passphrase"),
            KeyKind.KEY_FILE: _("this passphrase with its key file"),
            KeyKind.RECOVERY_CODE: _("this recovery code"),
            KeyKind.SHARES: _("these shares"),
        }[slot.kind]
    return {
        KeyKind.PASSPHRASE: _("the passphrase of {person}"),
        KeyKind.KEY_FILE: _("the passphrase and key file of {person}"),
        KeyKind.RECOVERY_CODE: _("the recovery code of {person}"),
        KeyKind.SHARES: _("the shares of {person}"),
    }[slot.kind].format(person=holder_words(slot))
