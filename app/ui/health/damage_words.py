"""Damaged things in words: one table for what they are, and how each is named."""

from app.archive.naming_damage import NamedDamage
from app.archive.verifying import Damaged
from app.translation import _
from app.ui.direction import isolated, joined

_SHA_SHOWN = 12


def kind_words(what: Damaged) -> str:
    """What kind of thing it is."""
    return {
        Damaged.KEY_FILE: _("Slot file"),
        Damaged.PAGE: _("Page of the database"),
        Damaged.DATABASE: _("Database"),
        Damaged.INDEX: _("Entry of the search index"),
        Damaged.RECORD: _("Record"),
        Damaged.REVISION: _("Earlier or present version of a record"),
        Damaged.ATTACHMENT: _("Attached file"),
        Damaged.AUDIT: _("Entry of the log"),
    }[what]


def kind_icon(what: Damaged) -> str:
    """The icon beside the word."""
    return {
        Damaged.KEY_FILE: "key-round",
        Damaged.PAGE: "layers",
        Damaged.DATABASE: "table",
        Damaged.INDEX: "search",
        Damaged.RECORD: "file-text",
        Damaged.REVISION: "history",
        Damaged.ATTACHMENT: "paperclip",
        Damaged.AUDIT: "list",
    }[what]


def reason_of(named: NamedDamage) -> str:
    """What is wrong with it; which part of a record it is, where the name is the record's."""
    damage = named.damage
    if not named.code:
        return damage.reason
    file = isolated(damage.name) if damage.what is Damaged.ATTACHMENT and damage.name else ""
    return joined(f"{kind_words(damage.what)} {file}".strip(), damage.reason)


def name_of(named: NamedDamage) -> str:
    """The thing's own name: a record by code and title, others by kind and number."""
    damage = named.damage
    if named.code:
        return joined(named.code, named.title)
    match damage.what:
        case Damaged.PAGE if damage.id:
            return _("Page {number} of the database").format(number=damage.id)
        case Damaged.ATTACHMENT if damage.name:
            return _("Attached file {name}").format(name=isolated(damage.name))
        case Damaged.ATTACHMENT:
            return _("Attached file {sha256}").format(sha256=isolated(damage.id[:_SHA_SHOWN]))
        case Damaged.KEY_FILE:
            return _("Slot file {name}").format(name=isolated(damage.id))
        case Damaged.AUDIT if damage.id:
            return _("Entry {number} of the log").format(number=damage.id)
        case Damaged.RECORD | Damaged.REVISION if damage.name:
            return damage.name
        case Damaged.RECORD | Damaged.REVISION:
            return _("Record {id}").format(id=isolated(damage.id[:_SHA_SHOWN]))
    return kind_words(damage.what)
